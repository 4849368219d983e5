//! What the variants of errors contain.

use http::Response;

use super::super::super::{Body, ErrorMeta};

/// The content of a variant, read from an error response.
#[doc(hidden)]
pub trait ErrorVariant {
    /// Reads the members of the error. What can't be read is left out.
    fn from_response(meta: ErrorMeta, response: &Response<Body>) -> Self;

    /// Returns the status code, the error code, the message and the request id.
    fn error_meta(&self) -> &ErrorMeta;
}

impl ErrorVariant for ErrorMeta {
    fn from_response(meta: ErrorMeta, _: &Response<Body>) -> Self {
        meta
    }

    fn error_meta(&self) -> &ErrorMeta {
        self
    }
}
