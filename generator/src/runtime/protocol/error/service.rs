//! The errors of an operation.

// Functions are `inline`, so that a program contains only those of the operations that it calls.

/// Implements an operation's error: the format of bodies, with the places of the code and the message; the criterion by
/// which errors are recognized; the code, the status code and the marks (methods of `ErrorCase`) of each variant; and the
/// type of the common errors.
macro_rules! service_error {
    ($format:path, $by:ident, $name:ident {
        $($variant:ident: ($code:literal, $status:literal $(, $mark:ident)* $(,)?)),* $(,)? $(..$common:path)?
    }) => {
        impl runtime::ServiceError for $name {
            const FORMAT: runtime::ErrorFormat = $format;

            #[inline]
            fn from_response(mut meta: runtime::ErrorMeta, response: &::http::Response<runtime::Body>) -> Self {
                const CASES: &[runtime::ErrorCase] =
                    &[$(runtime::ErrorCase::new($code, $status)$(.$mark())*),*];
                const COMMON: &[&[runtime::ErrorCase]] = &[$(<$common>::CASES)?];
                let _ = response;
                match meta.recognize(runtime::ErrorsBy::$by, CASES, COMMON) {
                    $(runtime::Recognized::Listed($code) => {
                        Self::$variant(runtime::ErrorVariant::from_response(meta, response))
                    })*
                    $(runtime::Recognized::Common(code) => match <$common>::from_code(code, meta, response) {
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
}

pub(crate) use service_error;
