//! The blocking client, on ureq.

use std::sync::Arc;

use http::Response;
use rustls::crypto::ring;
use ureq::{
    Agent,
    tls::{Certificate, RootCerts, TlsConfig},
};

use crate::{Error, Protocol, outcome, protocol::TIMEOUT};

/// Blocks the thread until the response is there.
#[derive(Clone, Debug)]
pub struct Client {
    protocol: Protocol,
    agent: Agent,
}

impl Client {
    /// A client of an endpoint without a path.
    ///
    /// # Errors
    ///
    /// When the endpoint is no URL.
    pub fn new(endpoint: &str) -> Result<Self, Error> {
        let roots = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<_> = roots
            .iter()
            .map(|root| Certificate::from_der(root).to_owned())
            .collect();
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .accept("")
            .accept_encoding("")
            .build()
            .new_agent();
        Ok(Self {
            protocol: Protocol::new(endpoint)?,
            agent,
        })
    }

    /// Signs out.
    ///
    /// # Errors
    ///
    /// When it doesn't succeed.
    pub fn logout(&self, token: &str) -> Result<Option<String>, Error> {
        let transport = |error| Error::Transport(Box::new(error));
        let request = self.protocol.request(token, ())?;
        let (head, mut body) = self.agent.run(request).map_err(transport)?.into_parts();
        let body = body.read_to_vec().map_err(transport)?;
        outcome(&Response::from_parts(head, body))
    }
}
