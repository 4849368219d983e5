//! The asynchronous transport on a reqwest client that the caller configures.

use std::{convert::TryFrom, error::Error as StdError, io, iter, time::Duration};

use http::Response;
use reqwest::{Client, ClientBuilder, redirect::Policy};

use super::{
    Body, BuildError, HttpRequest, TransportError, TransportErrorKind,
    client::{BoxFuture, HttpClient},
    frames::{Frames, receive},
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
        let HttpRequest { message, response_limit, streams_response, .. } = request;
        let message = message.map(|body| {
            if body.is_stream() { reqwest::Body::wrap(Frames(body)) } else { body.bytes().clone().into() }
        });
        let message = reqwest::Request::try_from(message).map_err(failure)?;
        let response = Response::from(self.client.execute(message).await.map_err(failure)?);
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

/// reqwest says what failed, and hyper, along the chain of sources, whether it was HTTP. What it can't read of
/// a body's framing comes as an I/O error.
fn failure(error: reqwest::Error) -> TransportError {
    let chain = || iter::successors(error.source(), |&error| error.source());
    let of_body = chain().find_map(<dyn StdError>::downcast_ref::<TransportError>).map(TransportError::kind);
    let is_protocol = chain()
        .filter_map(<dyn StdError>::downcast_ref::<hyper::Error>)
        .any(|error| error.is_parse() || error.is_user())
        || chain()
            .filter_map(<dyn StdError>::downcast_ref::<io::Error>)
            .any(|error| matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput));
    let kind = if let Some(kind) = of_body {
        kind
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if is_protocol || error.is_builder() {
        TransportErrorKind::Protocol
    } else {
        TransportErrorKind::Io
    };
    // Its text would repeat the URL.
    TransportError::with_source(kind, error.without_url())
}
