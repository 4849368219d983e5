//! The request of one attempt.

use std::{fmt, time::Duration};

use http::Request;

use super::super::Body;

/// The request of one attempt, which a transport sends.
///
/// A transport sends the message unchanged. It adds only `host`, and `transfer-encoding: chunked` if the body is a
/// stream without a `content-length`. It follows no redirects, and returns the response whatever its status code is.
#[non_exhaustive]
pub struct HttpRequest {
    /// The message to send.
    pub message: Request<Body>,
    /// The time limit for establishing a connection.
    pub connect_timeout: Duration,
    /// The time limit for the attempt, up to the last byte of the response, or up to its headers if its body is a
    /// stream.
    pub attempt_timeout: Duration,
    /// The maximum length of the response's body in bytes. A longer body is returned as [`Body::truncated`].
    pub response_limit: usize,
    /// Whether the body of a successful response is returned as a stream, without a limit.
    pub streams_response: bool,
    /// The time limit for one read of that stream.
    pub read_timeout: Duration,
}

/// Omits the path and the query, which may contain sensitive members.
impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", self.message.method())
            .field("host", &self.message.uri().host())
            .field("connect_timeout", &self.connect_timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("response_limit", &self.response_limit)
            .field("streams_response", &self.streams_response)
            .field("read_timeout", &self.read_timeout)
            .finish_non_exhaustive()
    }
}
