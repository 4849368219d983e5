//! The trait of blocking transports.

use std::{fmt, thread, time::Duration};

use http::Response;

use super::super::Body;
use super::{error::TransportError, http_request::HttpRequest};

/// A blocking transport.
///
/// ```text
/// impl HttpClient for MyTransport {
///     fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
///         let (head, body) = request.message.into_parts();
///         let response = self.exchange(head, body.into_bytes()?, request.attempt_timeout);
///         response.map_err(|error| TransportError::with_cause(TransportErrorKind::Io, error))
///     }
/// }
///
/// let client = Client::builder().region("eu-west-1").build_with(MyTransport::new())?;
/// ```
pub trait HttpClient: fmt::Debug + Send + Sync + 'static {
    /// Sends a request and returns the response, as [`HttpRequest`] says.
    ///
    /// The transport enforces the timeouts of the request, and of a streamed body.
    ///
    /// # Errors
    ///
    /// Fails if no complete response is received in time.
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError>;

    /// Blocks the thread for this time, before a retry.
    fn sleep(&self, duration: Duration) {
        thread::sleep(duration);
    }
}
