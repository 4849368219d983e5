//! The types of bound members, and their formats.

use super::{
    binding::Binding,
    cookie, label, multipart,
    place::Place,
    shapes::{Resolved, Shapes},
    streaming, style,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::Member,
    model::{Payload, RequestBinding, ResponseBinding, TextFormat, Type},
    protocol::{Rules, TimestampFormat},
};

/// The types of headers, query parameters and labels.
pub(super) const TEXT: &str = "a string, number, boolean, timestamp, date, UUID or enum";

/// Lowers the binding of an input's member. An unknown type was reported before.
pub(super) fn request(
    binding: &Binding,
    member: &Member,
    resolved: Option<Resolved<'_>>,
    is_json: bool,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<RequestBinding> {
    let protocol = shapes.protocol();
    let resolved = resolved.ok_or_else(|| place.already_reported())?;
    match binding {
        Binding::Header(name) => Ok(RequestBinding::Header {
            name: name.clone(),
            format: header_format(&resolved, protocol, place)?,
        }),
        Binding::PrefixHeaders(prefix) => {
            map_of_text(&resolved, place).map(|()| RequestBinding::PrefixHeaders(prefix.clone()))
        }
        Binding::Query(key) => style::query(key, member, &resolved, shapes, place),
        Binding::QueryMap => query_map(&resolved, place).map(|()| RequestBinding::QueryMap),
        Binding::Cookie(name) => cookie::cookie(name, member, &resolved, protocol, place),
        Binding::Label(_) => label::label(member, &resolved, shapes, place),
        Binding::Payload => {
            payload(&resolved, is_json, "request", place).map(RequestBinding::Payload)
        }
        Binding::Body => {
            streaming::none(&resolved.type_, &place.type_()).map(|()| RequestBinding::Body)
        }
        Binding::Form => {
            streaming::none(&resolved.type_, &place.type_())?;
            style::form(member, &resolved, place).map(RequestBinding::Form)
        }
        Binding::Part => {
            multipart::part(member, &resolved, shapes, place).map(RequestBinding::Part)
        }
        // Not a part of a request, which was reported.
        Binding::ResponseCode => Err(place.already_reported()),
    }
}

/// Lowers the binding of a member of an output or an error. An unknown type was reported before.
pub(super) fn response(
    binding: &Binding,
    resolved: Option<Resolved<'_>>,
    is_json: bool,
    protocol: &Rules,
    place: &Place<'_>,
) -> Checked<ResponseBinding> {
    let resolved = resolved.ok_or_else(|| place.already_reported())?;
    match binding {
        Binding::Header(name) => Ok(ResponseBinding::Header {
            name: name.clone(),
            format: header_format(&resolved, protocol, place)?,
        }),
        Binding::PrefixHeaders(prefix) => {
            map_of_text(&resolved, place).map(|()| ResponseBinding::PrefixHeaders(prefix.clone()))
        }
        Binding::ResponseCode
            if matches!(
                resolved.type_,
                Type::Integer | Type::Long | Type::UnsignedLong
            ) =>
        {
            Ok(ResponseBinding::ResponseCode)
        }
        Binding::ResponseCode => Err(place.report(mistyped(
            "the status code",
            "`integer`, `long` or `unsigned_long`",
            place,
        ))),
        Binding::Payload => {
            payload(&resolved, is_json, "response", place).map(ResponseBinding::Payload)
        }
        Binding::Body => {
            streaming::none(&resolved.type_, &place.type_()).map(|()| ResponseBinding::Body)
        }
        // Not a part of a response, which was reported.
        Binding::Query(_)
        | Binding::QueryMap
        | Binding::Cookie(_)
        | Binding::Label(_)
        | Binding::Form
        | Binding::Part => Err(place.already_reported()),
    }
}

fn header_format(
    resolved: &Resolved<'_>,
    protocol: &Rules,
    place: &Place<'_>,
) -> Checked<TextFormat> {
    text_or_list(&resolved.type_, place)?;
    Ok(match resolved.media_type {
        Some(_) if protocol.has_base64_headers => TextFormat::Base64,
        _ => text_format(resolved, protocol.timestamps.header),
    })
}

pub(super) fn uri_format(resolved: &Resolved<'_>, protocol: &Rules) -> TextFormat {
    text_format(resolved, protocol.timestamps.uri)
}

fn text_format(resolved: &Resolved<'_>, default: TimestampFormat) -> TextFormat {
    let type_ = resolved.type_.exposed();
    match type_.item().unwrap_or(type_).exposed() {
        Type::Timestamp => TextFormat::Timestamp(resolved.timestamp_format.unwrap_or(default)),
        _ => TextFormat::Plain,
    }
}

fn text_or_list(type_: &Type, place: &Place<'_>) -> Checked<()> {
    if type_.is_text() || type_.is_list_of_text() {
        return Ok(());
    }
    Err(place.report(mistyped(
        "a header",
        &format!("{TEXT}, or a list of these"),
        place,
    )))
}

fn map_of_text(resolved: &Resolved<'_>, place: &Place<'_>) -> Checked<()> {
    match &resolved.type_ {
        Type::Map {
            of,
            is_sparse: false,
        } if is_plain(of) => Ok(()),
        _ => Err(place.report(mistyped("headers with a prefix", "a map of strings", place))),
    }
}

fn query_map(resolved: &Resolved<'_>, place: &Place<'_>) -> Checked<()> {
    match &resolved.type_ {
        Type::Map {
            of,
            is_sparse: false,
        } if is_plain(of) || is_plain_list(of) => Ok(()),
        _ => Err(place.report(mistyped(
            "all query parameters",
            "a map of strings, or of lists of strings",
            place,
        ))),
    }
}

/// Returns whether a value has only one format.
fn is_plain(type_: &Type) -> bool {
    type_.is_text() && type_.exposed() != &Type::Timestamp
}

fn is_plain_list(type_: &Type) -> bool {
    matches!(type_, Type::List { of, is_sparse: false } if is_plain(of))
}

/// Lowers a whole body. With a media type of JSON at the key of its side, single values are JSON too. Text that has a media
/// type of its own stays as it is.
fn payload(
    resolved: &Resolved<'_>,
    is_json: bool,
    key: &str,
    place: &Place<'_>,
) -> Checked<Payload> {
    let content_type = |default: &str| {
        resolved
            .media_type
            .clone()
            .unwrap_or_else(|| default.to_owned())
    };
    match resolved.type_.exposed() {
        Type::Structure { .. }
        | Type::Union { .. }
        | Type::Document
        | Type::List { .. }
        | Type::Map { .. } => Ok(Payload::Structured),
        Type::String | Type::Secret | Type::Enum(_) if is_json && resolved.media_type.is_none() => {
            Ok(Payload::Structured)
        }
        Type::String | Type::Secret | Type::Enum(_) => Ok(Payload::Text {
            content_type: content_type("text/plain"),
        }),
        Type::Blob => Ok(Payload::Bytes {
            content_type: content_type("application/octet-stream"),
        }),
        Type::Stream => Ok(Payload::Stream {
            content_type: content_type("application/octet-stream"),
        }),
        Type::Part => Err(place.already_reported()),
        _ if is_json => Ok(Payload::Structured),
        _ => {
            let place = place.type_();
            let message =
                "a member of this type can't be bound to the whole body, unless that is JSON";
            let help = format!(
                "write `{key}: application/json` at the operation or the service, or change the type to a structure, union, document, list, map, string, enum or blob"
            );
            Err(place.report(Diagnostic::new(Code::BindingType, place.value(), message).help(help)))
        }
    }
}

fn mistyped(what: &str, type_: &str, place: &Place<'_>) -> Diagnostic {
    let place = place.type_();
    Diagnostic::new(
        Code::BindingType,
        place.value(),
        format!("a member of this type can't be bound to {what}"),
    )
    .help(format!("change the type to {type_}"))
}
