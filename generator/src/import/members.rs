//! Members of messages and structures in the format's terms.

use super::{
    botocore::{Reference, Shape},
    docs::markdown,
    shapes::Shapes,
    yaml::{Map, Node},
};
use crate::Error;

/// What members belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    Input,
    Output,
    Error,
    /// A structure within a message. Where its members say that they are bound, the protocol doesn't listen.
    Nested,
}

impl Shapes<'_> {
    /// The members of a shape.
    pub(super) fn members(&mut self, shape: &Shape, message: Message) -> Result<Map, Error> {
        let is_kept = |name: &str, member: &Reference| message != Message::Error || !is_message(name, member);
        let members = shape.members.iter().filter(|(name, member)| is_kept(name, member));
        members.map(|(name, member)| Ok((name.clone(), self.member(name, member, shape, message)?))).collect()
    }

    fn member(
        &mut self,
        name: &str,
        member: &Reference,
        owner: &Shape,
        message: Message,
    ) -> Result<Node, Error> {
        let is_payload = message != Message::Nested && owner.payload.as_deref() == Some(name);
        let binding =
            if is_payload { Some(("payload", Node::word(true))) } else { binding(name, member, message) };
        let is_in_header = binding.as_ref().is_some_and(|(key, _)| *key == "header");
        let target = self.target(member, is_in_header)?;
        let is_required = owner.required.iter().any(|required| required == name);
        let is_required = is_required || binding.as_ref().is_some_and(|(key, _)| *key == "label");
        let json_name = member
            .location_name
            .as_ref()
            .filter(|json_name| binding.is_none() && member.location.is_none() && json_name.as_str() != name);
        let docs = markdown(member.documentation.as_deref()).or(target.docs);
        let mut written: Map = vec![("type".to_owned(), Node::Text(target.name))];
        let mut put =
            |key: &str, value: Option<Node>| written.extend(value.map(|value| (key.to_owned(), value)));
        let flag = |is_set: bool| is_set.then(|| Node::word(true));
        put("required", flag(is_required));
        put("name", json_name.map(Node::text));
        if let Some((key, value)) = binding {
            put(key, Some(value));
        }
        put("host_label", flag(member.host_label && message == Message::Input));
        put("idempotency_token", flag(member.idempotency_token && message == Message::Input));
        put("docs", docs.map(Node::docs));
        Ok(match written.as_slice() {
            [(_, only_type)] => only_type.clone(),
            _ => Node::Map(written),
        })
    }
}

/// Every error has a message, which needs no member.
fn is_message(name: &str, member: &Reference) -> bool {
    let json_name = member.location_name.as_deref().unwrap_or(name);
    name.eq_ignore_ascii_case("message")
        && json_name.eq_ignore_ascii_case("message")
        && member.location.is_none()
}

/// The key and the value that bind a member, if the message has the part that it names.
fn binding(name: &str, member: &Reference, message: Message) -> Option<(&'static str, Node)> {
    let wire_name = || Node::text(member.location_name.as_deref().unwrap_or(name));
    let is_response = matches!(message, Message::Output | Message::Error);
    match member.location.as_deref()? {
        "header" if message != Message::Nested => Some(("header", wire_name())),
        "headers" if message != Message::Nested => {
            Some(("prefix_headers", Node::text(member.location_name.as_deref().unwrap_or_default())))
        }
        "uri" if message == Message::Input => Some(("label", wire_name())),
        "querystring" if message == Message::Input => Some(match &member.location_name {
            Some(key) => ("query", Node::text(key)),
            None => ("query_map", Node::word(true)),
        }),
        "statusCode" if is_response => Some(("response_code", Node::word(true))),
        _ => None,
    }
}
