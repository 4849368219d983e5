//! The asynchronous transport on hyper, tokio and rustls.

use std::{
    error::Error as StdError,
    io, iter,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use http::{Response, Uri, uri::PathAndQuery};
use hyper_rustls::HttpsConnector;
use hyper_util::{
    client::{
        legacy::{
            Client,
            connect::{HttpConnector, proxy::Tunnel},
        },
        proxy::matcher::{Intercept, Matcher},
    },
    rt::{TokioExecutor, TokioTimer},
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tower_service::Service;

use super::{
    Body, BoxError, BuildError, Config, HttpRequest, TransportError, TransportErrorKind,
    client::{BoxFuture, HttpClient},
    frames::{Frames, receive},
    proxy::EnvProxy,
    route::Route,
    tls,
};

/// How long a connection is kept that nobody uses.
const IDLE: Duration = Duration::from_secs(15);

/// Keeps connections open between calls. It has to be used within a tokio runtime.
#[derive(Clone, Debug)]
pub struct Hyper {
    pool: Client<InTime, Frames>,
    connect_timeout: Duration,
}

impl Hyper {
    /// A transport for a client's settings.
    ///
    /// # Errors
    ///
    /// When TLS can't be set up, or the environment names a proxy that can't be used.
    pub fn new(config: &Config) -> Result<Self, BuildError> {
        let tls = Arc::new(client_config(config)?);
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(config.connect_timeout));
        let secured = |route| HttpsConnector::from((route, Arc::clone(&tls)));
        let direct = Route::Direct(tcp);
        let route = match proxy(config)? {
            Some(proxy) => tunnel(&proxy, secured(direct)),
            None => direct,
        };
        let pool = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .build(InTime { connector: secured(route), timeout: config.connect_timeout });
        Ok(Self { pool, connect_timeout: config.connect_timeout })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let HttpRequest { message, response_limit, streams_response, .. } = request;
        let connect_timeout = self.connect_timeout;
        let response = self.pool.request(message.map(Frames)).await;
        let (head, body) = response.map_err(|error| failure(error, connect_timeout))?.into_parts();
        let limit = (!streams_response || !head.status.is_success()).then_some(response_limit);
        let body = receive(body, limit, move |error| failure(error, connect_timeout)).await?;
        Ok(Response::from_parts(head, body))
    }
}

/// A connector with one time for all of a connection: TCP, a proxy, and TLS.
#[derive(Clone, Debug)]
struct InTime {
    connector: HttpsConnector<Route>,
    timeout: Duration,
}

impl Service<Uri> for InTime {
    type Response = <HttpsConnector<Route> as Service<Uri>>::Response;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, host: Uri) -> Self::Future {
        let connection = tokio::time::timeout(self.timeout, self.connector.call(host));
        Box::pin(async { connection.await.map_err(io::Error::from)? })
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
    // Those that can't be read are left out.
    let _ = roots.add_parsable_certificates(tls::root_certificates(config)?);
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| BuildError::Tls(Box::new(error)))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// The environment's proxy, if it counts for the endpoint.
fn proxy(config: &Config) -> Result<Option<Intercept>, BuildError> {
    let Some(proxy) = EnvProxy::read(config)? else { return Ok(None) };
    let endpoint: Uri = config.endpoint.uri(PathAndQuery::from_static("/")).map_err(|_| BuildError::Proxy)?;
    let everything = Matcher::builder().https(proxy.url.clone()).build().intercept(&endpoint);
    if everything.is_none_or(|proxy| !matches!(proxy.uri().scheme_str(), Some("http" | "https"))) {
        return Err(BuildError::Proxy);
    }
    Ok(Matcher::builder().https(proxy.url).no(proxy.except.join(",")).build().intercept(&endpoint))
}

/// The way through a proxy.
fn tunnel(proxy: &Intercept, to_proxy: HttpsConnector<Route>) -> Route {
    let tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
    Route::Proxied(Box::new(match proxy.basic_auth() {
        Some(auth) => tunnel.with_auth(auth.clone()),
        None => tunnel,
    }))
}

fn failure(error: impl StdError + Send + Sync + 'static, connect_timeout: Duration) -> TransportError {
    match kind(&error, connect_timeout) {
        // There is no more to say.
        kind @ TransportErrorKind::ConnectTimeout(_) => TransportError::new(kind),
        kind => TransportError::with_source(kind, error),
    }
}

/// hyper says what failed along the chain of sources.
fn kind(error: &(dyn StdError + 'static), connect_timeout: Duration) -> TransportErrorKind {
    let chain = || iter::successors(Some(error), |&error| error.source());
    // What a body gives hyper is still there as it was.
    if let Some(error) = chain().find_map(<dyn StdError>::downcast_ref::<TransportError>) {
        return error.kind();
    }
    let is_connect = chain()
        .filter_map(<dyn StdError>::downcast_ref::<hyper_util::client::legacy::Error>)
        .any(hyper_util::client::legacy::Error::is_connect);
    if is_connect {
        let timed_out = chain()
            .filter_map(<dyn StdError>::downcast_ref::<io::Error>)
            .any(|error| error.kind() == io::ErrorKind::TimedOut);
        return if timed_out {
            TransportErrorKind::ConnectTimeout(connect_timeout)
        } else {
            TransportErrorKind::Connect
        };
    }
    let is_protocol = chain()
        .filter_map(<dyn StdError>::downcast_ref::<hyper::Error>)
        .any(|error| error.is_parse() || error.is_user());
    // What it can't read of a body's framing comes as an I/O error of these kinds.
    let is_framing = chain()
        .filter_map(<dyn StdError>::downcast_ref::<io::Error>)
        .any(|error| matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput));
    if is_protocol || is_framing { TransportErrorKind::Protocol } else { TransportErrorKind::Io }
}
