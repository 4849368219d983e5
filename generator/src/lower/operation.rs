//! One operation: its names, its request and its answers.

use proc_macro2::Ident;
use quote::format_ident;

use super::{
    errors, errors::SharedErrors, members, place::Place, shapes::Shapes, unique::Unique, unsupported, uri,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics},
    model,
    names::{type_name, value_name},
    spec,
};

/// The names that every service's module defines, whatever its operations are called.
const DEFINED_TYPES: &[&str] = &["BuildError", "Builder", "Client", "CommonError", "Error"];
const DEFINED_METHODS: &[&str] = &["builder"];

/// What the operations of a service may have only once.
pub(super) struct Taken {
    types: Unique,
    methods: Unique,
    requests: Unique,
}

impl Taken {
    pub(super) fn new() -> Self {
        Self {
            types: Unique::new("type", DEFINED_TYPES),
            methods: Unique::new("method", DEFINED_METHODS),
            requests: Unique::new("request", &[]),
        }
    }
}

/// Lowers one operation.
pub(super) fn operation(
    name: &str,
    operation: &spec::Operation,
    shared: &SharedErrors<'_>,
    shapes: &Shapes<'_>,
    taken: &mut Taken,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<model::Operation> {
    let names = names(name, taken, place, diagnostics);
    let request = request(operation, taken, &place.at("http"), diagnostics);
    let status = success_status(operation.status, &place.at("status"), diagnostics);
    let supported = unsupported::operation(operation, place, diagnostics);
    let headers =
        members::input(&operation.input, request.as_ref().ok(), shapes, &place.at("input"), diagnostics);
    let output = members::output(&operation.output, shapes, &place.at("output"), diagnostics);
    let errors = errors::error_cases(&operation.errors, shared, &place.at("errors"), diagnostics);
    status?;
    supported?;
    output?;
    let (names, request) = (names?, request?);
    Ok(model::Operation {
        name: name.to_owned(),
        method_name: names.method,
        input_name: names.input,
        output_name: names.output,
        error_name: names.error,
        docs: operation.docs.clone(),
        is_idempotent: operation.idempotent.unwrap_or_else(|| request.method.is_idempotent()),
        method: request.method,
        path: request.uri,
        headers: headers?,
        errors: errors?,
    })
}

struct Names {
    method: Ident,
    input: Ident,
    output: Ident,
    error: Ident,
}

fn names(name: &str, taken: &mut Taken, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<Names> {
    let span = place.key();
    let (Some(base), Some(method)) = (type_name(name), value_name(name)) else {
        return Err(diagnostics.report(super::invalid_name(name, span)));
    };
    let Taken { types, methods, .. } = taken;
    Ok(Names {
        method: methods.identifier(method, span, diagnostics),
        input: types.identifier(format_ident!("{base}Input"), span, diagnostics),
        output: types.identifier(format_ident!("{base}Output"), span, diagnostics),
        error: types.identifier(format_ident!("{base}Error"), span, diagnostics),
    })
}

fn request(
    operation: &spec::Operation,
    taken: &mut Taken,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<uri::Request> {
    let request = uri::request(&operation.http, place, diagnostics)?;
    let same = format!("{} {}", request.method, request.uri);
    taken.requests.take(&same, Code::OperationConflict, place.value(), diagnostics)?;
    Ok(request)
}

/// Every 2xx is taken as success, so a declared status only has to be one.
fn success_status(status: Option<u16>, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<()> {
    match status {
        Some(status) if !(200..300).contains(&status) => Err(diagnostics.report(
            Diagnostic::new(Code::InvalidStatus, place.value(), format!("{status} is no status of success"))
                .help("success has a status from 200 to 299; other answers are `errors`"),
        )),
        _ => Ok(()),
    }
}
