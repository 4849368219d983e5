//! The outputs of operations.

use http::Response;

use super::{super::Body, response::request_id};

/// An output before its members are read.
#[doc(hidden)]
pub trait Output {
    /// Creates the output of a response with this request id.
    fn empty(request_id: Option<String>) -> Self;

    /// Creates the output of a response, with its request id alone.
    #[must_use]
    fn of(response: &Response<Body>) -> Self
    where
        Self: Sized,
    {
        Self::empty(request_id(response.headers()))
    }
}

/// Implements a structure as an output: the members of its body with their names on the wire and their marks (methods
/// of `Member`), the field with the request id, and the members that are bound to something else.
macro_rules! output {
    (
        $output:ident { $($field:ident: $name:literal$(.$xml:ident($argument:expr))? $(as $mark:ident)*,)* ..$request_id:ident }
        $(, [$($other:ident),+ $(,)?])? $(,)?
    ) => {
        runtime::members!($output { $($field: $name$(.$xml($argument))? $(as $mark)*),* });

        impl runtime::Output for $output {
            fn empty(request_id: ::core::option::Option<::std::string::String>) -> Self {
                Self {
                    $($field: runtime::Empty::empty(),)*
                    $($($other: runtime::Empty::empty(),)+)?
                    $request_id: request_id,
                }
            }
        }

        impl $output {
            /// Returns the id that the service gave the request.
            #[must_use]
            pub fn request_id(&self) -> ::core::option::Option<&str> {
                self.$request_id.as_deref()
            }

            /// Sets the id that the service gave the request, for tests.
            #[must_use]
            pub fn with_request_id(
                mut self,
                id: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.$request_id = Some(id.into());
                self
            }
        }
    };
}

pub(crate) use output;
