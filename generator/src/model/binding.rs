//! Where the members of a message travel.

use http::HeaderName;
use proc_macro2::Ident;

use super::Field;
use crate::protocol::TimestampFormat;

/// A part of what is put before a host.
#[derive(Clone, Debug)]
pub(crate) enum HostPart {
    Literal(String),
    /// The member of the input that fills it.
    Label {
        member: String,
        field: Ident,
    },
}

/// A part of a path.
#[derive(Clone, Debug)]
pub(crate) enum PathPart {
    Literal(String),
    /// The member of the input that fills it, and whether it may take several segments.
    Label {
        field: Box<Field>,
        format: TextFormat,
        is_greedy: bool,
    },
}

/// A member of an input, and where it travels.
#[derive(Clone, Debug)]
pub(crate) struct InputMember {
    pub(crate) field: Field,
    pub(crate) binding: RequestBinding,
    /// Whether it gets a random value where the caller gives none. It is a string and not required.
    pub(crate) is_token: bool,
    /// Whether a sensitive value stands anywhere in it.
    pub(crate) holds_secret: bool,
}

/// Where a member of an input travels.
#[derive(Clone, Debug)]
pub(crate) enum RequestBinding {
    Header {
        name: HeaderName,
        format: TextFormat,
    },
    /// What the headers of a map begin with.
    PrefixHeaders(String),
    Query {
        key: String,
        format: TextFormat,
    },
    QueryMap,
    /// Its place is in the path.
    Label(TextFormat),
    Payload(Payload),
    Body,
}

/// A member of an output or an error, and where it travels.
#[derive(Clone, Debug)]
pub(crate) struct OutputMember {
    pub(crate) field: Field,
    pub(crate) binding: ResponseBinding,
}

/// Where a member of an output or an error travels.
#[derive(Clone, Debug)]
pub(crate) enum ResponseBinding {
    Header {
        name: HeaderName,
        format: TextFormat,
    },
    /// What the headers of a map begin with.
    PrefixHeaders(String),
    ResponseCode,
    Payload(Payload),
    Body,
}

/// How a value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFormat {
    Plain,
    Base64,
    Timestamp(TimestampFormat),
}

/// What the whole body of a message is, and its content type.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    /// A value as the protocol writes bodies.
    Structured,
    Text {
        content_type: String,
    },
    Bytes {
        content_type: String,
    },
    Stream {
        content_type: String,
    },
}
