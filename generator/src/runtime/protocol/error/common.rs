//! The errors that every operation of a service may return.

/// Implements the errors that every operation of a service may return: the code, the status code and the marks (methods
/// of `ErrorCase`) of each variant.
macro_rules! common_error {
    ($name:ident {
        $($variant:ident: ($code:literal, $status:literal $(, $mark:ident)* $(,)?)),* $(,)?
    }) => {
        impl $name {
            pub(super) const CASES: &'static [runtime::ErrorCase] =
                &[$(runtime::ErrorCase::new($code, $status)$(.$mark())*),*];

            /// Creates the error with this code, or returns `meta` if there is none.
            pub(super) fn from_code(
                code: &str,
                meta: runtime::ErrorMeta,
                response: &::http::Response<runtime::Body>,
            ) -> ::core::result::Result<Self, runtime::ErrorMeta> {
                match code {
                    $($code => Ok(Self::$variant(runtime::ErrorVariant::from_response(meta, response))),)*
                    _ => Err(meta),
                }
            }

            /// Returns the status code, the error code, the message and the request id.
            #[must_use]
            pub fn meta(&self) -> &runtime::ErrorMeta {
                match self {
                    $(Self::$variant(error) => runtime::ErrorVariant::error_meta(error),)*
                }
            }

            /// Returns the reason why the same call may succeed later, or `None` for a permanent error.
            #[must_use]
            pub fn retry_kind(&self) -> ::core::option::Option<runtime::RetryKind> {
                self.meta().retry_kind()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.meta(), f)
            }
        }

        impl ::core::error::Error for $name {}
    };
}

pub(crate) use common_error;
