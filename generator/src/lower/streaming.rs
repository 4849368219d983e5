//! Streams, which are blobs that are the whole body of a request or of a successful response.

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{MemberOrType, Operation},
    model::{
        InputMember, OutputMember, PartFormat, Payload, RequestBinding, ResponseBinding, Type,
    },
};

const CHECKSUM: &str = "content-md5";
const OTHER_CHECKSUMS: &str = "x-amz-checksum-";
const TREE_HASH: &str = "x-amz-sha256-tree-hash";

/// Reports a stream within a list, a map, a structure or the members of a body.
pub(super) fn none(type_: &Type, place: &Place<'_>) -> Checked<()> {
    match type_ {
        Type::Stream => {
            let message = "a streaming blob must be the whole body";
            Err(place.report(
                Diagnostic::new(Code::BindingType, place.value(), message)
                    .help("bind it by `payload: true`, or remove `streaming` from the blob"),
            ))
        }
        _ => Ok(()),
    }
}

/// Reports a stream as the body of an error, which the client reads itself.
pub(super) fn none_in_error(members: &[OutputMember], place: &Place<'_>) -> Checked<()> {
    all(members
        .iter()
        .filter(|member| is_stream_of_response(&member.binding))
        .map(|member| {
            let place = place.at(&member.field.name);
            let message = "the body of an error can't be a stream";
            Err(place.report(
                Diagnostic::new(Code::BindingType, place.type_().value(), message)
                    .help("remove `streaming` from the blob, or use another blob"),
            ))
        }))
    .map(|_: Vec<()>| ())
}

/// Reports checksums of a stream, which only the caller can compute.
pub(super) fn checksums(
    operation: &Operation,
    input: &[InputMember],
    place: &Place<'_>,
) -> Checked<()> {
    if !input
        .iter()
        .any(|member| is_stream_of_request(&member.binding))
    {
        return Ok(());
    }
    let of_body = |header: &str| header == CHECKSUM || header.starts_with(OTHER_CHECKSUMS);
    checksum(
        "checksum_required",
        operation.checksum_required,
        CHECKSUM,
        of_body,
        operation,
        place,
    )?;
    checksum(
        "tree_hash",
        operation.tree_hash,
        TREE_HASH,
        |header| header == TREE_HASH,
        operation,
        place,
    )
}

/// Reports a required checksum of a stream without a member for it.
fn checksum(
    key: &str,
    is_needed: bool,
    header: &str,
    is_checksum: impl Fn(&str) -> bool,
    operation: &Operation,
    place: &Place<'_>,
) -> Checked<()> {
    let is_given = operation
        .input_members()
        .values()
        .any(|MemberOrType(member)| {
            member
                .header
                .as_deref()
                .is_some_and(|header| is_checksum(&header.to_ascii_lowercase()))
        });
    if !is_needed || is_given {
        return Ok(());
    }
    let message = format!(
        "`{key}` can't be used with a stream, whose checksum isn't known before it is sent"
    );
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.at(key).key(), message).help(format!(
            "bind a member to the header `{header}`, so that the caller sets it, or remove `{key}`"
        )),
    ))
}

/// Reports the pagination of an operation with a stream, whose input can't be sent again.
pub(super) fn pages(
    operation: &Operation,
    input: &[InputMember],
    place: &Place<'_>,
) -> Checked<()> {
    let has_stream = input
        .iter()
        .any(|member| is_stream_of_request(&member.binding));
    if operation.pagination.is_none() || !has_stream {
        return Ok(());
    }
    let message = "an operation that sends a stream can't have `pagination`: each page is a call, and a stream can be sent only once";
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.at("pagination").key(), message)
            .help("remove `pagination`, or `streaming` from the blob, or `part` from the member"),
    ))
}

/// Returns whether a member of a request is its body as a stream, or files in it.
pub(super) fn is_stream_of_request(binding: &RequestBinding) -> bool {
    matches!(
        binding,
        RequestBinding::Payload(Payload::Stream { .. })
            | RequestBinding::Part(PartFormat::File { .. })
    )
}

/// Returns whether a member of a response is its body as a stream.
pub(super) fn is_stream_of_response(binding: &ResponseBinding) -> bool {
    matches!(binding, ResponseBinding::Payload(Payload::Stream { .. }))
}
