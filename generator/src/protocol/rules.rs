//! The rules of protocols.

use http::HeaderName;
use serde::{Deserialize, Serialize};

/// The rules of a protocol.
#[derive(Debug)]
pub struct Rules {
    /// The destination of requests.
    pub destination: Destination,
    /// The bindings of members, other than to a member of the body.
    pub bindings: &'static [BindingKind],
    /// Whether a string or a blob with a media type is base64 in a header.
    pub has_base64_headers: bool,
    /// Whether the keys `xml` of a spec apply.
    pub has_xml: bool,
    /// Whether members have keys of their own in forms.
    pub has_query_names: bool,
    /// The bodies of messages.
    pub body: Body,
    /// The names in the runtime.
    pub runtime: RuntimeNames,
    /// The default formats of timestamps.
    pub timestamps: Timestamps,
    /// The rules of errors.
    pub errors: ErrorRules,
}

/// The destination of requests.
#[derive(Clone, Copy, Debug)]
pub enum Destination {
    /// The method and the URI in the key `http` of each operation.
    Operation,
    /// An address that follows from two names: that of the service in `target_prefix`, and that of the operation.
    Names(fn(target_prefix: &str, operation: &str) -> Address),
    /// The path `/`, and a form as the body. It begins with constant pairs, which follow from two names: the `version` of
    /// the service, and the name of the operation.
    Form(fn(version: &str, operation: &str) -> String),
}

impl Destination {
    /// Returns the key of the service that it needs.
    #[must_use]
    pub fn service_key(self) -> Option<&'static str> {
        match self {
            Self::Operation => None,
            Self::Names(_) => Some("target_prefix"),
            Self::Form(_) => Some("version"),
        }
    }
}

/// Where an operation's requests go, by POST, and what tells it apart from others.
#[derive(Debug)]
pub struct Address {
    /// The path, without labels and query.
    pub path: String,
    pub headers: Vec<Header>,
}

/// A constant header.
pub type Header = (HeaderName, String);

/// A part of a message, other than a member of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindingKind {
    Header,
    PrefixHeaders,
    Query,
    QueryMap,
    Cookie,
    Label,
    /// The whole body.
    Payload,
    ResponseCode,
}

impl BindingKind {
    /// Returns its key in a spec.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::PrefixHeaders => "prefix_headers",
            Self::Query => "query",
            Self::QueryMap => "query_map",
            Self::Cookie => "cookie",
            Self::Label => "label",
            Self::Payload => "payload",
            Self::ResponseCode => "response_code",
        }
    }
}

/// The bodies of messages.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Body {
    /// The name for documentation and messages.
    pub format: &'static str,
    /// Its content type.
    pub content_type: &'static str,
    /// The body of a structure without members. It is empty if such a body isn't sent.
    pub empty: &'static [u8],
    /// Whether the body of a request has a root element with a name.
    pub has_root: bool,
    /// Whether the members of a request's body can be a form or a multipart body instead, and whether bodies can have other
    /// media types.
    pub can_be_form: bool,
    /// Whether the format has a type for timestamps, whatever the format of a timestamp is.
    pub has_timestamps: bool,
    /// The body of a request without members in it.
    pub without_members: WithoutMembers,
    /// Whether a successful response may contain the id of the request.
    pub has_request_id: bool,
    /// Whether the body of a success may be that of an error.
    pub may_be_error: bool,
}

/// The body of a request without members in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithoutMembers {
    /// None.
    None,
    /// That of a structure without members.
    Empty,
    /// That of a structure without members if the operation has an input, and none otherwise.
    EmptyOfInput,
}

/// The names in the runtime that generated code uses for bodies.
#[derive(Debug)]
pub struct RuntimeNames {
    /// The folders of the formats, in `runtime/codec` and in `runtime/protocol`.
    pub formats: &'static [&'static str],
    /// The method of `RequestBuilder` that builds a request with a value as its body.
    pub write: &'static str,
    /// The module that reads the body of a successful response and the members of an error.
    pub body: &'static str,
    /// The module that reads the code and message of an error.
    pub error: &'static str,
}

/// The default formats of timestamps.
#[derive(Debug)]
pub struct Timestamps {
    pub body: TimestampFormat,
    pub header: TimestampFormat,
    /// In a query or a label.
    pub uri: TimestampFormat,
}

/// The rules of errors.
#[derive(Debug)]
pub struct ErrorRules {
    /// The default status code of an error. With `None`, the spec has to contain one.
    pub status: Option<u16>,
    /// How the errors of an AWS service are recognized by default.
    pub aws_default: ErrorsBy,
    /// How the errors of any other service are recognized by default.
    pub url_default: ErrorsBy,
    /// The members of a body in which a client looks for the code.
    pub code_members: &'static [&'static str],
    /// The members of a body in which a client looks for the message.
    pub message_members: &'static [&'static str],
}

/// How the errors of a service are recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorsBy {
    /// By the code in the response.
    Code,
    /// By the status code.
    Status,
    /// By the code if an error has it, or else by the status code.
    CodeOrStatus,
}

/// The format of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TimestampFormat {
    /// `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    HttpDate,
    /// `482196050.52`.
    EpochSeconds,
}
