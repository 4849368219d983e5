//! The errors of an operation, and each of them.

// What is marked `inline` is compiled with the programs that call the operation.

/// Implements an operation's error, by how errors are told apart: for each variant its code and status, and what else
/// there is to say of it, and the type of the common errors.
#[allow(unused_macros, reason = "a service may have no error")]
macro_rules! service_error {
    ($by:ident, $name:ident {
        $($variant:ident: ($code:literal, $status:literal $(, $mark:ident)* $(,)?)),* $(,)? $(..$common:path)?
    }) => {
        impl runtime::ServiceError for $name {
            #[inline]
            fn from_response(mut meta: runtime::ErrorMeta, response: &::http::Response<runtime::Body>) -> Self {
                const CASES: &[runtime::ErrorCase] =
                    &[$(runtime::ErrorCase::new($code, $status)$(.$mark())*),*];
                let common = runtime::service_error!(@cases $($common)?);
                let _ = response;
                match meta.recognize(runtime::ErrorsBy::$by, CASES, common) {
                    $(runtime::Recognized::Listed($code) => {
                        Self::$variant(error::$variant::from_response(meta, response))
                    })*
                    $(runtime::Recognized::Common(code) => match <$common>::from_code(code, meta) {
                        Ok(error) => Self::Common(error),
                        Err(meta) => Self::Unknown(meta),
                    },)?
                    _ => Self::Unknown(meta),
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
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(runtime::ServiceError::meta(self), f)
            }
        }

        impl ::core::error::Error for $name {}
    };
    (@cases) => { &[] };
    (@cases $common:path) => { <$common>::CASES };
}

/// Implements the errors that every operation of a service may answer with: for each variant its code and status, and
/// what else there is to say of it.
#[allow(unused_macros, reason = "a service may have no common error")]
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

/// Implements an error, a structure with `meta` among its fields.
#[allow(unused_macros, reason = "a service may have no error")]
macro_rules! listed_error {
    ($name:ident {}) => {
        impl $name {
            /// Creates the error of a response.
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
            /// Returns what the service says about the error.
            #[must_use]
            pub fn message(&self) -> ::core::option::Option<&str> {
                self.$meta.message()
            }

            /// Returns status, code, message and request id.
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

pub(crate) use {common_error, listed_error, service_error};
