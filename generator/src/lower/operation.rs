//! One operation: its names, its request and its answers.

use proc_macro2::Ident;

use super::{
    auth::ServiceAuth, errors, errors::SharedErrors, host_prefix, message, pagination, place::Place,
    shapes::Shapes, streaming, unique::Unique, uri,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format, model,
    names::{type_name, value_name},
    protocol::Rules,
};

/// The names that every service's module defines, whatever its operations are called.
const DEFINED_TYPES: &[&str] = &["BuildError", "Builder", "Client", "CommonError", "Error", "ErrorKind"];
const DEFINED_METHODS: &[&str] = &["builder"];

/// The modules of operations stand in a folder of the first name, in which `mod.rs` is the folder's own.
const DEFINED_MODULES: &[&str] = &["operation", "r#mod"];

/// What the operations of a service may have only once.
pub(super) struct Taken {
    operations: Unique,
    types: Unique,
    modules: Unique,
    pub(super) methods: Unique,
    requests: Unique,
}

impl Taken {
    pub(super) fn new() -> Self {
        Self {
            operations: Unique::identifiers("operation", &[]),
            types: Unique::identifiers("type", DEFINED_TYPES),
            modules: Unique::identifiers("module", DEFINED_MODULES),
            methods: Unique::identifiers("method", DEFINED_METHODS),
            requests: Unique::wire("request", "change the method or the URI of one of the two"),
        }
    }
}

/// Lowers one operation.
pub(super) fn operation(
    name: &str,
    operation: &format::Operation,
    shared: &SharedErrors<'_>,
    shapes: &Shapes<'_>,
    auth: &ServiceAuth<'_>,
    taken: &mut Taken,
    place: &Place<'_>,
) -> Checked<model::Operation> {
    let names = names(name, taken, place);
    let request = request(operation, shapes.protocol(), taken, place);
    let status = success_status(operation.status, &place.at("status"));
    let auth = auth.of(name, operation, place);
    let input = message::input(&operation.input, request.as_ref().ok(), shapes, &place.at("input"));
    let host = host_prefix::host(operation, input.as_deref().ok(), place);
    let output = message::output(&operation.output, shapes, &place.at("output"));
    let errors = errors::error_cases(&operation.errors, shared, &place.at("errors"));
    pagination::members_exist(operation, place)?;
    status?;
    let (names, request, input) = (names?, request?, input?);
    streaming::checksum(operation, &input, place)?;
    streaming::pages(operation, &input, place)?;
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
        headers: Vec::new(),
        query: request.uri.split_once('?').map(|(_, query)| query.to_owned()),
        input,
        output: output?,
        errors: errors?,
        pagination: None,
    })
}

struct Names {
    module: Ident,
    method: Ident,
    input: Ident,
    output: Ident,
    error: Ident,
}

fn names(name: &str, taken: &mut Taken, place: &Place<'_>) -> Checked<Names> {
    let span = place.key();
    let Some(base) = type_name(name) else {
        return Err(place.report(super::invalid_name(name, span)));
    };
    let base = taken.operations.identifier(base, place).to_string();
    let type_name = |kind| type_name(&format!("{}_{kind}", base.trim_end_matches('_')));
    let (Some(method), Some(input), Some(output), Some(error)) =
        (value_name(&base), type_name("Input"), type_name("Output"), type_name("Error"))
    else {
        return Err(place.report(super::invalid_name(name, span)));
    };
    let method = taken.methods.identifier(method, place);
    Ok(Names {
        module: taken.modules.identifier(method.clone(), place),
        method,
        input: taken.types.identifier(input, place),
        output: taken.types.identifier(output, place),
        error: taken.types.identifier(error, place),
    })
}

/// Method and URI: those that the operation says, which no other one has, or those of all operations of the protocol.
fn request(
    operation: &format::Operation,
    protocol: &Rules,
    taken: &mut Taken,
    place: &Place<'_>,
) -> Checked<uri::Request> {
    let http = place.at("http");
    match (&operation.http, protocol.path) {
        (Some(said), None) => {
            let request = uri::request(said, &http)?;
            let same = format!("{} {}", request.method, request.uri);
            taken.requests.take(&same, Code::OperationConflict, http.value(), &http)?;
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
