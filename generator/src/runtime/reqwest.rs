//! The asynchronous transport on a reqwest client that the caller configures.

use std::{error::Error as StdError, io, iter, time::Duration};

use http::Response;
use reqwest::{Client, ClientBuilder, redirect::Policy};

use super::{
    Body, BodyReader, BuildError, HttpRequest, TransportError, TransportErrorKind,
    client::{BoxFuture, HttpClient},
};

/// Sends requests by reqwest. It has to be used within a tokio runtime.
///
/// TLS, proxies and the connection's timeout are what the caller configured; redirects are switched off,
/// because reqwest would follow them with the request's secrets. reqwest adds `accept: */*`.
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: Client,
}

impl Reqwest {
    /// A transport of what the caller configured.
    ///
    /// # Errors
    ///
    /// When reqwest can't build its client.
    pub fn new(builder: ClientBuilder) -> Result<Self, BuildError> {
        let client = builder.redirect(Policy::none()).build();
        Ok(Self { client: client.map_err(|error| BuildError::Tls(Box::new(error)))? })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let limit = request.response_limit;
        let message = request.message.map(|body| reqwest::Body::from(body.into_bytes()));
        let message = reqwest::Request::try_from(message).map_err(failure)?;
        let mut response = self.client.execute(message).await.map_err(failure)?;
        let mut message = Response::new(Body::empty());
        *message.status_mut() = response.status();
        *message.headers_mut() = std::mem::take(response.headers_mut());
        *message.body_mut() = read(response, limit).await.map_err(failure)?;
        Ok(message)
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

async fn read(mut response: reqwest::Response, limit: usize) -> reqwest::Result<Body> {
    let mut reader = BodyReader::new(limit);
    while let Some(data) = response.chunk().await? {
        if let Some(truncated) = reader.push(&data) {
            return Ok(truncated);
        }
    }
    Ok(reader.finish())
}

/// reqwest says what failed, and hyper, along the chain of sources, whether it was HTTP. What it can't read of
/// a body's framing comes as an I/O error.
fn failure(error: reqwest::Error) -> TransportError {
    let chain = || iter::successors(error.source(), |&error| error.source());
    let is_protocol = chain()
        .filter_map(<dyn StdError>::downcast_ref::<hyper::Error>)
        .any(|error| error.is_parse() || error.is_user())
        || chain()
            .filter_map(<dyn StdError>::downcast_ref::<io::Error>)
            .any(|error| matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput));
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if is_protocol || error.is_builder() {
        TransportErrorKind::Protocol
    } else {
        TransportErrorKind::Io
    };
    // Its text would repeat the URL.
    TransportError::with_source(kind, error.without_url())
}
