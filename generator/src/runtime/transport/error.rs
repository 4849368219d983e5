//! The errors of transports.

use std::{error::Error as StdError, fmt, io, iter, time::Duration};

/// The error of an attempt without a complete response.
///
/// Its message contains the cause, so it has no [source](StdError::source). The cause itself is [`cause`](Self::cause).
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    cause: Option<Box<dyn StdError + Send + Sync>>,
    /// The host and port of the proxy, if the request used one.
    proxy: Option<String>,
}

/// The reason why no complete response was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was established: the host is unknown, refused it, or has an invalid certificate.
    Connect,
    /// No connection was established within this time.
    ConnectTimeout(Duration),
    /// The attempt took longer than this time.
    AttemptTimeout(Duration),
    /// The call took longer than this time.
    CallTimeout(Duration),
    /// The connection broke before the response was complete.
    Io,
    /// The response is not valid HTTP.
    Protocol,
    /// The response has more or larger headers than the transport allows.
    HeadersTooLarge,
    /// The transport followed a redirect.
    Redirected,
    /// The transport can't send the URI of the request.
    RequestUri,
    /// The stream of the request's body failed, or the transport can't send it.
    RequestBody,
    /// The stream of the response received no data within this time.
    Stalled(Duration),
    /// The stream of the response is compressed, and can't be decoded.
    ContentCoding,
    /// The stream of the response is longer than this limit in bytes.
    TooLarge(usize),
}

impl TransportError {
    /// Creates an error without a cause.
    #[must_use]
    pub fn new(kind: TransportErrorKind) -> Self {
        Self {
            kind,
            cause: None,
            proxy: None,
        }
    }

    /// Creates an error with its cause.
    pub fn with_cause(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            cause: Some(source.into()),
            proxy: None,
        }
    }

    /// Sets the host and port of the proxy that the request used.
    #[must_use]
    pub fn through_proxy(self, host_and_port: impl Into<String>) -> Self {
        Self {
            proxy: Some(host_and_port.into()),
            ..self
        }
    }

    /// Returns the reason why no complete response was received.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns the cause, if it is known. The error's message contains the last of the cause's sources.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        let cause = self.cause.as_deref()?;
        Some(cause)
    }

    /// Returns whether the same call may succeed later.
    ///
    /// It may not if the response is invalid, too large or redirected, or if the request can't be sent.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        use TransportErrorKind::{
            ContentCoding, HeadersTooLarge, Protocol, Redirected, RequestBody, RequestUri, TooLarge,
        };
        !matches!(
            self.kind,
            ContentCoding
                | HeadersTooLarge
                | Protocol
                | Redirected
                | RequestBody
                | RequestUri
                | TooLarge(_)
        )
    }
}

/// Returns the next cause. A library may pass on a [`TransportError`].
fn below<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    error
        .downcast_ref()
        .map_or_else(|| error.source(), TransportError::cause)
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)?;
        if let Some(cause) = iter::successors(self.cause(), |&error| below(error)).last() {
            write!(f, ": {cause}")?;
        }
        match &self.proxy {
            Some(proxy) => write!(f, " (through the proxy {proxy})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for TransportErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect => f.write_str("no connection to the service"),
            Self::ConnectTimeout(after) => {
                write!(f, "no connection to the service within {after:?}")
            }
            Self::AttemptTimeout(after) => write!(f, "no complete response within {after:?}"),
            Self::CallTimeout(after) => write!(f, "the call took longer than {after:?}"),
            Self::Io => f.write_str("the connection broke before the response was complete"),
            Self::Protocol => f.write_str("the response is not valid HTTP"),
            Self::HeadersTooLarge => {
                f.write_str("the headers of the response are too large or too many")
            }
            Self::Redirected => f.write_str("the transport followed a redirect"),
            Self::RequestUri => f.write_str("the URI of the request can't be sent"),
            Self::RequestBody => f.write_str("the body of the request can't be read"),
            Self::Stalled(after) => write!(f, "no further data of the response within {after:?}"),
            Self::ContentCoding => f.write_str("the response can't be decoded"),
            Self::TooLarge(limit) => {
                write!(f, "the response is larger than the limit of {limit} bytes")
            }
        }
    }
}

/// Converts an error of reading a body: into the error that it contains, or else into a broken connection.
impl From<io::Error> for TransportError {
    fn from(error: io::Error) -> Self {
        match error.downcast() {
            Ok(error) => error,
            Err(error) => Self::with_cause(TransportErrorKind::Io, error),
        }
    }
}

impl From<TransportError> for io::Error {
    fn from(error: TransportError) -> Self {
        use TransportErrorKind::{
            AttemptTimeout, CallTimeout, ConnectTimeout, ContentCoding, HeadersTooLarge, Protocol,
            Stalled,
        };
        let kind = match error.kind {
            ConnectTimeout(_) | AttemptTimeout(_) | CallTimeout(_) | Stalled(_) => {
                io::ErrorKind::TimedOut
            }
            ContentCoding | HeadersTooLarge | Protocol => io::ErrorKind::InvalidData,
            _ => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

impl StdError for TransportError {}
