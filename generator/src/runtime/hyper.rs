//! The asynchronous transport on hyper, tokio and rustls.

use std::{error::Error as StdError, iter, sync::Arc, time::Duration};

use bytes::Bytes;
use http::Response;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};

use super::{
    Body, BuildError, Config, HttpRequest, TransportError, TransportErrorKind,
    client::{BoxFuture, HttpClient},
    tls,
};

/// Keeps connections open between calls. It has to be used within a tokio runtime.
#[derive(Clone, Debug)]
pub struct Hyper {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    connect_timeout: Duration,
}

impl Hyper {
    /// A transport for a client's settings.
    ///
    /// # Errors
    ///
    /// When the operating system's trust store can't be read.
    pub fn new(config: &Config) -> Result<Self, BuildError> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(config.connect_timeout));
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(client_config(config)?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(15))
            .build(https);
        Ok(Self { client, connect_timeout: config.connect_timeout })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let limit = request.response_limit;
        let message = request.message.map(|body| Full::new(body.into_bytes()));
        let response = self.client.request(message).await.map_err(|error| self.failure(error))?;
        let (head, body) = response.into_parts();
        let body = read(body, limit).await.map_err(|error| self.failure(error))?;
        Ok(Response::from_parts(head, body))
    }

    fn failure(&self, error: impl StdError + Send + Sync + 'static) -> TransportError {
        TransportError::with_source(kind(&error, self.connect_timeout), error)
    }
}

impl HttpClient for Hyper {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(self.exchange(request))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

fn client_config(config: &Config) -> Result<ClientConfig, BuildError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(tls::root_certificates(config)?);
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| BuildError::Tls(Box::new(error)))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

async fn read(mut body: Incoming, limit: usize) -> Result<Body, hyper::Error> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else { continue };
        let room = limit - bytes.len();
        bytes.extend(data.iter().take(room));
        if data.len() > room {
            return Ok(Body::truncated(bytes.into()));
        }
    }
    Ok(Body::from(bytes))
}

/// hyper says what failed along the chain of sources.
fn kind(error: &(dyn StdError + 'static), connect_timeout: Duration) -> TransportErrorKind {
    let chain = || iter::successors(Some(error), |&error| error.source());
    let is_connect = chain()
        .filter_map(<dyn StdError>::downcast_ref::<hyper_util::client::legacy::Error>)
        .any(hyper_util::client::legacy::Error::is_connect);
    if is_connect {
        let timed_out = chain()
            .filter_map(<dyn StdError>::downcast_ref::<std::io::Error>)
            .any(|error| error.kind() == std::io::ErrorKind::TimedOut);
        return if timed_out {
            TransportErrorKind::ConnectTimeout(connect_timeout)
        } else {
            TransportErrorKind::Connect
        };
    }
    let is_protocol = chain()
        .filter_map(<dyn StdError>::downcast_ref::<hyper::Error>)
        .any(|error| error.is_parse() || error.is_user());
    if is_protocol { TransportErrorKind::Protocol } else { TransportErrorKind::Io }
}
