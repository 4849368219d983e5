//! Transports that block the thread.

use std::{fmt, thread, time::Duration};

use http::Response;

use super::super::Body;
use super::{error::TransportError, http_request::HttpRequest};

/// Sends requests and blocks the thread until the response is there.
pub trait HttpClient: fmt::Debug + Send + Sync + 'static {
    /// Sends one request and reads the response to the end, or to the request's limit, or hands its body over as
    /// a reader that sees to its time.
    ///
    /// # Errors
    ///
    /// When no complete response arrives in the request's time.
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError>;

    /// Waits.
    fn sleep(&self, duration: Duration) {
        thread::sleep(duration);
    }
}
