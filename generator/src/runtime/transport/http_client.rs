//! Transports that don't block the thread.

use std::{fmt, future::Future, pin::Pin, time::Duration};

use http::Response;

use super::super::Body;
use super::{error::TransportError, http_request::HttpRequest};

/// A future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests without blocking the thread.
///
/// Dropping a future gives up what it was doing.
pub trait HttpClient: fmt::Debug + Send + Sync + 'static {
    /// Sends one request and reads the response to the end, or to the request's limit, or hands its body over as
    /// a stream.
    ///
    /// Whoever calls it sees to the attempt's time, and to that of a stream; the connection's is up to the
    /// implementation.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>>;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}
