//! One operation: its names, its request and its answers.

use quote::format_ident;

use super::{errors, errors::SharedErrors, http, members, place::Place, shapes::Shapes, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics},
    model,
    names::{type_name, value_name},
    spec,
};

/// What the operations of a service may have only once.
pub(super) struct Taken {
    pub(super) types: Unique,
    pub(super) methods: Unique,
    pub(super) requests: Unique,
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
    let request = http::request(&operation.http, taken, &place.at("http"), diagnostics);
    let status = success_status(operation.status, &place.at("status"), diagnostics);
    let auth = auth(operation.auth, &place.at("auth"), diagnostics);
    let headers = members::input(&operation.input, shapes, &place.at("input"), diagnostics);
    let output = members::output(&operation.output, &place.at("output"), diagnostics);
    let errors = errors::error_cases(&operation.errors, shared, &place.at("errors"), diagnostics);
    status?;
    auth?;
    output?;
    let (names, (method, path)) = (names?, request?);
    let is_idempotent = operation.idempotent.unwrap_or_else(|| method.is_idempotent());
    Ok(model::Operation {
        name: name.to_owned(),
        method_name: names.method,
        input_name: names.input,
        output_name: names.output,
        error_name: names.error,
        docs: operation.docs.clone(),
        method,
        is_idempotent,
        path,
        headers: headers?,
        errors: errors?,
    })
}

struct Names {
    method: proc_macro2::Ident,
    input: proc_macro2::Ident,
    output: proc_macro2::Ident,
    error: proc_macro2::Ident,
}

fn names(name: &str, taken: &mut Taken, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<Names> {
    let span = place.key();
    let (Some(base), Some(method)) = (type_name(name), value_name(name)) else {
        return Err(diagnostics.report(super::invalid_name(name, span)));
    };
    let names = Names {
        method,
        input: format_ident!("{base}Input"),
        output: format_ident!("{base}Output"),
        error: format_ident!("{base}Error"),
    };
    taken.methods.take(&names.method.to_string(), Code::NameCollision, span, diagnostics)?;
    for ident in [&names.input, &names.output, &names.error] {
        taken.types.take(&ident.to_string(), Code::NameCollision, span, diagnostics)?;
    }
    Ok(names)
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

fn auth(auth: Option<spec::Auth>, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<()> {
    match auth {
        None | Some(spec::Auth::None) => Ok(()),
        Some(spec::Auth::Bearer | spec::Auth::Sigv4) => Err(diagnostics.report(
            Diagnostic::new(Code::Unsupported, place.value(), "this authentication is not generated yet")
                .help("this version generates `auth: none`"),
        )),
    }
}
