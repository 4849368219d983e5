//! The blocking transport on ureq and rustls.

use std::{
    convert::TryFrom,
    fmt,
    io::{self, Read},
    sync::Arc,
    time::{Duration, Instant},
};

use http::{Response, header::CONTENT_LENGTH, uri::Scheme};
use rustls::crypto::ring;
use secrecy::ExposeSecret;
use ureq::{
    Agent, AsSendBody, BodyReader, Error, Proxy, ProxyProtocol, SendBody, Timeout,
    tls::{Certificate, RootCerts, TlsConfig},
};

use super::super::{
    Body, BodyReader as CollectedBody, BuildError, Config, http::body_source::Source,
};
use super::{
    blocking_http_client::HttpClient,
    error::{TransportError, TransportErrorKind},
    head_limit,
    http_request::HttpRequest,
    proxy::{Credentials, EnvProxy},
    tls,
};

/// The number of bytes that are read at once.
const BUFFER: usize = 16 * 1024;

/// The blocking transport on ureq and rustls. It keeps connections open between calls.
///
/// At the level `trace`, the log target `ureq_proto` contains every byte that is sent and received, including secrets.
/// A program that logs at this level must disable that target.
#[derive(Clone)]
pub struct Ureq {
    agent: Agent,
    proxy: Option<Arc<EnvProxy>>,
}

impl fmt::Debug for Ureq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ureq").finish_non_exhaustive()
    }
}

impl Ureq {
    /// Creates a transport with the settings of a client.
    ///
    /// # Errors
    ///
    /// Fails if TLS can't be set up, or the environment variable of a proxy is invalid.
    pub fn new(config: &Config) -> Result<Self, BuildError> {
        let roots: Vec<_> = tls::root_certificates(config)?
            .iter()
            .map(|certificate| Certificate::from_der(certificate).to_owned())
            .collect();
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .build();
        let proxy = EnvProxy::read(config)?.map(Arc::new);
        let agent = Agent::config_builder()
            .tls_config(tls)
            .proxy(proxy.as_deref().map(tunnel).transpose()?)
            .max_response_header_size(head_limit::MAX_BYTES)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .build()
            .new_agent();
        Ok(Self { agent, proxy })
    }

    fn run(
        &self,
        message: http::Request<impl AsSendBody>,
        limits: &Limits,
    ) -> Result<Response<ureq::Body>, Error> {
        let message = self
            .agent
            .configure_request(message)
            .timeout_connect(Some(limits.connect));
        let attempt = Some(less_overrun(limits.attempt));
        // The agent uses the proxy by default. ureq's own `NO_PROXY` is not used.
        let message = if limits.proxy.is_none() {
            message.proxy(None)
        } else {
            message
        };
        let message = if limits.streams_response {
            // ureq has no timeout for everything except the response's body, so each phase gets that of the attempt.
            message
                .timeout_send_request(attempt)
                .timeout_send_body(attempt)
                .timeout_recv_response(attempt)
                .timeout_per_read(Some(limits.read))
        } else {
            message.timeout_global(attempt)
        };
        self.agent.run(message.build())
    }
}

/// The timeouts of an attempt, and its proxy.
struct Limits {
    connect: Duration,
    attempt: Duration,
    read: Duration,
    streams_response: bool,
    proxy: Option<Arc<EnvProxy>>,
}

impl HttpClient for Ureq {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let HttpRequest {
            message,
            connect_timeout,
            attempt_timeout,
            response_limit,
            streams_response,
            read_timeout,
        } = request;
        let limits = Limits {
            connect: connect_timeout,
            attempt: attempt_timeout,
            read: read_timeout,
            streams_response,
            proxy: self
                .proxy
                .clone()
                .filter(|proxy| proxy.is_for(message.uri())),
        };
        let end = Instant::now() + attempt_timeout;
        let (head, body) = message.into_parts();
        let has_body = head.headers.contains_key(CONTENT_LENGTH) || body.length() != Some(0);
        // ureq would send a `content-length` even with an empty body.
        let response = if body.is_stream() {
            self.run(
                http::Request::from_parts(head, SendBody::from_owned_reader(body.into_reader())),
                &limits,
            )
        } else if has_body {
            self.run(
                http::Request::from_parts(head, body.bytes().as_ref()),
                &limits,
            )
        } else {
            self.run(http::Request::from_parts(head, ()), &limits)
        };
        let (head, body) = response
            .map_err(|error| limits.failure(error))?
            .into_parts();
        let body = if streams_response && head.status.is_success() {
            let length = body.content_length();
            Body::streamed(
                Source::Reader(Box::new(Stream {
                    reader: body.into_reader(),
                    limits,
                })),
                length,
            )
        } else {
            // A short body needs no large buffer.
            let buffer = body
                .content_length()
                .and_then(|length| usize::try_from(length).ok());
            let buffer = vec![0; buffer.unwrap_or(BUFFER).clamp(1, BUFFER)];
            read(body.into_reader(), buffer, response_limit, end, &limits)?
        };
        Ok(Response::from_parts(head, body))
    }
}

/// The streamed body of a response.
struct Stream {
    reader: BodyReader<'static>,
    limits: Limits,
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader
            .read(buffer)
            .map_err(|error| match Error::from(error) {
                Error::Timeout(_) => {
                    TransportError::new(TransportErrorKind::Stalled(self.limits.read)).into()
                }
                error => self.limits.failure(error).into(),
            })
    }
}

/// Returns ureq's settings of a proxy.
fn tunnel(proxy: &EnvProxy) -> Result<Proxy, BuildError> {
    let is_https = proxy.uri.scheme() == Some(&Scheme::HTTPS);
    let protocol = if is_https {
        ProxyProtocol::Https
    } else {
        ProxyProtocol::Http
    };
    let mut tunnel = Proxy::builder(protocol).host(proxy.uri.host().unwrap_or_default());
    if let Some(port) = proxy.uri.port_u16() {
        tunnel = tunnel.port(port);
    }
    if let Some(Credentials { user, password }) = &proxy.credentials {
        tunnel = tunnel.username(user).password(password.expose_secret());
    }
    let problem = "is a URL that ureq can't use";
    tunnel.build().map_err(|_| BuildError::Proxy {
        variable: proxy.variable,
        problem,
    })
}

fn read(
    mut reader: impl Read,
    mut buffer: Vec<u8>,
    limit: usize,
    end: Instant,
    limits: &Limits,
) -> Result<Body, TransportError> {
    let mut body = CollectedBody::new(limit);
    loop {
        let length = reader
            .read(&mut buffer)
            .map_err(|error| limits.failure(Error::from(error)))?;
        if length == 0 {
            return Ok(body.finish());
        }
        if let Some(truncated) = body.push(buffer.get(..length).unwrap_or_default()) {
            return Ok(truncated);
        }
        if Instant::now() >= end {
            return Err(TransportError::new(TransportErrorKind::AttemptTimeout(
                limits.attempt,
            )));
        }
    }
}

/// Shortens a timeout, by at most a second, since ureq waits a second longer if less than a millisecond is left.
fn less_overrun(timeout: Duration) -> Duration {
    timeout.saturating_sub((timeout / 16).min(Duration::from_secs(1)))
}

impl Limits {
    fn failure(&self, error: Error) -> TransportError {
        let error = self.without_proxy(error);
        match &self.proxy {
            Some(proxy) => proxy.name(error),
            None => error,
        }
    }

    fn without_proxy(&self, error: Error) -> TransportError {
        let kind = match error {
            // ureq reports these timeouts too if it is the attempt's time that has passed.
            Error::Timeout(Timeout::Connect | Timeout::Resolve) if self.connect < self.attempt => {
                return TransportError::new(TransportErrorKind::ConnectTimeout(self.connect));
            }
            Error::Timeout(_) => {
                return TransportError::new(TransportErrorKind::AttemptTimeout(self.attempt));
            }
            // An error of the request's body is contained in ureq's.
            Error::Io(error) => match error.downcast() {
                Ok(error) => return error,
                Err(error) => return TransportError::with_cause(io_kind(&error), error),
            },
            Error::HostNotFound
            | Error::ConnectionFailed
            | Error::ConnectProxyFailed(_)
            | Error::Tls(_)
            | Error::Rustls(_) => TransportErrorKind::Connect,
            Error::BodyStalled => TransportErrorKind::Io,
            Error::LargeResponseHeader(..) => TransportErrorKind::HeadersTooLarge,
            Error::Protocol(ref error) if is_too_large(&error.to_string()) => {
                TransportErrorKind::HeadersTooLarge
            }
            _ => TransportErrorKind::Protocol,
        };
        TransportError::with_cause(kind, error)
    }
}

/// Returns whether there are too many headers, or one with too long a name. Only the message tells, since the error's
/// type belongs to a crate that ureq doesn't expose.
fn is_too_large(error: &str) -> bool {
    error.ends_with("too many headers") || error.ends_with("invalid HTTP header name")
}

/// Returns the kind of an I/O error. All kinds that an established connection can't have are errors of connecting, such
/// as a failed name lookup, which has no kind of its own.
fn io_kind(error: &io::Error) -> TransportErrorKind {
    let tls = error
        .get_ref()
        .and_then(|error| error.downcast_ref::<rustls::Error>());
    match (tls, error.kind()) {
        // An alert may be received after the request was sent, so it isn't an error of connecting.
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
