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
    hyper_error,
    hyper_route::{Detour, Route},
    proxy::{Credentials, EnvProxy},
    tls,
};

/// How long a connection is kept that nobody uses.
const IDLE: Duration = Duration::from_secs(15);

/// How many headers a response may have. ureq takes as many, where it can't be set.
const MAX_HEADERS: usize = 128;

/// Keeps connections open between calls. It has to be used within a tokio runtime.
#[derive(Clone, Debug)]
pub struct Hyper {
    pool: Client<InTime, Frames>,
    connect_timeout: Duration,
    proxy: Option<Arc<EnvProxy>>,
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
        let proxy = EnvProxy::read(config)?.map(Arc::new);
        let route = match &proxy {
            Some(proxy) => Route::Proxied(Box::new(Detour {
                tunnel: tunnel(proxy, secured(Route::Direct(tcp.clone()))),
                proxy: Arc::clone(proxy),
                direct: tcp,
            })),
            None => Route::Direct(tcp),
        };
        let pool = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .http1_max_headers(MAX_HEADERS)
            .http1_read_buf_exact_size(head_limit::MAX_BYTES)
            .build(InTime {
                connector: secured(route),
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

/// What is known of an attempt, apart from the request, when it fails.
struct Attempt {
    connect_timeout: Duration,
    /// The proxy on the way.
    proxy: Option<Arc<EnvProxy>>,
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

/// Returns the way through a proxy, which is asked what ureq asks it.
fn tunnel(proxy: &EnvProxy, to_proxy: HttpsConnector<Route>) -> Tunnel<HttpsConnector<Route>> {
    let mut headers = HeaderMap::new();
    let keep_alive = HeaderValue::from_static("Keep-Alive");
    drop(headers.insert(HeaderName::from_static("proxy-connection"), keep_alive));
    let tunnel = Tunnel::new(proxy.uri.clone(), to_proxy).with_headers(headers);
    match proxy.credentials.as_ref().map(basic) {
        // Base64 is always the value of a header.
        None | Some(Err(_)) => tunnel,
        // It becomes a sensitive value.
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
            // There is no more to say.
            kind @ TransportErrorKind::ConnectTimeout(_) => TransportError::new(kind),
            kind => TransportError::with_cause(kind, error),
        };
        match &self.proxy {
            Some(proxy) => proxy.name(error),
            None => error,
        }
    }
}

/// Returns what failed, and first of all whether it was the connection.
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
