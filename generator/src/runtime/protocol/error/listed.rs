//! The errors that operations list.

/// Implements a structure as an error: the members of its body, with their names on the wire and their marks (methods
/// of `Member`); the field with the [`ErrorMeta`](super::super::super::ErrorMeta); the module that reads the body, if
/// all members are in there; or else the other members, and how all are read.
macro_rules! listed_error {
    (
        $name:ident { $($field:ident: $wire:literal$(.$xml:ident($argument:expr))? $(as $mark:ident)*,)* ..$meta:ident }
        $(, $format:ident)? $(, [$($other:ident),+ $(,)?])? $(, |$error:ident, $response:ident| $read:block)? $(,)?
    ) => {
        runtime::members!($name { $($field: $wire$(.$xml($argument))? $(as $mark)*),* });

        impl $name {
            /// Creates the error with its members empty, for tests. A client reads it from a response.
            #[must_use]
            pub fn new(meta: runtime::ErrorMeta) -> Self {
                Self {
                    $($field: runtime::Empty::empty(),)*
                    $($($other: runtime::Empty::empty(),)+)?
                    $meta: meta,
                }
            }

            /// Returns the message of the service.
            #[must_use]
            pub fn message(&self) -> ::core::option::Option<&str> {
                self.$meta.message()
            }

            /// Returns the status code, the error code, the message and the request id.
            #[must_use]
            pub fn meta(&self) -> &runtime::ErrorMeta {
                &self.$meta
            }
        }

        impl runtime::ErrorVariant for $name {
            fn from_response(
                meta: runtime::ErrorMeta,
                response: &::http::Response<runtime::Body>,
            ) -> Self {
                let _ = response;
                let error = Self::new(meta);
                $(
                    let mut error = error;
                    runtime::$format::read_error(response, &mut error);
                )?
                $(
                    let ($response, mut $error) = (response, error);
                    $read
                    let error = $error;
                )?
                error
            }

            fn error_meta(&self) -> &runtime::ErrorMeta {
                self.meta()
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
