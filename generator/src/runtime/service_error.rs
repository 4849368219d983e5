//! The errors of an operation.

// What is marked `inline` is compiled with the programs that call the operation.

/// Says which codes and statuses the variants of an operation's error stand for, why a call may succeed a little
/// later if code and status don't say so, and what the common errors are.
macro_rules! service_error {
    ($name:ident {
        $($variant:ident: ($code:literal, $status:literal $(, $retry:ident)? $(,)?)),* $(,)? $(..$common:path)?
    }) => {
        impl runtime::ServiceError for $name {
            #[inline]
            fn from_response(meta: runtime::ErrorMeta, response: &::http::Response<runtime::Body>) -> Self {
                let meta = meta.or_code_of_status(&[$(($code, $status)),*]);
                match meta.code() {
                    $(Some($code) => Self::$variant(error::$variant::from_response(meta, response)),)*
                    _ => {
                        let _ = response;
                        $(let meta = match <$common>::from_meta(meta) {
                            Ok(error) => return Self::Common(error),
                            Err(meta) => meta,
                        };)?
                        Self::Unknown(meta)
                    }
                }
            }

            #[inline]
            fn meta(&self) -> &runtime::ErrorMeta {
                match self {
                    $(Self::$variant(error) => error.meta(),)*
                    $(Self::Common(error) => <$common>::meta(error),)?
                    Self::Unknown(meta) => meta,
                }
            }

            #[inline]
            fn retry_kind(&self) -> ::core::option::Option<runtime::RetryKind> {
                match self {
                    $($(Self::$variant(_) => Some(runtime::RetryKind::$retry),)?)*
                    $(Self::Common(error) => <$common>::retry_kind(error),)?
                    _ => runtime::RetryKind::of(runtime::ServiceError::meta(self)),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(runtime::ServiceError::meta(self), f)
            }
        }

        impl ::core::error::Error for $name {}
    };
}

pub(crate) use service_error;
