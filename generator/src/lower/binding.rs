//! The bindings of members: to headers, labels, query parameters and the body.

use http::{HeaderName, header::CONTENT_TYPE};

use super::{cookie, multipart, nullable, place::Place, style};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::Member,
    protocol::{BindingKind, Rules},
};

/// The headers of framing and routing, which the client sets.
const FRAMING_HEADERS: &[&str] = &[
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The part of a message that a member is bound to.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    Header(HeaderName),
    /// The prefix of the headers.
    PrefixHeaders(String),
    /// The name of the query parameter.
    Query(String),
    QueryMap,
    /// The name of the cookie.
    Cookie(String),
    Label(String),
    Payload,
    ResponseCode,
    /// A member of the body.
    Body,
    /// A member of a body that is a form.
    Form,
    /// A member of a multipart body.
    Part,
}

/// The message that a member belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    Request,
    /// A request whose body is a form.
    Form,
    /// A request whose body consists of parts.
    Multipart,
    Response,
    /// A structure within a message.
    Structure,
}

impl Message {
    fn is_request(self) -> bool {
        matches!(self, Self::Request | Self::Form | Self::Multipart)
    }

    /// Returns the binding of its members without a key of one.
    fn body(self) -> Binding {
        match self {
            Self::Form => Binding::Form,
            Self::Multipart => Binding::Part,
            Self::Request | Self::Response | Self::Structure => Binding::Body,
        }
    }
}

impl Binding {
    fn is_part_of(&self, message: Message) -> bool {
        match self {
            Self::Header(_) | Self::PrefixHeaders(_) => message != Message::Structure,
            Self::Payload => matches!(message, Message::Request | Message::Response),
            Self::Query(_) | Self::QueryMap | Self::Cookie(_) | Self::Label(_) => {
                message.is_request()
            }
            Self::ResponseCode => message == Message::Response,
            Self::Body | Self::Form | Self::Part => true,
        }
    }
}

/// Returns whether the member is a member of the body.
pub(super) fn is_in_body(member: &Member) -> bool {
    set_bindings(member).is_empty()
}

/// Returns the part of a message that a member is bound to.
pub(super) fn binding(
    member: &Member,
    message: Message,
    protocol: &Rules,
    place: &Place<'_>,
) -> Checked<Binding> {
    let set = set_bindings(member);
    let body = message.body();
    let can_have_style =
        member.query.is_some() || member.cookie.is_some() || member.label.is_some();
    if !can_have_style && (matches!(body, Binding::Body) || !set.is_empty()) {
        style::none(member, place)?;
    }
    if !matches!(body, Binding::Part) || !set.is_empty() {
        multipart::no_file(member, place)?;
    }
    if let [(first, _), (second, _), ..] = set.as_slice() {
        let (first, second) = (first.key(), second.key());
        return Err(place.report(
            Diagnostic::new(
                Code::SeveralBindings,
                place.at(second).key(),
                format!("a member can't be bound by both `{first}` and `{second}`"),
            )
            .also(place.at(first).key(), "the other binding")
            .help("remove one of the two"),
        ));
    }
    nullable::has_form(member, set.first().map(|(kind, _)| *kind), place)?;
    let Some((kind, binding)) = set.into_iter().next() else {
        return Ok(body);
    };
    let key = kind.key();
    if !protocol.bindings.contains(&kind) {
        let message = format!("`{key}` can't be used with this protocol");
        return Err(place.report(
            Diagnostic::new(Code::MisplacedBinding, place.at(key).key(), message)
                .help("remove the key: the member is then part of the body"),
        ));
    }
    // The name and the namespace of a payload are those of its root element.
    let has_root = kind == BindingKind::Payload && protocol.body.has_root;
    if let (Some(_), false) = (&member.xml, has_root) {
        let message = format!("`xml` is about the body, but the member is bound by `{key}`");
        return Err(place.report(
            Diagnostic::new(Code::SeveralBindings, place.at("xml").key(), message)
                .also(place.at(key).key(), "the binding")
                .help("remove `xml`"),
        ));
    }
    if member.name.is_some() && !has_root {
        let body = protocol.body.format;
        let message =
            format!("`name` is the name in the {body} body, but the member is bound by `{key}`");
        return Err(place.report(
            Diagnostic::new(Code::SeveralBindings, place.at("name").key(), message)
                .also(place.at(key).key(), "the binding")
                .help("remove `name`"),
        ));
    }
    let binding = match (binding, &member.header) {
        (Some(binding), _) => binding,
        (None, header) => {
            let header = header.as_deref().unwrap_or_default();
            Binding::Header(header_name(header, message, &place.at("header"))?)
        }
    };
    if !binding.is_part_of(message) {
        return Err(place.report(misplaced(key, message, place)));
    }
    if matches!(&binding, Binding::Query(key) if key.is_empty()) {
        let message = "a query parameter has a name";
        return Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.at(key).value(), message)
                .help("write the name that is sent, such as `query: page`"),
        ));
    }
    if let Binding::Cookie(name) = &binding {
        cookie::cookie_name(name, place)?;
    }
    Ok(binding)
}

/// Returns the bindings in the spec. A header's name is not validated here.
fn set_bindings(member: &Member) -> Vec<(BindingKind, Option<Binding>)> {
    let all = [
        (BindingKind::Header, member.header.is_some(), None),
        (
            BindingKind::Query,
            member.query.is_some(),
            member.query.clone().map(Binding::Query),
        ),
        (
            BindingKind::Cookie,
            member.cookie.is_some(),
            member.cookie.clone().map(Binding::Cookie),
        ),
        (
            BindingKind::Label,
            member.label.is_some(),
            member.label.clone().map(Binding::Label),
        ),
        (
            BindingKind::PrefixHeaders,
            member.prefix_headers.is_some(),
            member.prefix_headers.clone().map(Binding::PrefixHeaders),
        ),
        (
            BindingKind::QueryMap,
            member.query_map,
            Some(Binding::QueryMap),
        ),
        (BindingKind::Payload, member.payload, Some(Binding::Payload)),
        (
            BindingKind::ResponseCode,
            member.response_code,
            Some(Binding::ResponseCode),
        ),
    ];
    all.into_iter()
        .filter(|(_, is_set, _)| *is_set)
        .map(|(kind, _, binding)| (kind, binding))
        .collect()
}

fn misplaced(key: &'static str, message: Message, place: &Place<'_>) -> Diagnostic {
    let (whose, help) = match message {
        Message::Form if key == BindingKind::Payload.key() => (
            "a form",
            "a form is the members of the body: remove the key, or `request: form`",
        ),
        Message::Multipart if key == BindingKind::Payload.key() => (
            "a multipart body",
            "its parts are the members of the body: write `part: true` for a file, or remove `request: multipart`",
        ),
        Message::Request | Message::Form | Message::Multipart => (
            "an input",
            "a request has no status code: move the member to `output`",
        ),
        Message::Response if key == BindingKind::Cookie.key() => (
            "an output or an error",
            "cookies are sent in requests; what a response sets is in the `header` named `set-cookie`",
        ),
        Message::Response => (
            "an output or an error",
            "a response has no URI: move the member to `input`",
        ),
        Message::Structure => (
            "a shape",
            "only members of an input, an output or an error are bound: remove the key",
        ),
    };
    Diagnostic::new(
        Code::MisplacedBinding,
        place.at(key).key(),
        format!("`{key}` can't bind a member of {whose}"),
    )
    .help(help)
}

pub(super) fn header_name(name: &str, message: Message, place: &Place<'_>) -> Checked<HeaderName> {
    let Ok(header) = name.parse::<HeaderName>() else {
        return Err(place.report(
            Diagnostic::new(
                Code::InvalidHeader,
                place.value(),
                format!("`{name}` isn't a valid header name"),
            )
            .help("write letters, digits and `-`, without a space or a colon"),
        ));
    };
    // What a server says of its framing can be read.
    let is_of_client =
        is_framing(&header) || message == Message::Multipart && header == CONTENT_TYPE;
    if message.is_request() && is_of_client {
        let message =
            format!("no member can be bound to the header `{header}`, which the client sets");
        return Err(place.report(
            Diagnostic::new(Code::InvalidHeader, place.value(), message).help("remove the member"),
        ));
    }
    Ok(header)
}

/// Returns whether a header belongs to the connection or to the framing of a message.
pub(crate) fn is_framing(header: &HeaderName) -> bool {
    FRAMING_HEADERS.contains(&header.as_str())
}
