//! The asynchronous transport on hyper, tokio and rustls.

use std::{
    convert::TryFrom,
    error::Error as StdError,
    io, iter,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use http::{HeaderMap, HeaderName, HeaderValue, Response, Uri, header::InvalidHeaderValue};
use hyper_rustls::HttpsConnector;
use hyper_util::{
    client::legacy::{
        Client,
        connect::{HttpConnector, proxy::Tunnel},
    },
    rt::{TokioExecutor, TokioTimer},
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use secrecy::ExposeSecret;
use tower_service::Service;

use super::super::{Body, BoxError, BuildError, Config};
use super::{
    error::{TransportError, TransportErrorKind},
    head_limit,
    http_client::{BoxFuture, HttpClient},
    http_request::HttpRequest,
    hyper_body::{Frames, receive},
    hyper_connector::{Connector, ProxyConnector},
    hyper_error,
    proxy::{Credentials, EnvProxy},
    tls,
};

/// The time after which an idle connection is closed.
const IDLE: Duration = Duration::from_secs(15);

/// The maximum number of headers of a response, which is that of ureq.
const MAX_HEADERS: usize = 128;

/// The asynchronous transport on hyper, tokio and rustls. It keeps connections open between calls.
///
/// It must be used within a tokio runtime.
#[derive(Clone, Debug)]
pub struct Hyper {
    pool: Client<TimeoutConnector, Frames>,
    connect_timeout: Duration,
    proxy: Option<Arc<EnvProxy>>,
}

impl Hyper {
    /// Creates a transport with the settings of a client.
    ///
    /// # Errors
    ///
    /// Fails if TLS can't be set up, or the environment variable of a proxy is invalid.
    pub fn new(config: &Config) -> Result<Self, BuildError> {
        let tls = Arc::new(client_config(config)?);
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(config.connect_timeout));
        let secured = |connector| HttpsConnector::from((connector, Arc::clone(&tls)));
        let proxy = EnvProxy::read(config)?.map(Arc::new);
        let connector = match &proxy {
            Some(proxy) => Connector::Proxy(Box::new(ProxyConnector {
                tunnel: tunnel(proxy, secured(Connector::Direct(tcp.clone()))),
                proxy: Arc::clone(proxy),
                direct: tcp,
            })),
            None => Connector::Direct(tcp),
        };
        let pool = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .http1_max_headers(MAX_HEADERS)
            .http1_read_buf_exact_size(head_limit::MAX_BYTES)
            .build(TimeoutConnector {
                connector: secured(connector),
                timeout: config.connect_timeout,
            });
        Ok(Self {
            pool,
            connect_timeout: config.connect_timeout,
            proxy,
        })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let HttpRequest {
            message,
            response_limit,
            streams_response,
            ..
        } = request;
        let attempt = Attempt {
            connect_timeout: self.connect_timeout,
            proxy: self
                .proxy
                .clone()
                .filter(|proxy| proxy.is_for(message.uri())),
        };
        let response = self.pool.request(message.map(Frames)).await;
        let (head, body) = response
            .map_err(|error| attempt.failure(error))?
            .into_parts();
        let limit = (!streams_response || !head.status.is_success()).then_some(response_limit);
        let body = receive(body, limit, move |error| attempt.failure(error)).await?;
        Ok(Response::from_parts(head, body))
    }
}

/// The context of an attempt, for its error.
struct Attempt {
    connect_timeout: Duration,
    /// The proxy that the request uses.
    proxy: Option<Arc<EnvProxy>>,
}

/// A connector with one timeout for the whole connection: TCP, a proxy, and TLS.
#[derive(Clone, Debug)]
struct TimeoutConnector {
    connector: HttpsConnector<Connector>,
    timeout: Duration,
}

impl Service<Uri> for TimeoutConnector {
    type Response = <HttpsConnector<Connector> as Service<Uri>>::Response;
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
    // Certificates of the system that can't be parsed are ignored.
    let _ = roots.add_parsable_certificates(tls::root_certificates(config)?);
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| BuildError::Tls(Box::new(error)))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// Returns a tunnel through a proxy. Its `CONNECT` request has the same headers as that of ureq.
fn tunnel(
    proxy: &EnvProxy,
    to_proxy: HttpsConnector<Connector>,
) -> Tunnel<HttpsConnector<Connector>> {
    let mut headers = HeaderMap::new();
    let keep_alive = HeaderValue::from_static("Keep-Alive");
    drop(headers.insert(HeaderName::from_static("proxy-connection"), keep_alive));
    let tunnel = Tunnel::new(proxy.uri.clone(), to_proxy).with_headers(headers);
    match proxy.credentials.as_ref().map(basic) {
        // Base64 is always a valid header value.
        None | Some(Err(_)) => tunnel,
        // The tunnel marks it as sensitive.
        Some(Ok(authorization)) => tunnel.with_auth(authorization),
    }
}

fn basic(credentials: &Credentials) -> Result<HeaderValue, InvalidHeaderValue> {
    let Credentials { user, password } = credentials;
    let encoded = BASE64_STANDARD.encode(format!("{user}:{}", password.expose_secret()));
    HeaderValue::try_from(format!("Basic {encoded}"))
}

impl Attempt {
    fn failure(&self, error: impl StdError + Send + Sync + 'static) -> TransportError {
        let error = match kind(&error, self.connect_timeout) {
            // The kind says everything.
            kind @ TransportErrorKind::ConnectTimeout(_) => TransportError::new(kind),
            kind => TransportError::with_cause(kind, error),
        };
        match &self.proxy {
            Some(proxy) => proxy.name(error),
            None => error,
        }
    }
}

/// Returns the kind of an error. Errors of the connection are recognized first.
fn kind(error: &(dyn StdError + 'static), connect_timeout: Duration) -> TransportErrorKind {
    let chain = || iter::successors(Some(error), |&error| error.source());
    let is_connect = chain()
        .filter_map(<dyn StdError>::downcast_ref::<hyper_util::client::legacy::Error>)
        .any(hyper_util::client::legacy::Error::is_connect);
    let timed_out = chain()
        .filter_map(<dyn StdError>::downcast_ref::<io::Error>)
        .any(|error| error.kind() == io::ErrorKind::TimedOut);
    match (is_connect, timed_out) {
        (true, true) => TransportErrorKind::ConnectTimeout(connect_timeout),
        (true, false) => TransportErrorKind::Connect,
        (false, _) => hyper_error::kind(error),
    }
}
