//! An error that operations list by name.

/// Says that a structure is an error: one that consists of `{ meta }`, or one with `.meta` among its fields.
macro_rules! listed_error {
    ($name:ident $({ $only:ident $(,)? })? $(.$meta:ident)?) => {
        $(impl $name {
            /// The error of a response.
            #[must_use]
            pub fn from_response(
                $only: runtime::ErrorMeta,
                _: &::http::Response<runtime::Body>,
            ) -> Self {
                Self { $only }
            }
        })?

        impl $name {
            /// What the service says about the error.
            #[must_use]
            pub fn message(&self) -> ::core::option::Option<&str> {
                self.meta().message()
            }

            /// Status, code, message and request id.
            #[must_use]
            pub fn meta(&self) -> &runtime::ErrorMeta {
                &self$(.$only)?$(.$meta)?
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

pub(crate) use listed_error;
