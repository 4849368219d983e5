//! One attempt at a request, as a transport gets it.

use std::{fmt, time::Duration};

use http::Request;

use super::super::Body;

/// One attempt at a request, as a transport gets it.
///
/// A transport sends the message as it is, adding nothing but `host`, and `transfer-encoding: chunked` where the
/// body is a stream without a `content-length`. It follows no redirect, and gives the response back whatever its
/// status is.
#[non_exhaustive]
pub struct HttpRequest {
    /// What to send.
    pub message: Request<Body>,
    /// How long the connection may take to be there.
    pub connect_timeout: Duration,
    /// How long everything may take, from the start to the last byte of the response, or to its head where its
    /// body is a stream.
    pub attempt_timeout: Duration,
    /// How many bytes of the response's body are read. What is longer becomes [`Body::truncated`].
    pub response_limit: usize,
    /// Whether the body of a success is handed over unread, as a stream, whatever the limit is.
    pub streams_response: bool,
    /// How long such a stream may give nothing while somebody waits for it.
    pub read_timeout: Duration,
}

/// Shows no path and no query: sensitive members may stand in them.
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
