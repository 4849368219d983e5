//! What a call can fail with.

use std::{error::Error as StdError, fmt};

use http::StatusCode;

use super::super::{
    AuthError, ContentCodingError, EndpointError, ErrorMeta, ReadError, ServiceError,
    TransportError,
};

/// A call that failed, and where.
///
/// The text of the error says all there is to know: the operation, and for an answer of the service also the
/// code, the status, the message and the request id.
#[derive(Debug)]
pub struct Error<E> {
    operation: &'static str,
    kind: Box<ErrorKind<E>>,
}

/// Where a call failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind<E> {
    /// The input can't be right. Nothing was sent.
    Input(InputError),
    /// The request can't be authenticated. Nothing was sent, or nothing more.
    Auth(AuthError),
    /// No complete response arrived.
    Transport(TransportError),
    /// The response claims success, but can't be read as one.
    Response(ResponseError),
    /// A page named one that was there already as the next, so that asking on would never end.
    RepeatedPage,
    /// The service answered with an error.
    Service(E),
}

impl<E> Error<E> {
    /// An error of the operation with this name.
    pub fn new(operation: &'static str, kind: ErrorKind<E>) -> Self {
        Self {
            operation,
            kind: Box::new(kind),
        }
    }

    /// The name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Where the call failed.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind<E> {
        &self.kind
    }

    /// Where the call failed, by value.
    #[must_use]
    pub fn into_kind(self) -> ErrorKind<E> {
        *self.kind
    }

    /// The service's answer, if it is one.
    #[must_use]
    pub fn service(&self) -> Option<&E> {
        match self.kind() {
            ErrorKind::Service(error) => Some(error),
            _ => None,
        }
    }
}

impl<E: ServiceError> Error<E> {
    /// The status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self.kind() {
            ErrorKind::Response(error) => Some(error.0.status),
            ErrorKind::Service(error) => Some(error.meta().status()),
            _ => None,
        }
    }

    /// The error code of the service's answer.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.meta()?.code()
    }

    /// The message of the service's answer.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.meta()?.message()
    }

    /// The id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self.kind() {
            ErrorKind::Response(error) => error.0.request_id.as_deref(),
            ErrorKind::Service(error) => error.meta().request_id(),
            _ => None,
        }
    }

    /// Whether the same call may succeed a little later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            ErrorKind::Input(_)
            | ErrorKind::Auth(_)
            | ErrorKind::Response(_)
            | ErrorKind::RepeatedPage => false,
            ErrorKind::Transport(error) => error.is_retryable(),
            ErrorKind::Service(error) => error.retry_kind().is_some(),
        }
    }

    fn meta(&self) -> Option<&ErrorMeta> {
        self.service().map(ServiceError::meta)
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed: ", self.operation)?;
        match self.kind() {
            ErrorKind::Input(error) => error.fmt(f),
            ErrorKind::Auth(error) => error.fmt(f),
            ErrorKind::Transport(error) => error.fmt(f),
            ErrorKind::Response(error) => error.fmt(f),
            ErrorKind::RepeatedPage => {
                f.write_str("the service named a page as the next one that it had named before")
            }
            ErrorKind::Service(error) => error.fmt(f),
        }
    }
}

/// The source is the cause of what a caller's own code failed with. All others are in the text already; those below a
/// transport are [`TransportError::cause`] and its sources.
impl<E: fmt::Debug + fmt::Display> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self.kind() {
            ErrorKind::Auth(error) => error.source(),
            _ => None,
        }
    }
}

/// An input that can't be right. It names the member and never its value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputError {
    /// The member must not be empty.
    Empty {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The member fills a label, and `.` or `..` as a segment would make the path another one.
    DotSegment {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The member can't be sent as a header's value.
    HeaderValue {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// A key of the member can't be part of a header's name.
    HeaderName {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The member can't be a label of the host name that the request goes to.
    HostLabel {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The member names no endpoint that the request can go to.
    Endpoint {
        /// The member's name in the service's API.
        member: &'static str,
        /// What is wrong with it.
        error: EndpointError,
    },
    /// The members make the host name, or a label of it, longer than one may be.
    Host,
    /// The members make the URI longer than a URI may be.
    Uri,
    /// Structures, lists and maps in the body are nested deeper than 128 levels.
    Nesting,
    /// The body is a stream that only an asynchronous client can read.
    AsyncBody,
    /// The body is a reader that only a blocking client can read.
    BlockingBody,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { member } => write!(f, "the member `{member}` must not be empty"),
            Self::DotSegment { member } => {
                write!(
                    f,
                    "the member `{member}` stands in the path, where `.` and `..` lead elsewhere"
                )
            }
            Self::HeaderValue { member } => write!(
                f,
                "the member `{member}` is not a valid header value: it has a control or non-ASCII character, or \
                 a space at an end"
            ),
            Self::HeaderName { member } => {
                write!(
                    f,
                    "a key of the member `{member}` can't be part of a header's name"
                )
            }
            Self::HostLabel { member } => write!(
                f,
                "the member `{member}` can't be part of a host name: it takes 1 to 63 letters, digits and `-`, with \
                 no `-` at an end"
            ),
            // The builder's setting is about the client's own endpoint.
            Self::Endpoint {
                member,
                error: EndpointError::ClearText,
            } => write!(
                f,
                "the member `{member}` is plain http to another machine, where anyone on the way can read secrets: \
                 use https"
            ),
            Self::Endpoint { member, error } => {
                write!(f, "the member `{member}` names no endpoint: {error}")
            }
            Self::Host => f.write_str("the host name is too long"),
            Self::Uri => f.write_str("the URI is too long"),
            Self::Nesting => f.write_str("the body is nested deeper than 128 levels"),
            Self::AsyncBody => {
                f.write_str("the body is an asynchronous stream, and the client a blocking one")
            }
            Self::BlockingBody => {
                f.write_str("the body is a blocking reader, and the client an asynchronous one")
            }
        }
    }
}

impl StdError for InputError {}

/// A response that claims success, but can't be read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    status: StatusCode,
    request_id: Option<String>,
    problem: ResponseProblem,
}

/// What is wrong with a response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseProblem {
    /// It didn't come from the service: its body isn't in the format of the API, and it has no request id.
    ///
    /// A captive portal or a proxy answers so.
    NotFromService {
        /// What the response says that its body is.
        content_type: Option<String>,
        /// The format that the body ought to have, such as `JSON`.
        format: &'static str,
    },
    /// Its body is not in the format of the API, or holds another type of value than the one that belongs there.
    Body(ReadError),
    /// A header of it doesn't hold the type of value that belongs there.
    Header {
        /// The header's name.
        name: &'static str,
    },
    /// Its body is no UTF-8, and text belongs there.
    Text,
    /// It has no body, and the output has required members that belong there.
    NoBody,
    /// It lacks the header of a required member.
    NoHeader {
        /// The member's name in the service's API.
        member: &'static str,
        /// The header's name.
        name: &'static str,
    },
    /// Its body is compressed, and the client can't decode it.
    ContentCoding(ContentCodingError),
    /// Its body is larger than the client's limit.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
}

impl ResponseError {
    /// What is wrong with a response of this status and request id.
    #[must_use]
    pub fn new(status: StatusCode, request_id: Option<String>, problem: ResponseProblem) -> Self {
        Self(Box::new(Details {
            status,
            request_id,
            problem,
        }))
    }

    /// What is wrong.
    #[must_use]
    pub fn problem(&self) -> &ResponseProblem {
        &self.0.problem
    }
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response (HTTP {}) ", self.0.status.as_u16())?;
        match &self.0.problem {
            ResponseProblem::NotFromService {
                content_type,
                format,
            } => write!(
                f,
                "can't have come from the service: it has no request id, and its body is {}, not {format}",
                content_type.as_deref().unwrap_or("of an unknown type"),
            ),
            ResponseProblem::Body(error) => write!(f, "can't be read: {error}"),
            ResponseProblem::ContentCoding(error) => write!(f, "can't be read: {error}"),
            ResponseProblem::Header { name } => {
                write!(
                    f,
                    "can't be read: the header `{name}` has another type of value"
                )
            }
            ResponseProblem::Text => f.write_str("can't be read: its body is not UTF-8"),
            ResponseProblem::NoBody => f.write_str("can't be read: it has no body"),
            ResponseProblem::NoHeader { member, name } => {
                write!(
                    f,
                    "lacks the header `{name}` of the required member `{member}`"
                )
            }
            ResponseProblem::TooLarge { limit } => {
                write!(f, "is larger than the limit of {limit} bytes")
            }
        }?;
        match &self.0.request_id {
            Some(id) => write!(f, " (request id {id})"),
            None => Ok(()),
        }
    }
}

impl StdError for ResponseError {}
