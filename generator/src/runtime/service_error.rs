//! The errors of an operation, and each of them.

// What is marked `inline` is compiled with the programs that call the operation.

/// Says which codes and statuses the variants of an operation's error stand for, why a call may succeed a little
/// later if code and status don't say so, and what the common errors are.
#[allow(unused_macros, reason = "a service may have no error")]
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
                    _ => runtime::service_error!(@otherwise response meta $($common)?),
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
    (@otherwise $response:ident $meta:ident) => {{
        let _ = $response;
        Self::Unknown($meta)
    }};
    (@otherwise $response:ident $meta:ident $common:path) => {{
        let _ = $response;
        match <$common>::from_meta($meta) {
            Ok(error) => Self::Common(error),
            Err(meta) => Self::Unknown(meta),
        }
    }};
}

/// Says that a structure with `meta` among its fields is an error.
#[allow(unused_macros, reason = "a service may have no error")]
macro_rules! listed_error {
    ($name:ident {}) => {
        impl $name {
            /// The error of a response.
            #[must_use]
            pub fn from_response(meta: runtime::ErrorMeta, _: &::http::Response<runtime::Body>) -> Self {
                Self { meta }
            }
        }

        runtime::listed_error!($name);
    };
    ($name:ident) => {
        runtime::listed_error!($name.meta);
    };
    ($name:ident.$meta:ident) => {
        impl $name {
            /// What the service says about the error.
            #[must_use]
            pub fn message(&self) -> ::core::option::Option<&str> {
                self.$meta.message()
            }

            /// Status, code, message and request id.
            #[must_use]
            pub fn meta(&self) -> &runtime::ErrorMeta {
                &self.$meta
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.$meta, f)
            }
        }

        impl ::core::error::Error for $name {}
    };
}

pub(crate) use {listed_error, service_error};
