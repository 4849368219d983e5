//! Members of messages and structures in the format's terms.

use super::{
    customs, defaults,
    docs::markdown,
    kinds::kind,
    model::{Reference, Shape},
    targets::{Target, Targets},
    xml,
};
use crate::{
    Error,
    format::{Member, MemberOrType, MemberXml, Named},
    protocol::BindingKind,
};

/// What members belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    Input,
    Output,
    Error,
    /// A structure within a message. Where its members say that they are bound, the protocol doesn't listen.
    Nested,
}

/// Returns the members of a shape.
pub(super) fn members(
    shape: &Shape,
    message: Message,
    targets: &mut Targets<'_>,
) -> Result<Named<MemberOrType>, Error> {
    let is_kept = |name: &str, member: &Reference| match message {
        Message::Error => !is_message(name, member),
        Message::Input => !is_length(member),
        Message::Output | Message::Nested => true,
    };
    let items = xml::flattened_items(shape, targets);
    let is_replaced = |name: &str, member: &Reference| {
        targets.protocol().has_xml && xml::is_replaced(name, member, &items, targets)
    };
    let members: Vec<_> = shape
        .members
        .iter()
        .filter(|(name, member)| is_kept(name, member) && !is_replaced(name, member))
        .collect();
    members
        .into_iter()
        .map(|(name, reference)| {
            let member = member(name, reference, shape, message, targets)?;
            Ok((name.clone(), MemberOrType(member)))
        })
        .collect()
}

fn member(
    name: &str,
    reference: &Reference,
    owner: &Shape,
    message: Message,
    targets: &mut Targets<'_>,
) -> Result<Member, Error> {
    let is_payload = message != Message::Nested && owner.payload.as_deref() == Some(name);
    let bound = if is_payload {
        Some((
            BindingKind::Payload,
            Member {
                payload: true,
                ..Member::default()
            },
        ))
    } else {
        bound(name, reference, message)
    };
    let bound = bound
        .filter(|(kind, _)| targets.protocol().bindings.contains(kind))
        .map(|(_, bound)| bound);
    let (own_name, xml) = in_body(name, reference, bound.as_ref(), targets)?;
    let bound = bound.unwrap_or_default();
    let target = if message == Message::Output && customs::is_any_text(targets.metadata(), name) {
        Target::of_type("string")
    } else if customs::is_secret(name, owner) {
        targets.secret(reference)?
    } else {
        targets.target(reference, bound.header.is_some())?
    };
    let is_required = owner.required.iter().any(|required| required == name);
    let metadata = targets.metadata();
    let of_label = bound
        .label
        .as_deref()
        .and_then(|label| customs::label_default(metadata, label));
    Ok(Member {
        target: target.name,
        required: (is_required || bound.label.is_some()) && of_label.is_none(),
        name: own_name,
        xml,
        host_label: reference.host_label && message == Message::Input,
        endpoint: message == Message::Input && customs::is_endpoint(metadata, name),
        idempotency_token: reference.idempotency_token && message == Message::Input,
        last_segment: message == Message::Input
            && customs::is_last_segment(metadata, &reference.shape),
        default: match of_label {
            Some(default) => Some(default),
            None => defaults::default(reference.default.as_ref(), targets.shape(&reference.shape)?),
        },
        docs: markdown(reference.documentation.as_deref()).or(target.docs),
        ..bound
    })
}

/// Returns the name of a member in the body, if it isn't its own, and what it has in XML. A payload has those of its root
/// element.
fn in_body(
    name: &str,
    reference: &Reference,
    bound: Option<&Member>,
    targets: &Targets<'_>,
) -> Result<(Option<String>, Option<MemberXml>), Error> {
    let protocol = targets.protocol();
    let shape = targets.shape(&reference.shape)?;
    let is_element = || matches!(kind(shape), "structure" | "union" | "list" | "map");
    let own_name = match bound {
        None if reference.location.is_some() => None,
        None if protocol.has_xml => customs::body_name(targets.metadata(), &reference.shape)
            .map(str::to_owned)
            .or_else(|| xml::body_name(reference, shape)),
        None => reference.location_name.clone(),
        Some(bound) if bound.payload && protocol.body.has_root && is_element() => {
            let name = xml::payload_name(name, reference, shape);
            return Ok((name, xml::member(reference, shape, protocol)));
        }
        Some(_) => return Ok((None, None)),
    };
    let xml = protocol
        .has_xml
        .then(|| xml::member(reference, shape, protocol));
    Ok((own_name.filter(|own| own != name), xml.flatten()))
}

/// Every error has a message, which needs no member.
fn is_message(name: &str, member: &Reference) -> bool {
    let json_name = member.location_name.as_deref().unwrap_or(name);
    name.eq_ignore_ascii_case("message")
        && json_name.eq_ignore_ascii_case("message")
        && member.location.is_none()
}

/// The client knows how long a body is.
fn is_length(member: &Reference) -> bool {
    let header = member.location_name.as_deref().unwrap_or_default();
    member.location.as_deref() == Some("header") && header.eq_ignore_ascii_case("content-length")
}

/// Returns where a member is bound, and a member that says nothing else, if the message has the part that it names.
fn bound(name: &str, reference: &Reference, message: Message) -> Option<(BindingKind, Member)> {
    let wire_name = || {
        Some(
            reference
                .location_name
                .as_deref()
                .unwrap_or(name)
                .to_owned(),
        )
    };
    let is_response = matches!(message, Message::Output | Message::Error);
    let nowhere = Member::default();
    match reference.location.as_deref()? {
        "header" if message != Message::Nested => Some((
            BindingKind::Header,
            Member {
                header: wire_name(),
                ..nowhere
            },
        )),
        "headers" if message != Message::Nested => {
            let prefix = reference.location_name.clone().unwrap_or_default();
            Some((
                BindingKind::PrefixHeaders,
                Member {
                    prefix_headers: Some(prefix),
                    ..nowhere
                },
            ))
        }
        "uri" if message == Message::Input => Some((
            BindingKind::Label,
            Member {
                label: wire_name(),
                ..nowhere
            },
        )),
        "querystring" if message == Message::Input => Some(match reference.location_name.clone() {
            Some(key) => (
                BindingKind::Query,
                Member {
                    query: Some(key),
                    ..nowhere
                },
            ),
            None => (
                BindingKind::QueryMap,
                Member {
                    query_map: true,
                    ..nowhere
                },
            ),
        }),
        "statusCode" if is_response => Some((
            BindingKind::ResponseCode,
            Member {
                response_code: true,
                ..nowhere
            },
        )),
        _ => None,
    }
}
