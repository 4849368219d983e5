//! The service, with its name, its endpoint, and all of its parts.

use std::mem;

use proc_macro2::Ident;

use super::{
    auth::ServiceAuth,
    destination::Destination,
    endpoint,
    error_places::error_places,
    errors::SharedErrors,
    headers, media_types, named_types,
    operation::{self, Common},
    operation_names::names,
    place::Place,
    shapes::Shapes,
    shared_status, timestamp_format,
    unique::Unique,
    unused, waiters, xml,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{self, Spec},
    model,
    names::{is_service_name, value_name},
    protocol::{ErrorRules, ErrorsBy},
    rustdoc::rustdoc,
};

/// Lowers the whole spec.
pub(super) fn service(spec: &Spec, root: &Place<'_>) -> Checked<model::Service> {
    let place = root.at("service");
    let module = module(&spec.service, &place.at("name"));
    let endpoint = endpoint::endpoint(spec, &place.at("endpoint"));
    let headers = headers::headers(&spec.service.headers, &place.at("headers"));
    let error_places = error_places(spec.service.errors.as_ref(), &place.at("errors"));
    let shapes = Shapes::lower(spec, &root.at("shapes"));
    let errors = SharedErrors::lower(spec, root, &shapes, error_places.as_ref().ok());
    let types = named_types::types(&shapes);
    let destination = Destination::lower(&spec.service, shapes.protocol(), &place);
    let auth = ServiceAuth::lower(&spec.service, &shapes, place);
    let media_types = media_types::OfService::lower(&spec.service, &place);
    let xml = xml::of_service(&spec.service, shapes.protocol(), &place);
    let common = Common {
        service: &spec.service,
        service_place: place,
        media_types: media_types.as_ref().ok(),
        auth: &auth,
        destination: destination.as_ref().ok().copied(),
        errors: &errors,
        shapes: &shapes,
        headers: headers.as_deref().ok(),
        types: types.as_deref().ok(),
    };
    let operations = operations(spec, &common, root);
    let auth_schemes = auth.finish()?;
    let _ = destination?;
    xml?;
    let _ = media_types?;
    let errors_by = errors_by(&spec.service, &shapes.protocol().errors);
    if root.has_no_errors() {
        unused::unused(spec, root);
        shared_status::shared_status(spec, errors_by, root);
        timestamp_format::timestamp_format(spec, root);
    }
    let title = spec
        .service
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty());
    Ok(model::Service {
        module: module?,
        title: rustdoc(title.unwrap_or(&spec.service.name)),
        version: spec.service.version.clone(),
        docs: shapes.rustdoc(spec.service.docs.as_deref()),
        endpoint: endpoint?,
        protocol: shapes.protocol(),
        errors_by,
        error_places: error_places?,
        auth_schemes,
        operations: operations?,
        types: types?,
        errors: errors.listed,
        common_errors: errors.common,
    })
}

/// Returns how errors are recognized: as the service says, or else as is usual for the protocol.
fn errors_by(service: &format::Service, protocol: &ErrorRules) -> ErrorsBy {
    let default = if service.endpoint.aws.is_some() {
        protocol.aws_default
    } else {
        protocol.url_default
    };
    let stated = service.errors.as_ref().and_then(|errors| errors.by);
    stated.unwrap_or(default)
}

/// What the name of a service can be.
const SERVICE_NAME_HELP: &str = "it becomes a Rust module: lower-case letters, digits and `_`, beginning with a letter, no keyword, and not `runtime`";

/// Returns the name of the service's module.
fn module(service: &format::Service, place: &Place<'_>) -> Checked<Ident> {
    let name = is_service_name(&service.name)
        .then(|| value_name(&service.name))
        .flatten();
    name.ok_or_else(|| {
        let similar = value_name(&service.name).map(|name| name.to_string());
        let suggestion = similar.filter(|name| is_service_name(name));
        let help = suggestion.map_or_else(
            || SERVICE_NAME_HELP.to_owned(),
            |name| format!("write `{name}`: {SERVICE_NAME_HELP}"),
        );
        place.report(
            Diagnostic::new(
                Code::InvalidName,
                place.value(),
                format!("`{}` can't be the name of a service", service.name),
            )
            .help(help),
        )
    })
}

fn operations(
    spec: &Spec,
    common: &Common<'_>,
    root: &Place<'_>,
) -> Checked<Vec<model::Operation>> {
    let place = root.at("operations");
    if spec.operations.is_empty() && !place.has_entries() {
        return Err(root.report(
            Diagnostic::new(
                Code::NoOperations,
                place.key(),
                "the service has no operations",
            )
            .help("add one below `operations:`, such as `Ping: { http: GET /ping }`"),
        ));
    }
    let names = names(&spec.operations, &place);
    let mut requests = Unique::wire("request", "change the method or the URI of one of the two");
    all(spec
        .operations
        .iter()
        .zip(names)
        .map(|((name, operation), mut names)| {
            let place = place.at(name);
            let methods = names.as_mut().map(|names| mem::take(&mut names.waiters));
            let methods = methods.unwrap_or_default();
            let mut lowered =
                operation::operation(name, operation, names, common, &mut requests, &place)?;
            lowered.waiters = waiters::waiters(methods, operation, &lowered, common, &place)?;
            Ok(lowered)
        }))
}
