//! The successes of an operation that has several.

use http::{Method, StatusCode};
use proc_macro2::Ident;

use super::{
    message, place::Place, shapes::Shapes, streaming::is_stream_of_response, unique::Unique,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{Operation, Output},
    model::{ErrorCase, ErrorStatus, OutputCase, OutputMember, ResponseBinding},
};

/// Lowers the outputs of an operation, each with the names of its variant and its structure. `is_json` is whether a whole
/// body is JSON, whatever its type is.
pub(super) fn outputs(
    operation: &Operation,
    names: &[(Ident, Ident)],
    method: Option<&Method>,
    is_json: bool,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<OutputCase>> {
    only(operation, place)?;
    let place = place.at("outputs");
    let mut statuses = Unique::wire("status code", "give one of the two another status code");
    let outputs =
        all(operation
            .outputs
            .iter()
            .zip(names)
            .map(|((name, output), (variant, structure))| {
                let place = place.at(name);
                let status = status(output, &mut statuses, &place);
                let members_place = place.at("members");
                let members = message::output(&output.members, is_json, shapes, &members_place);
                if let Some(method) = method {
                    let status = Some(output.status);
                    message::body_of_response(&output.members, status, method, &members_place);
                }
                Ok(OutputCase {
                    variant: variant.clone(),
                    name: structure.clone(),
                    status: status?,
                    docs: shapes.rustdoc(output.docs.as_deref()),
                    members: members?,
                })
            }))?;
    whole_beside_stream(operation, &outputs, &place)?;
    Ok(outputs)
}

/// Reports the keys that say what `outputs` says for each, and pages, which have one output.
fn only(operation: &Operation, place: &Place<'_>) -> Checked<()> {
    if operation.outputs.is_empty() {
        return Ok(());
    }
    let below = "write it below the name of each of the `outputs`";
    let keys = [
        ("output", !operation.output.is_empty(), below),
        ("status", operation.status.is_some(), below),
        (
            "pagination",
            operation.pagination.is_some(),
            "a page is the only output: write `output`, or remove `pagination`",
        ),
    ];
    all(keys
        .into_iter()
        .filter(|(_, is_set, _)| *is_set)
        .map(|(key, _, help)| -> Checked<()> {
            let message = format!("an operation with `outputs` has no `{key}`");
            let key = place.at(key).key();
            Err(place.report(
                Diagnostic::new(Code::InvalidValue, key, message)
                    .also(place.at("outputs").key(), "the outputs")
                    .help(help),
            ))
        }))
    .map(|_: Vec<()>| ())
}

/// Returns the status code of an output, which no other of the operation has.
fn status(output: &Output, statuses: &mut Unique, place: &Place<'_>) -> Checked<StatusCode> {
    let place_of_status = place.at("status");
    let status = StatusCode::from_u16(output.status).ok();
    let Some(status) = status.filter(|status| status.is_success() || status.is_redirection())
    else {
        let message = format!("{} isn't the status code of a success", output.status);
        return Err(place.report(
            Diagnostic::new(Code::InvalidStatus, place_of_status.value(), message)
                .help("write a status code from 200 to 399; other responses are `errors`"),
        ));
    };
    statuses.take(
        status.as_str(),
        Code::InvalidStatus,
        place_of_status.value(),
        place,
    )?;
    Ok(status)
}

/// Reports an output whose body is read as a whole beside one that is a stream: a client knows the status code too late.
fn whole_beside_stream(
    operation: &Operation,
    outputs: &[OutputCase],
    place: &Place<'_>,
) -> Checked<()> {
    let is_stream = |member: &OutputMember| is_stream_of_response(&member.binding);
    let is_whole = |member: &OutputMember| {
        let is_body = matches!(
            member.binding,
            ResponseBinding::Body | ResponseBinding::Payload(_)
        );
        is_body && !is_stream(member)
    };
    if !outputs
        .iter()
        .any(|output| output.members.iter().any(is_stream))
    {
        return Ok(());
    }
    all(operation
        .outputs
        .keys()
        .zip(outputs)
        .filter_map(|(name, output)| Some((name, output.members.iter().find(|it| is_whole(it))?)))
        .map(|(name, member)| -> Checked<()> {
            let message = format!(
                "the body of `{name}` can't be read as a whole: another output is a stream"
            );
            let member = place.at(name).at("members").at(&member.field.name);
            Err(place.report(
                Diagnostic::new(Code::InvalidValue, member.key(), message)
                    .help("bind the member by `header`, make it a stream too, or remove `streaming` from the other one"),
            ))
        }))
    .map(|_: Vec<()>| ())
}

/// Reports an error that never occurs, because its status code is that of a success.
pub(super) fn no_errors(
    operation: &Operation,
    outputs: &[OutputCase],
    errors: &[ErrorCase],
    place: &Place<'_>,
) -> Checked<()> {
    let place = place.at("outputs");
    let status = |output: &OutputCase| {
        let is_same = |case: &&ErrorCase| case.shape.status == ErrorStatus::Exact(output.status);
        errors
            .iter()
            .find(is_same)
            .map(|case| case.shape.name.clone())
    };
    all(operation
        .outputs
        .keys()
        .zip(outputs)
        .filter_map(|(name, output)| Some((name, output.status, status(output)?)))
        .map(|(name, status, error)| -> Checked<()> {
            let span = place.at(name).at("status").value();
            let status = status.as_u16();
            let message = format!("{status} is the status code of the error `{error}` too");
            Err(place.report(
                Diagnostic::new(Code::InvalidStatus, span, message)
                    .help("remove the error from the `errors` of the operation, or the output"),
            ))
        }))
    .map(|_: Vec<()>| ())
}
