//! The outputs of operations with several successes.

use std::fmt;

use http::{HeaderMap, Response, StatusCode};

use super::{
    super::{Body, ResponseError},
    response::request_id,
};

/// One of several outputs.
#[doc(hidden)]
pub trait ReadOutput: Sized {
    /// Reads a response with its status code.
    ///
    /// # Errors
    ///
    /// Fails if the response can't be read.
    fn read(response: Response<Body>) -> Result<Self, ResponseError>;
}

/// A success with a status code that this client doesn't know.
pub struct UnknownOutput {
    response: Response<Body>,
    request_id: Option<String>,
}

impl UnknownOutput {
    /// Creates the output of a response.
    #[must_use]
    pub fn new(response: Response<Body>) -> Self {
        Self {
            request_id: request_id(response.headers()),
            response,
        }
    }

    /// Returns the status code.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// Returns the body.
    #[must_use]
    pub fn body(&self) -> &Body {
        self.response.body()
    }

    /// Converts it into the body, which is a stream if an output of the operation is one.
    #[must_use]
    pub fn into_body(self) -> Body {
        self.response.into_body()
    }

    /// Returns the id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

/// Shows the status code, and neither the headers nor the body, which may be secret.
impl fmt::Debug for UnknownOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownOutput")
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}
