//! One operation in the format's terms.

use std::collections::HashSet;

use http::Method;

use super::{
    customs,
    docs::markdown,
    errors,
    members::{Message, members},
    model::{Operation, Reference},
    pagination::{Paginator, Side, pagination},
    targets::Targets,
    xml,
};
use crate::{
    Error,
    format::{self, Auth, MemberOrType, Named},
    protocol::{Destination, WithoutMembers},
};

/// Returns the operation of this name. `auth` is its scheme, if it isn't that of the service.
pub(super) fn operation(
    name: &str,
    operation: &Operation,
    auth: Option<Auth>,
    paginator: Option<&Paginator>,
    targets: &mut Targets<'_>,
) -> Result<format::Operation, Error> {
    let http = &operation.http;
    let idempotent = is_unexpectedly_idempotent(operation, targets).then_some(true);
    let host = operation.endpoint.as_ref();
    let host = host.and_then(|host| host.host_prefix.clone());
    let mut input = message(operation.input.as_ref(), Message::Input, targets)?;
    for (name, MemberOrType(member)) in &mut input {
        // Rules of endpoints may put it into the host instead.
        let label = format!("{{{name}}}");
        member.host_label &= host.as_ref().is_some_and(|host| host.contains(&label));
    }
    let mut output = message(operation.output.as_ref(), Message::Output, targets)?;
    if operation.s3_unwrapped_xml_output || customs::is_unwrapped(targets.metadata(), name) {
        xml::unwrapped(&mut output);
    }
    let sides =
        [(&input, &operation.input), (&output, &operation.output)].map(|(members, reference)| {
            let shape = reference
                .as_ref()
                .map(|reference| reference.shape.as_str())
                .unwrap_or_default();
            Side { members, shape }
        });
    let is_sent = |input: &Named<MemberOrType>| {
        let tells_inputs = targets.protocol().body.without_members == WithoutMembers::EmptyOfInput;
        !input.is_empty() || tells_inputs && operation.input.is_some()
    };
    let pagination = paginator.and_then(|paginator| pagination(paginator, &sides, targets));
    let http_of_operation = match targets.protocol().destination {
        Destination::Operation => Some(format!("{} {}", http.method, http.request_uri)),
        Destination::Names(_) | Destination::Form(_) => None,
    };
    Ok(format::Operation {
        http: http_of_operation,
        host,
        endpoint: None,
        request: None,
        response: None,
        xml: xml::root(name, operation, targets),
        additional_input: None,
        status: http.response_code.filter(|status| *status != 200),
        auth,
        unsigned_payload: has_unsigned_payload(operation),
        idempotent,
        checksum_required: requires_checksum(operation),
        tree_hash: has_tree_hash(operation, targets),
        compress_request: is_compressed(operation),
        docs: markdown(operation.documentation.as_deref()),
        input: Some(input).filter(is_sent),
        output,
        outputs: Named::new(),
        errors: errors::names(operation),
        pagination,
        waiters: Named::new(),
    })
}

/// Gives operations with the same request fragments, which aren't sent: S3 has two for each of some settings.
pub(super) fn tell_apart(operations: &mut Named<format::Operation>) {
    // The names of labels make no difference.
    let request = |http: &str| {
        let parts = http.split('}').map(|part| part.split('{').next());
        parts.flatten().collect::<Vec<_>>().join("{}")
    };
    let mut seen = HashSet::new();
    for (name, operation) in operations {
        if let Some(http) = &mut operation.http
            && !seen.insert((
                operation.host.clone(),
                operation.endpoint.clone(),
                request(http),
            ))
        {
            *http = format!("{http}#{name}");
        }
    }
}

fn message(
    reference: Option<&Reference>,
    message: Message,
    targets: &mut Targets<'_>,
) -> Result<Named<MemberOrType>, Error> {
    let Some(reference) = reference else {
        return Ok(Named::new());
    };
    members(targets.shape(&reference.shape)?, message, targets)
}

fn has_unsigned_payload(operation: &Operation) -> bool {
    operation.unsigned_payload || operation.authtype.as_deref() == Some("v4-unsigned-body")
}

/// A service knows a repetition by its idempotency token, and does nothing the second time.
fn is_unexpectedly_idempotent(operation: &Operation, targets: &Targets<'_>) -> bool {
    let by_method = Method::from_bytes(operation.http.method.as_bytes())
        .is_ok_and(|method| method.is_idempotent());
    let input = operation
        .input
        .as_ref()
        .and_then(|input| targets.shape(&input.shape).ok());
    let is_told_by_method = matches!(targets.protocol().destination, Destination::Operation);
    let has_token = || {
        input.is_some_and(|input| {
            input
                .members
                .values()
                .any(|member| member.idempotency_token)
        })
    };
    is_told_by_method && !by_method && (operation.idempotent || operation.readonly || has_token())
}

fn requires_checksum(operation: &Operation) -> bool {
    let by_trait = operation
        .http_checksum
        .as_ref()
        .is_some_and(|checksum| checksum.request_checksum_required);
    operation.http_checksum_required || by_trait
}

fn has_tree_hash(operation: &Operation, targets: &Targets<'_>) -> bool {
    let input = operation
        .input
        .as_ref()
        .and_then(|input| targets.shape(&input.shape).ok());
    customs::has_tree_hash(targets.metadata(), input)
}

fn is_compressed(operation: &Operation) -> bool {
    let compression = operation.request_compression.as_ref();
    compression.is_some_and(|compression| {
        compression
            .encodings
            .iter()
            .any(|encoding| encoding == "gzip")
    })
}
