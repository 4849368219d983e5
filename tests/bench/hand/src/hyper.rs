//! The asynchronous client, on hyper.

use bytes::Bytes;
use http::Response;
use http_body_util::{BodyExt, Empty};
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{self, connect::HttpConnector},
    rt::TokioExecutor,
};
use rustls::{ClientConfig, crypto::ring};
use tokio::time::timeout;

use crate::{Error, Protocol, outcome, protocol::TIMEOUT};

/// Doesn't block the thread.
#[derive(Clone, Debug)]
pub struct Client {
    protocol: Protocol,
    http: legacy::Client<HttpsConnector<HttpConnector>, Empty<Bytes>>,
}

impl Client {
    /// A client of an endpoint without a path.
    ///
    /// # Errors
    ///
    /// When the endpoint is no URL, or TLS can't be set up.
    pub fn new(endpoint: &str) -> Result<Self, Error> {
        let tls = ClientConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::Setup(Box::new(error)))?
            .with_native_roots()
            .map_err(|error| Error::Setup(Box::new(error)))?
            .with_no_client_auth();
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let http = legacy::Client::builder(TokioExecutor::new()).build(https);
        Ok(Self {
            protocol: Protocol::new(endpoint)?,
            http,
        })
    }

    /// Signs out.
    ///
    /// # Errors
    ///
    /// When it doesn't succeed.
    pub async fn logout(&self, token: &str) -> Result<Option<String>, Error> {
        let request = self.protocol.request(token, Empty::new())?;
        let response = timeout(TIMEOUT, async {
            let (head, body) = self
                .http
                .request(request)
                .await
                .map_err(transport)?
                .into_parts();
            let body = body.collect().await.map_err(transport)?.to_bytes();
            Ok(Response::from_parts(head, body))
        });
        outcome(&response.await.map_err(transport)??)
    }
}

fn transport(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Transport(Box::new(error))
}
