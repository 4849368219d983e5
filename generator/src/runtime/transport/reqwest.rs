//! The asynchronous transport on a reqwest client of your own configuration.

use std::{convert::TryFrom, time::Duration};

use http::Response;
use reqwest::{Client, ClientBuilder, redirect::Policy};

use super::super::{Body, BuildError};
use super::{
    error::{TransportError, TransportErrorKind},
    http_client::{BoxFuture, HttpClient},
    http_request::HttpRequest,
    hyper_body::{Frames, receive},
    hyper_error,
};

/// The asynchronous transport on reqwest. It must be used within a tokio runtime.
///
/// TLS, proxies and the connect timeout are those of your client, and a timeout of reqwest's own ends an attempt as
/// well. reqwest adds `accept: */*`.
///
/// ```text
/// let transport = Reqwest::new(reqwest::Client::builder().https_only(true))?;
/// let client = Client::builder().region("eu-west-1").build_with(transport)?;
/// ```
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: Client,
}

impl Reqwest {
    /// Creates a transport on a new reqwest client, which doesn't follow redirects.
    ///
    /// # Errors
    ///
    /// Fails if reqwest can't build its client.
    pub fn new(builder: ClientBuilder) -> Result<Self, BuildError> {
        let client = builder.redirect(Policy::none()).build();
        Ok(Self {
            client: client.map_err(|error| BuildError::Tls(Box::new(error)))?,
        })
    }

    /// Returns the transport of a reqwest client that the application shares with others.
    ///
    /// A built client doesn't say how it was configured, so these are the caller's to set:
    ///
    /// - Redirects: build the client with `redirect::Policy::none()`. reqwest follows them otherwise, and sends the
    ///   request with its secrets to wherever they lead. The call then fails with `TransportErrorKind::Redirected`.
    /// - Decompression: `gzip`, `brotli`, `zstd` and `deflate` are on where reqwest has these features. It then asks
    ///   for compressed responses, and `response_limit` counts what is decoded.
    /// - Proxies: where reqwest reads them from the environment, it does so by its own rules.
    #[must_use]
    pub fn from_client(client: Client) -> Self {
        Self { client }
    }

    async fn exchange(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let HttpRequest {
            message,
            response_limit,
            streams_response,
            ..
        } = request;
        let message = message.map(|body| {
            if body.is_stream() {
                reqwest::Body::wrap(Frames(body))
            } else {
                body.bytes().clone().into()
            }
        });
        // `Url` removes these segments, so the request would be for something else.
        let is_dot = |segment| segment == "." || segment == "..";
        if message.uri().path().split('/').any(is_dot) {
            let cause =
                "reqwest removes the segments `.` and `..` of a path: use another transport";
            return Err(TransportError::with_cause(
                TransportErrorKind::RequestUri,
                cause,
            ));
        }
        let message = reqwest::Request::try_from(message).map_err(failure)?;
        let url = message.url().clone();
        let response = self.client.execute(message).await.map_err(failure)?;
        if *response.url() != url {
            let cause = "build the reqwest client with `redirect::Policy::none()`";
            return Err(TransportError::with_cause(
                TransportErrorKind::Redirected,
                cause,
            ));
        }
        let response = Response::from(response);
        let (head, body) = response.into_parts();
        let limit = (!streams_response || !head.status.is_success()).then_some(response_limit);
        let body = receive(body, limit, failure).await?;
        Ok(Response::from_parts(head, body))
    }
}

impl HttpClient for Reqwest {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(self.exchange(request))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Converts an error. reqwest tells whether the connection or the request failed, and hyper everything else.
fn failure(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_builder() {
        TransportErrorKind::Protocol
    } else {
        hyper_error::kind(&error)
    };
    // The URL may contain secrets.
    TransportError::with_cause(kind, error.without_url())
}
