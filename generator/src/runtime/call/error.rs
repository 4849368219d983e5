//! The errors of calls.

use std::{error::Error as StdError, fmt};

use http::StatusCode;

use super::super::{
    AuthError, ContentCodingError, EndpointError, ErrorMeta, PageError, ReadError, ServiceError,
    TransportError,
};

/// The error of a call.
///
/// Its message contains the operation and the reason. For an error response of the service, that is the code, the status
/// code, the message and the request id. It never contains a secret that was sent.
///
/// ```text
/// match client.logout(input).await {
///     Ok(output) => println!("signed out"),
///     Err(error) if error.is_retryable() => println!("try again later: {error}"),
///     Err(error) => match error.service() {
///         Some(LogoutError::UnauthorizedException(_)) => println!("already signed out"),
///         _ => return Err(error.into()),
///     },
/// }
/// ```
#[derive(Debug)]
pub struct Error<E> {
    operation: &'static str,
    kind: Box<ErrorKind<E>>,
}

/// The stage at which a call failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind<E> {
    /// The input is invalid. Nothing was sent.
    Input(InputError),
    /// The request can't be authenticated. This attempt was not sent.
    Auth(AuthError),
    /// No complete response was received.
    Transport(TransportError),
    /// The status code of the response is one of success, but the response can't be read.
    Response(ResponseError),
    /// The page that a response names can't be requested.
    Page(PageError),
    /// The service returned an error.
    Service(E),
}

impl<E> Error<E> {
    /// Creates an error of the operation with this name, such as for tests.
    pub fn new(operation: &'static str, kind: ErrorKind<E>) -> Self {
        Self {
            operation,
            kind: Box::new(kind),
        }
    }

    /// Returns the name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the stage at which the call failed, with the details.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind<E> {
        &self.kind
    }

    /// Converts the error into the stage at which the call failed, with the details.
    #[must_use]
    pub fn into_kind(self) -> ErrorKind<E> {
        *self.kind
    }

    /// Returns the error of the service, if the service returned one.
    #[must_use]
    pub fn service(&self) -> Option<&E> {
        match self.kind() {
            ErrorKind::Service(error) => Some(error),
            _ => None,
        }
    }
}

impl<E: ServiceError> Error<E> {
    /// Returns the status code of the response, if one was received.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self.kind() {
            ErrorKind::Response(error) => Some(error.0.status),
            ErrorKind::Service(error) => Some(error.meta().status()),
            _ => None,
        }
    }

    /// Returns the error code, if the service returned an error with one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.meta()?.code()
    }

    /// Returns the message, if the service returned an error with one.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.meta()?.message()
    }

    /// Returns the id that the service gave the request, if a response with one was received.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self.kind() {
            ErrorKind::Response(error) => error.0.request_id.as_deref(),
            ErrorKind::Service(error) => error.meta().request_id(),
            _ => None,
        }
    }

    /// Returns whether the same call may succeed later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            ErrorKind::Input(_)
            | ErrorKind::Auth(_)
            | ErrorKind::Response(_)
            | ErrorKind::Page(_) => false,
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
            ErrorKind::Page(error) => error.fmt(f),
            ErrorKind::Service(error) => error.fmt(f),
        }
    }
}

/// The source is that of an error of the caller's own code. The message contains all others; the cause of a transport
/// error is [`TransportError::cause`].
impl<E: fmt::Debug + fmt::Display> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self.kind() {
            ErrorKind::Auth(error) => error.source(),
            _ => None,
        }
    }
}

/// The reason why an input is invalid. It contains the member's name and never its value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputError {
    /// The member must not be empty.
    Empty {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The member is part of the path, and would change it by a segment of `.` or `..`.
    DotSegment {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The member is not a valid header value.
    HeaderValue {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// A key of the member is not a valid part of a header name.
    HeaderName {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The member is not a valid label of a host name.
    HostLabel {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The member is the ARN of a resource, whose host the client doesn't know.
    Arn {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The client asks for acceleration, and the member can't be a label of an accelerated host.
    Accelerate {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// The member is not a valid endpoint.
    Endpoint {
        /// The member's name in the service's API.
        member: &'static str,
        /// The reason.
        error: EndpointError,
    },
    /// An item of the member contains the character that separates it from others.
    Separator {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// A key of a map in the member is empty or contains a bracket, which would make it another key.
    NestedKey {
        /// The member's name in the service's API.
        member: &'static str,
    },
    /// An additional member of a structure has the name of another member.
    SameName {
        /// The name on the wire.
        member: &'static str,
    },
    /// The member contains a character that XML doesn't have, such as a control character.
    Character {
        /// The name on the wire.
        member: &'static str,
    },
    /// The member is a union with a member that the client doesn't know, for which XML and forms have no text.
    UnknownMember {
        /// The name on the wire.
        member: &'static str,
    },
    /// A number in the body is longer than the 512 bytes that are sent and read in CBOR.
    Number,
    /// The host name that the members are a part of is too long, or a label of it is.
    Host,
    /// The URI that the members are a part of is too long.
    Uri,
    /// The structures, lists and maps in the body or the query are nested deeper than 128 levels.
    Nesting,
    /// The body is an asynchronous stream, and the client is a blocking one.
    AsyncBody,
    /// The body is a blocking reader, and the client is an asynchronous one.
    BlockingBody,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { member } => write!(f, "the member `{member}` must not be empty"),
            Self::DotSegment { member } => {
                write!(
                    f,
                    "the member `{member}` is part of the path, where a segment can't be `.` or `..`"
                )
            }
            Self::HeaderValue { member } => write!(
                f,
                "the member `{member}` is not a valid header value: it contains a control or non-ASCII character, \
                 or begins or ends with a space"
            ),
            Self::HeaderName { member } => {
                write!(
                    f,
                    "a key of the member `{member}` is not a valid part of a header name"
                )
            }
            Self::HostLabel { member } => write!(
                f,
                "the member `{member}` is not a valid label of a host name: use 1 to 63 letters, digits and `-`, and \
                 no `-` at the beginning or end"
            ),
            Self::Arn { member } => write!(
                f,
                "the member `{member}` is an ARN, which clients can't send to its host: use the name of a bucket, or the alias of \
                 an access point"
            ),
            Self::Accelerate { member } => write!(
                f,
                "the member `{member}` can't be a label of an accelerated host: use 3 to 63 lower-case letters, digits and \
                 `-`, and no `-` at the beginning or end, or remove `accelerate` from the client's builder"
            ),
            // `allow_clear_text` is for the client's own endpoint.
            Self::Endpoint {
                member,
                error: EndpointError::ClearText,
            } => write!(
                f,
                "the member `{member}` is a plain http URL of another machine, to which secrets would travel \
                 unencrypted: use https"
            ),
            Self::Endpoint { member, error } => {
                write!(f, "the member `{member}` is not a valid endpoint: {error}")
            }
            Self::Separator { member } => write!(
                f,
                "an item of the member `{member}` contains the character that separates it from others"
            ),
            Self::NestedKey { member } => write!(
                f,
                "a key in the member `{member}` is empty, or contains `[` or `]`, which would make it another key"
            ),
            Self::SameName { member } => {
                write!(f, "an additional member has the name of the member `{member}`")
            }
            Self::Character { member } => write!(
                f,
                "the member `{member}` contains a character that XML doesn't have, such as a control character"
            ),
            Self::UnknownMember { member } => write!(
                f,
                "the member `{member}` is a union with an unknown member, which can't be sent in XML or in a form: set one that \
                 the client knows"
            ),
            Self::Number => f.write_str(
                "a number in the body is too large: it has at most 512 bytes in CBOR, or 1,233 digits",
            ),
            Self::Host => f.write_str(
                "the host name is too long: it has at most 253 characters, and each label at most 63",
            ),
            Self::Uri => f.write_str("the URI is too long"),
            Self::Nesting => f.write_str("the values are nested deeper than 128 levels"),
            Self::AsyncBody => {
                f.write_str(
                    "a blocking client can't send an asynchronous stream: use bytes, or `Body::from_reader`",
                )
            }
            Self::BlockingBody => {
                f.write_str(
                    "an asynchronous client can't send a blocking reader: use bytes, or `Body::from_poll_fn`",
                )
            }
        }
    }
}

impl StdError for InputError {}

/// A response with a status code of success that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    status: StatusCode,
    request_id: Option<String>,
    problem: ResponseProblem,
}

/// The reason why a response can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseProblem {
    /// The response is not from the service: its body isn't in the format of the API, and it has no request id.
    ///
    /// Captive portals and proxies send such responses.
    NotFromService {
        /// The content type of the response, if it has one.
        content_type: Option<String>,
        /// The format of the API, such as `JSON`.
        format: &'static str,
    },
    /// The body is not in the format of the API, or contains a value of another type than expected.
    Body(ReadError),
    /// A header contains a value of another type than expected.
    Header {
        /// The header's name.
        name: &'static str,
    },
    /// The body is a string, but not valid UTF-8.
    Text,
    /// The body is empty, and the output has required members in it.
    NoBody,
    /// The header of a required member is missing.
    NoHeader {
        /// The member's name in the service's API.
        member: &'static str,
        /// The header's name.
        name: &'static str,
    },
    /// The body is compressed, and the client can't decode it.
    ContentCoding(ContentCodingError),
    /// The body is larger than the client's limit.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
}

impl ResponseError {
    /// Creates the error of a response with this status code and request id, such as for tests.
    #[must_use]
    pub fn new(status: StatusCode, request_id: Option<String>, problem: ResponseProblem) -> Self {
        Self(Box::new(Details {
            status,
            request_id,
            problem,
        }))
    }

    /// Returns the reason why the response can't be read.
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
            } => {
                f.write_str(
                    "is not from the service, but may be from a proxy or a captive portal: it has no request id of \
                     the service",
                )?;
                match content_type {
                    Some(content_type) => {
                        write!(f, ", and its content type is {content_type}, not {format}")
                    }
                    None => write!(f, ", and no content type of {format}"),
                }
            }
            ResponseProblem::Body(error) => write!(f, "can't be read: {error}"),
            ResponseProblem::ContentCoding(error) => write!(f, "can't be read: {error}"),
            ResponseProblem::Header { name } => {
                write!(
                    f,
                    "can't be read: the header `{name}` doesn't contain the expected type of value"
                )
            }
            ResponseProblem::Text => f.write_str("can't be read: its body is not valid UTF-8"),
            ResponseProblem::NoBody => {
                f.write_str("can't be read: its body is empty, but members in it are required")
            }
            ResponseProblem::NoHeader { member, name } => {
                write!(
                    f,
                    "can't be read: the header `{name}` of the required member `{member}` is missing"
                )
            }
            ResponseProblem::TooLarge { limit } => {
                write!(
                    f,
                    "is larger than the limit of {limit} bytes: raise `response_limit` on the client's builder"
                )
            }
        }?;
        match &self.0.request_id {
            Some(id) => write!(f, " (request id {id})"),
            None => Ok(()),
        }
    }
}

impl StdError for ResponseError {}
