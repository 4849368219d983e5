//! The blocking transport on ureq and rustls.

use std::{
    fmt,
    io::{self, Read},
    sync::Arc,
    time::Duration,
};

use http::{Response, header::CONTENT_LENGTH};
use rustls::crypto::ring;
use ureq::{
    Agent, AsSendBody, Error, Proxy, ProxyProtocol, Timeout,
    tls::{Certificate, RootCerts, TlsConfig},
};

use super::{
    Body, BuildError, Config, HttpRequest, TransportError, TransportErrorKind, blocking::HttpClient,
    proxy::EnvProxy, tls,
};

/// Keeps connections open between calls.
///
/// On the level `trace`, the target `ureq_proto` logs every byte that is sent and received, secrets among them;
/// a program that logs on this level has to leave that target out.
#[derive(Clone)]
pub struct Ureq {
    agent: Agent,
}

impl fmt::Debug for Ureq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ureq").finish_non_exhaustive()
    }
}

impl Ureq {
    /// A transport for a client's settings.
    ///
    /// # Errors
    ///
    /// When TLS can't be set up, or the environment names a proxy that can't be used.
    pub fn new(config: &Config) -> Result<Self, BuildError> {
        let roots: Vec<_> = tls::root_certificates(config)?
            .iter()
            .map(|certificate| Certificate::from_der(certificate).to_owned())
            .collect();
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .proxy(proxy(config)?)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .build()
            .new_agent();
        Ok(Self { agent })
    }

    fn run(
        &self,
        message: http::Request<impl AsSendBody>,
        connect_timeout: Duration,
        attempt_timeout: Duration,
    ) -> Result<Response<ureq::Body>, Error> {
        let message = self
            .agent
            .configure_request(message)
            .timeout_connect(Some(connect_timeout))
            .timeout_global(Some(less_overrun(attempt_timeout)))
            .build();
        self.agent.run(message)
    }
}

impl HttpClient for Ureq {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let HttpRequest { message, connect_timeout, attempt_timeout, response_limit } = request;
        let failure = |error| failure(error, connect_timeout, attempt_timeout);
        let (head, body) = message.into_parts();
        let has_body = head.headers.contains_key(CONTENT_LENGTH);
        let body = body.into_bytes();
        // ureq says how long a body is, even of a request that has none.
        let response = if has_body || !body.is_empty() {
            let message = http::Request::from_parts(head, body.as_ref());
            self.run(message, connect_timeout, attempt_timeout)
        } else {
            self.run(http::Request::from_parts(head, ()), connect_timeout, attempt_timeout)
        };
        let (head, body) = response.map_err(failure)?.into_parts();
        let body = read(body, response_limit).map_err(|error| failure(Error::from(error)))?;
        Ok(Response::from_parts(head, body))
    }
}

/// The way through the environment's proxy. ureq itself sees to the exceptions.
fn proxy(config: &Config) -> Result<Option<Proxy>, BuildError> {
    let Some(EnvProxy { url, except }) = EnvProxy::read(config)? else { return Ok(None) };
    let named = Proxy::new(&url).map_err(|_| BuildError::Proxy)?;
    if !matches!(named.protocol(), ProxyProtocol::Http | ProxyProtocol::Https) {
        return Err(BuildError::Proxy);
    }
    let mut proxy = Proxy::builder(named.protocol()).host(named.host()).port(named.port());
    if let Some(user) = named.username() {
        proxy = proxy.username(user);
    }
    if let Some(password) = named.password() {
        proxy = proxy.password(password);
    }
    for host in except {
        proxy = proxy.no_proxy(&host).no_proxy(&format!(".{host}"));
    }
    proxy.build().map(Some).map_err(|_| BuildError::Proxy)
}

fn read(body: ureq::Body, limit: usize) -> io::Result<Body> {
    let mut bytes = Vec::new();
    let one_more = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    body.into_reader().take(one_more).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        bytes.truncate(limit);
        return Ok(Body::truncated(bytes.into()));
    }
    Ok(Body::from(bytes))
}

/// ureq waits a second longer where less than a millisecond is left. A call must not, so it asks for less; of a
/// short timeout only a part, since that would leave nothing.
fn less_overrun(timeout: Duration) -> Duration {
    timeout.saturating_sub((timeout / 16).min(Duration::from_secs(1)))
}

fn failure(error: Error, connect_timeout: Duration, attempt_timeout: Duration) -> TransportError {
    let kind = match &error {
        // ureq blames the connection too if it is the attempt's time that passed.
        Error::Timeout(Timeout::Connect | Timeout::Resolve) if connect_timeout < attempt_timeout => {
            return TransportError::new(TransportErrorKind::ConnectTimeout(connect_timeout));
        }
        Error::Timeout(_) => return TransportError::new(TransportErrorKind::AttemptTimeout(attempt_timeout)),
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::Tls(_)
        | Error::Rustls(_) => TransportErrorKind::Connect,
        Error::Io(error) => io_kind(error),
        Error::BodyStalled => TransportErrorKind::Io,
        _ => TransportErrorKind::Protocol,
    };
    TransportError::with_source(kind, error)
}

/// What the operating system says of a connection that was there, and else of one that never was: a name that
/// can't be looked up has no kind of its own.
fn io_kind(error: &io::Error) -> TransportErrorKind {
    let tls = error.get_ref().and_then(|error| error.downcast_ref::<rustls::Error>());
    match (tls, error.kind()) {
        // An alert may come after the request was sent, so it is none of these.
        (
            Some(
                rustls::Error::InvalidCertificate(_)
                | rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType),
            ),
            _,
        ) => TransportErrorKind::Connect,
        (Some(_), _)
        | (
            None,
            io::ErrorKind::BrokenPipe
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
            | io::ErrorKind::NotConnected
            | io::ErrorKind::Other
            | io::ErrorKind::TimedOut
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::WouldBlock
            | io::ErrorKind::WriteZero,
        ) => TransportErrorKind::Io,
        (None, _) => TransportErrorKind::Connect,
    }
}
