//! Why no complete response arrived.

use std::{error::Error as StdError, fmt, io, iter, time::Duration};

/// No complete response arrived.
///
/// Its text says what failed and, if it is known, why. It has no source, as that would be said twice then; the
/// [`cause`](Self::cause) has the same as a value.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    cause: Option<Box<dyn StdError + Send + Sync>>,
    /// The host and port of the proxy on the way.
    proxy: Option<String>,
}

/// What a transport failed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There is no connection: the host is unknown, refuses it, or is not who it should be.
    Connect,
    /// The connection was not there in time.
    ConnectTimeout(Duration),
    /// The attempt's time passed before the response was complete.
    AttemptTimeout(Duration),
    /// The whole call's time passed before the response was complete.
    CallTimeout(Duration),
    /// The connection broke before the response was complete.
    Io,
    /// What came back is not HTTP.
    Protocol,
    /// The headers of the response are larger, or more, than the transport takes.
    HeadersTooLarge,
    /// The transport followed a redirect.
    Redirected,
    /// The stream that is the request's body can't be read to its end, or not by this transport.
    RequestBody,
    /// For so long nothing more came of a response's stream.
    Stalled(Duration),
    /// A response's stream is compressed, and can't be decoded to its end.
    ContentCoding,
    /// A response's stream has more bytes than the limit for collecting it.
    TooLarge(usize),
}

impl TransportError {
    /// A failure without a cause of its own.
    #[must_use]
    pub fn new(kind: TransportErrorKind) -> Self {
        Self {
            kind,
            cause: None,
            proxy: None,
        }
    }

    /// A failure, and what caused it.
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

    /// Adds that the request went through the proxy of this host and port.
    #[must_use]
    pub fn through_proxy(self, host_and_port: impl Into<String>) -> Self {
        Self {
            proxy: Some(host_and_port.into()),
            ..self
        }
    }

    /// What failed.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns what caused it, if it is known. The text says the last of its sources.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        let cause = self.cause.as_deref()?;
        Some(cause)
    }

    /// Whether the same call may succeed a little later: always but after what is not HTTP, what is too large, a
    /// redirect, or a body that can't be read.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        use TransportErrorKind::{
            ContentCoding, HeadersTooLarge, Protocol, Redirected, RequestBody, TooLarge,
        };
        !matches!(
            self.kind,
            ContentCoding | HeadersTooLarge | Protocol | Redirected | RequestBody | TooLarge(_)
        )
    }
}

/// Returns the next cause. What a library passes on may be an error of these again.
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
            Self::RequestBody => f.write_str("the body of the request can't be read"),
            Self::Stalled(after) => write!(f, "no more data of the response within {after:?}"),
            Self::ContentCoding => f.write_str("the response can't be decoded"),
            Self::TooLarge(limit) => {
                write!(f, "the response is larger than the limit of {limit} bytes")
            }
        }
    }
}

/// What reading a body failed with: the error that it holds, or else a connection that broke.
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
