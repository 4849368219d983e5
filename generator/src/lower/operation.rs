//! One operation: its request and its answers.

use super::{
    auth::ServiceAuth, errors, errors::SharedErrors, host_prefix, message, operation_names::Names,
    pagination, place::Place, shapes::Shapes, streaming, unique::Unique, uri,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format,
    model::{self, NamedType},
    protocol::{Header, Rules},
};

/// What the operations of a service have in common.
pub(super) struct Common<'a> {
    pub(super) auth: &'a ServiceAuth<'a>,
    pub(super) errors: &'a SharedErrors<'a>,
    pub(super) shapes: &'a Shapes<'a>,
    /// The headers of all requests, unless one was reported.
    pub(super) headers: Option<&'a [Header]>,
    /// The named types, unless one was reported.
    pub(super) types: Option<&'a [NamedType]>,
}

/// Lowers one operation, whose request is none of those that others have.
pub(super) fn operation(
    name: &str,
    operation: &format::Operation,
    names: Checked<Names>,
    common: &Common<'_>,
    requests: &mut Unique,
    place: &Place<'_>,
) -> Checked<model::Operation> {
    let Common { auth, errors, shapes, headers, types } = common;
    let request = request(operation, shapes.protocol(), requests, place);
    let status = success_status(operation.status, &place.at("status"));
    let auth = auth.of(name, operation, place);
    let input = message::input(&operation.input, request.as_ref().ok(), shapes, &place.at("input"));
    let host = host_prefix::host(operation, input.as_deref().ok(), place);
    let output = message::output(&operation.output, shapes, &place.at("output"));
    let errors = errors::error_cases(&operation.errors, errors, &place.at("errors"));
    pagination::members_exist(operation, place)?;
    status?;
    let (names, request, input, output) = (names?, request?, input?, output?);
    streaming::checksum(operation, &input, place)?;
    streaming::pages(operation, &input, place)?;
    let pages = operation.pagination.as_ref().zip(names.pages);
    let pagination = pages.map(|(pagination, method)| {
        let place = place.at("pagination");
        let types = types.ok_or_else(|| place.already_reported())?;
        pagination::pagination(pagination, method, &input, &output, types, &place)
    });
    let headers = headers.ok_or_else(|| place.already_reported())?;
    Ok(model::Operation {
        name: name.to_owned(),
        module_name: names.module,
        method_name: names.method,
        input_name: names.input,
        output_name: names.output,
        error_name: names.error,
        docs: shapes.rustdoc(operation.docs.as_deref()),
        is_idempotent: operation
            .idempotent
            .unwrap_or_else(|| request.method.is_idempotent() || input.iter().any(|member| member.is_token)),
        method: request.method.clone(),
        auth: auth?,
        is_compressed: operation.compress_request,
        has_checksum: operation.checksum_required,
        host: host?,
        path: uri::path_parts(&request, &operation.input, &input),
        headers: (shapes.protocol().headers)(name, headers),
        query: request.uri.split_once('?').map(|(_, query)| query.to_owned()),
        input,
        output,
        errors: errors?,
        pagination: pagination.transpose()?,
    })
}

/// Lowers method and URI: those that the operation says, which no other one has, or those that the protocol has for all.
fn request(
    operation: &format::Operation,
    protocol: &Rules,
    requests: &mut Unique,
    place: &Place<'_>,
) -> Checked<uri::Request> {
    let http = place.at("http");
    match (&operation.http, protocol.path) {
        (Some(said), None) => {
            let request = uri::request(said, &http)?;
            let same = format!("{} {}", request.method, request.uri);
            requests.take(&same, Code::OperationConflict, http.value(), &http)?;
            Ok(request)
        }
        (None, None) => Err(place.already_reported()),
        (Some(_), Some(path)) => {
            let message = format!("all operations of this protocol are sent to `POST {path}`");
            Err(place.report(Diagnostic::new(Code::InvalidHttp, http.key(), message).help("remove the key")))
        }
        (None, Some(path)) => Ok(uri::Request::post(path, place.key())),
    }
}

/// Every 2xx is taken as success, so a declared status only has to be one.
fn success_status(status: Option<u16>, place: &Place<'_>) -> Checked<()> {
    match status {
        Some(status) if !(200..300).contains(&status) => Err(place.report(
            Diagnostic::new(Code::InvalidStatus, place.value(), format!("{status} is no status of success"))
                .help("success has a status from 200 to 299; other answers are `errors`"),
        )),
        _ => Ok(()),
    }
}
