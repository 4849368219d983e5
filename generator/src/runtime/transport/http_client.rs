//! The trait of asynchronous transports.

use std::{fmt, future::Future, pin::Pin, time::Duration};

use http::Response;

use super::super::Body;
use super::{error::TransportError, http_request::HttpRequest};

/// A boxed future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An asynchronous transport.
///
/// ```text
/// impl HttpClient for MyTransport {
///     fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
///         Box::pin(async move {
///             let (head, body) = request.message.into_parts();
///             let response = self.exchange(head, body.into_bytes()?).await;
///             response.map_err(|error| TransportError::with_cause(TransportErrorKind::Io, error))
///         })
///     }
///
///     fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
///         Box::pin(tokio::time::sleep(duration))
///     }
/// }
///
/// let client = Client::builder().region("eu-west-1").build_with(MyTransport::new())?;
/// ```
///
/// Dropping a future cancels what it does.
pub trait HttpClient: fmt::Debug + Send + Sync + 'static {
    /// Sends a request and returns the response, as [`HttpRequest`] says.
    ///
    /// The transport enforces the connect timeout only. The client enforces the other timeouts of the request, and that
    /// of a streamed body.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>>;

    /// Returns a future that completes after this time.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}
