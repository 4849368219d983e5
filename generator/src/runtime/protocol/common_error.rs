//! The errors that every operation of a service may answer with.

/// Implements the errors that every operation of a service may answer with: for each variant its code, its status
/// and its marks (methods of `ErrorCase`).
macro_rules! common_error {
    ($name:ident {
        $($variant:ident: ($code:literal, $status:literal $(, $mark:ident)* $(,)?)),* $(,)?
    }) => {
        impl $name {
            pub(super) const CASES: &'static [runtime::ErrorCase] =
                &[$(runtime::ErrorCase::new($code, $status)$(.$mark())*),*];

            /// Creates the error that has this code, or returns what was given if there is none.
            pub(super) fn from_code(
                code: &str,
                meta: runtime::ErrorMeta,
            ) -> ::core::result::Result<Self, runtime::ErrorMeta> {
                match code {
                    $($code => Ok(Self::$variant(meta)),)*
                    _ => Err(meta),
                }
            }

            /// Returns status, code, message and request id.
            #[must_use]
            pub fn meta(&self) -> &runtime::ErrorMeta {
                match self {
                    $(Self::$variant(meta))|* => meta,
                }
            }

            /// Returns why the same call may succeed a little later, if it may.
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
