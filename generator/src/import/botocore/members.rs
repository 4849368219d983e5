//! Members of messages and structures in the format's terms.

use super::{
    customs, defaults,
    docs::markdown,
    model::{Reference, Shape},
    targets::Targets,
};
use crate::{
    Error,
    format::{Member, MemberOrType, Named},
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
    let is_kept =
        |name: &str, member: &Reference| message != Message::Error || !is_message(name, member);
    let members = shape
        .members
        .iter()
        .filter(|(name, member)| is_kept(name, member));
    members
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
    let json_name = reference
        .location_name
        .clone()
        .filter(|json_name| bound.is_none() && reference.location.is_none() && json_name != name);
    let bound = bound.unwrap_or_default();
    let target = targets.target(reference, bound.header.is_some())?;
    let is_required = owner.required.iter().any(|required| required == name);
    let metadata = targets.metadata();
    let of_label = bound
        .label
        .as_deref()
        .and_then(|label| customs::label_default(metadata, label));
    Ok(Member {
        target: target.name,
        required: (is_required || bound.label.is_some()) && of_label.is_none(),
        name: json_name,
        host_label: reference.host_label && message == Message::Input,
        endpoint: message == Message::Input && customs::is_endpoint(metadata, name),
        idempotency_token: reference.idempotency_token && message == Message::Input,
        default: match of_label {
            Some(default) => Some(default),
            None => defaults::default(reference.default.as_ref(), targets.shape(&reference.shape)?),
        },
        docs: markdown(reference.documentation.as_deref()).or(target.docs),
        ..bound
    })
}

/// Every error has a message, which needs no member.
fn is_message(name: &str, member: &Reference) -> bool {
    let json_name = member.location_name.as_deref().unwrap_or(name);
    name.eq_ignore_ascii_case("message")
        && json_name.eq_ignore_ascii_case("message")
        && member.location.is_none()
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
