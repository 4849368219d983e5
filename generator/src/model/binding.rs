//! The bindings of members.

use http::HeaderName;
use proc_macro2::Ident;

use super::Field;
use crate::protocol::TimestampFormat;

/// A part of a host prefix.
#[derive(Clone, Debug)]
pub(crate) enum HostPart {
    Literal(String),
    /// The member of the input that is bound to it.
    Label {
        member: String,
        field: Ident,
    },
}

/// A part of a path.
#[derive(Clone, Debug)]
pub(crate) enum PathPart {
    Literal(String),
    /// The member of the input that is bound to it, and whether it may be several segments.
    Label {
        field: Box<Field>,
        format: TextFormat,
        is_greedy: bool,
    },
    /// The first label, whose value may go before the host name instead.
    VirtualHost(Box<Field>),
    /// A label with a style.
    StyledLabel {
        field: Box<Field>,
        /// The name in the braces.
        name: String,
        format: TextFormat,
        style: LabelStyle,
    },
}

/// A member of an input, with its binding.
#[derive(Clone, Debug)]
pub(crate) struct InputMember {
    pub(crate) field: Field,
    pub(crate) binding: RequestBinding,
    /// What the client does with it before the request is made.
    pub(crate) preparation: Option<Preparation>,
    /// Whether it contains a sensitive value.
    pub(crate) holds_secret: bool,
}

/// What a client does with a member of an input, which is a string, before the request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preparation {
    /// An absent idempotency token is set.
    IdempotencyToken,
    /// All up to the last slash is removed.
    LastSegment,
}

/// The binding of a member of an input.
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
    /// A list in one query parameter, with what is between its items on the wire.
    QueryList {
        key: String,
        format: TextFormat,
        separator: &'static str,
    },
    /// A nested value in several query parameters.
    NestedQuery {
        key: String,
        /// Whether the items of a list have their indexes.
        has_indexes: bool,
    },
    /// A value as JSON in one query parameter.
    JsonQuery {
        key: String,
    },
    QueryMap,
    /// A cookie, or one for each item of a list.
    Cookie {
        name: String,
        format: TextFormat,
    },
    /// One cookie with the items of a list, with commas between them.
    CookieList {
        name: String,
        format: TextFormat,
    },
    /// A label of the path.
    Label {
        format: TextFormat,
        style: Option<LabelStyle>,
    },
    Payload(Payload),
    Body,
    /// The additional members of the body.
    AdditionalBody,
    /// A member of a form.
    Form(FormStyle),
    /// A member of a multipart body.
    Part(PartFormat),
}

/// How a value in the path is written (RFC 6570, sections 3.2.2, 3.2.5 and 3.2.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelStyle {
    pub(crate) kind: LabelKind,
    /// Whether each item or member is written as a value of its own.
    pub(crate) is_exploded: bool,
}

/// What a value in the path begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// Nothing.
    Simple,
    /// A dot.
    Label,
    /// A semicolon and the name.
    Matrix,
}

/// How the keys of a nested value in a form are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormStyle {
    /// `a[]` for the items of a list.
    Brackets,
    /// `a[0]` for the first item of a list.
    Index,
    /// `a` for the items of a list.
    Repeat,
    /// `a` for a list, with commas between its items.
    Comma,
    /// `a` for a list, with spaces between its items.
    Space,
    /// `a` for a list, with vertical bars between its items.
    Pipe,
    /// `a` for a value as JSON.
    Json,
}

/// How the names of the parts of a nested value are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartStyle {
    /// `a[]` for the items of a list.
    Brackets,
    /// `a[0]` for the first item of a list.
    Index,
    /// `a` for the items of a list.
    Repeat,
}

/// How a member of a multipart body is written.
#[derive(Clone, Debug)]
pub(crate) enum PartFormat {
    /// A part for each single value, with a name as in a form.
    Text(PartStyle),
    /// A part of JSON.
    Json,
    /// A part of JSON for each item of a list.
    JsonItems,
    /// A file, or each of a list, with its media type unless the caller says another.
    File { media_type: String },
}

/// A member of an output or an error, with its binding.
#[derive(Clone, Debug)]
pub(crate) struct OutputMember {
    pub(crate) field: Field,
    pub(crate) binding: ResponseBinding,
}

impl OutputMember {
    /// Returns whether it contains any body as it is.
    pub(crate) fn is_any_body(&self) -> bool {
        matches!(
            self.binding,
            ResponseBinding::Payload(
                Payload::Text { .. } | Payload::Bytes { .. } | Payload::Stream { .. }
            )
        )
    }
}

/// The binding of a member of an output or an error.
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

/// The format of a value outside of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFormat {
    Plain,
    Base64,
    Timestamp(TimestampFormat),
}

/// The type of a member that is the whole body, with its content type.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    /// A value in the format of the protocol.
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
