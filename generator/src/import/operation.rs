//! One operation in the format's terms.

use http::Method;

use super::{
    botocore::{Operation, Reference},
    docs::markdown,
    errors,
    members::Message,
    pagination::{self, Paginator},
    service::{Auth, known_auth},
    shapes::Shapes,
    yaml::{Map, Node},
};
use crate::Error;

/// An operation, but its name.
pub(super) fn operation(
    operation: &Operation,
    service_auth: Auth,
    paginator: Option<&Paginator>,
    shapes: &mut Shapes<'_>,
) -> Result<Node, Error> {
    let http = &operation.http;
    let mut written: Map =
        vec![("http".to_owned(), Node::text(format!("{} {}", http.method, http.request_uri)))];
    let mut put = |key: &str, value: Option<Node>| written.extend(value.map(|value| (key.to_owned(), value)));
    let flag = |is_set: bool| is_set.then(|| Node::word(true));
    put("host", operation.endpoint.as_ref().and_then(|host| host.host_prefix.as_ref()).map(Node::text));
    put("status", http.response_code.filter(|status| *status != 200).map(Node::word));
    put("auth", Some(auth(operation, service_auth)).filter(|auth| *auth != service_auth).map(Node::text));
    put("unsigned_payload", flag(has_unsigned_payload(operation)));
    put("idempotent", flag(is_unexpectedly_idempotent(operation, shapes)));
    put("checksum_required", flag(requires_checksum(operation)));
    put("compress_request", flag(is_compressed(operation)));
    put("docs", markdown(operation.documentation.as_deref()).map(Node::docs));
    let input = message(operation.input.as_ref(), Message::Input, shapes)?;
    let output = message(operation.output.as_ref(), Message::Output, shapes)?;
    let sides = [(&input, &operation.input), (&output, &operation.output)].map(|(members, reference)| {
        let shape = reference.as_ref().map(|reference| reference.shape.as_str()).unwrap_or_default();
        pagination::Side { members, shape }
    });
    let pagination = paginator.and_then(|paginator| pagination::pagination(paginator, &sides, shapes));
    put("input", Some(input).filter(|map| !map.is_empty()).map(Node::Section));
    put("output", Some(output).filter(|map| !map.is_empty()).map(Node::Section));
    let errors = errors::names(operation);
    put("errors", (!errors.is_empty()).then_some(Node::List(errors)));
    put("pagination", pagination);
    Ok(Node::Section(written))
}

fn message(reference: Option<&Reference>, message: Message, shapes: &mut Shapes<'_>) -> Result<Map, Error> {
    let Some(reference) = reference else { return Ok(Map::new()) };
    let shape = shapes.shape(&reference.shape)?;
    shapes.members(shape, message)
}

fn auth(operation: &Operation, service_auth: Auth) -> Auth {
    match operation.authtype.as_deref() {
        Some("none") => "none",
        Some("bearer") => "bearer",
        Some(kind) if kind.starts_with("v4") => "sigv4",
        _ => known_auth(&operation.auth).unwrap_or(service_auth),
    }
}

fn has_unsigned_payload(operation: &Operation) -> bool {
    operation.unsigned_payload || operation.authtype.as_deref() == Some("v4-unsigned-body")
}

/// A service knows a repetition by its idempotency token, and does nothing the second time.
fn is_unexpectedly_idempotent(operation: &Operation, shapes: &Shapes<'_>) -> bool {
    let by_method =
        Method::from_bytes(operation.http.method.as_bytes()).is_ok_and(|method| method.is_idempotent());
    let input = operation.input.as_ref().and_then(|input| shapes.shape(&input.shape).ok());
    let has_token =
        || input.is_some_and(|input| input.members.values().any(|member| member.idempotency_token));
    !by_method && (operation.idempotent || operation.readonly || has_token())
}

fn requires_checksum(operation: &Operation) -> bool {
    let by_trait =
        operation.http_checksum.as_ref().is_some_and(|checksum| checksum.request_checksum_required);
    operation.http_checksum_required || by_trait
}

fn is_compressed(operation: &Operation) -> bool {
    let compression = operation.request_compression.as_ref();
    compression.is_some_and(|compression| compression.encodings.iter().any(|encoding| encoding == "gzip"))
}
