//! What a protocol decides.

use http::HeaderName;
use serde::{Deserialize, Serialize};

/// What a protocol decides.
#[derive(Debug)]
pub struct Rules {
    /// Where requests go.
    pub destination: Destination,
    /// The parts of a message that a member can be bound to, other than an entry of the body.
    pub bindings: &'static [BindingKind],
    /// Whether a text or a blob with a media type is base64 in a header.
    pub has_base64_headers: bool,
    /// What the body of a message is.
    pub body: Body,
    /// What generated code calls for it.
    pub runtime: RuntimeNames,
    /// How timestamps are written where the spec doesn't say it.
    pub timestamps: Timestamps,
    /// What errors are.
    pub errors: ErrorRules,
}

/// Where requests go.
#[derive(Clone, Copy, Debug)]
pub enum Destination {
    /// To the method and the URI that each operation says in `http`.
    OfOperation,
    /// To an address that follows from two names: that of the service, which it says in `target_prefix`, and that of the
    /// operation.
    OfNames(fn(target_prefix: &str, operation: &str) -> Address),
}

/// Where an operation's requests go, by POST, and what tells it apart from others.
#[derive(Debug)]
pub struct Address {
    /// The path, without labels and query.
    pub path: String,
    pub headers: Vec<Header>,
}

/// A header that is always the same.
pub type Header = (HeaderName, String);

/// A part of a message other than an entry of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindingKind {
    Header,
    PrefixHeaders,
    Query,
    QueryMap,
    Label,
    /// The whole body.
    Payload,
    ResponseCode,
}

impl BindingKind {
    /// Returns the key that says it in a spec.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::PrefixHeaders => "prefix_headers",
            Self::Query => "query",
            Self::QueryMap => "query_map",
            Self::Label => "label",
            Self::Payload => "payload",
            Self::ResponseCode => "response_code",
        }
    }
}

/// What the body of a message is.
#[derive(Debug)]
pub struct Body {
    /// What people call it.
    pub format: &'static str,
    /// Its content type.
    pub content_type: &'static str,
    /// The body of a structure without members.
    pub empty: &'static str,
    /// Whether a request has a body even if no member belongs there.
    pub is_always_sent: bool,
}

/// What of the runtime generated code calls for the body of a message.
#[derive(Debug)]
pub struct RuntimeNames {
    /// The folder of the format, in `runtime/codec` and in `runtime/protocol`.
    pub format: &'static str,
    /// The method of `RequestBuilder` that ends a request with a value as its body.
    pub write: &'static str,
    /// The module that reads the body of a success and the members of an error.
    pub body: &'static str,
    /// The module that reads code and message of an error.
    pub error: &'static str,
}

/// How timestamps are written where the spec doesn't say it.
#[derive(Debug)]
pub struct Timestamps {
    pub body: TimestampFormat,
    pub header: TimestampFormat,
    /// In a query or a label.
    pub uri: TimestampFormat,
}

/// What errors are.
#[derive(Debug)]
pub struct ErrorRules {
    /// The status of an error where the spec names none. With `None` it has to name one.
    pub status: Option<u16>,
    /// What tells the errors of an AWS service apart where the spec doesn't say it.
    pub aws_default: ErrorsBy,
    /// What tells those of any other service apart.
    pub url_default: ErrorsBy,
    /// The members of a body in which a client looks for the code.
    pub code_members: &'static [&'static str],
    /// The members of a body in which a client looks for the message.
    pub message_members: &'static [&'static str],
}

/// What decides which error a response is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorsBy {
    /// The code that the response names.
    Code,
    /// The status, whatever code the response names.
    Status,
    /// The code if an error has it, else the status.
    CodeOrStatus,
}

/// How a timestamp is written.
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
