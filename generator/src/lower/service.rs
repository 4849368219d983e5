//! The service: its name, its endpoint, and all that it is made of.

use http::HeaderName;
use proc_macro2::Ident;

use super::{
    auth::ServiceAuth, endpoint, errors::SharedErrors, headers, named_types, operation, pagination,
    place::Place, shapes::Shapes, unused,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{self, Spec},
    model,
    names::{self, is_service_name},
    protocol::{ErrorRules, ErrorsBy, Rules},
    rustdoc::rustdoc,
};

/// Lowers the whole spec.
pub(super) fn service(spec: &Spec, root: &Place<'_>) -> Checked<model::Service> {
    let place = root.at("service");
    let module = module(&spec.service, &place.at("name"));
    let endpoint = endpoint::endpoint(&spec.service.endpoint, &place.at("endpoint"));
    let headers = headers::headers(&spec.service.headers, &place.at("headers"));
    let shapes = Shapes::lower(spec, &root.at("shapes"));
    let shared = SharedErrors::lower(spec, root, &shapes);
    let types = named_types::types(&shapes);
    let auth = ServiceAuth::lower(&spec.service, place);
    let operations = operations(spec, &shared, &shapes, &auth, types.as_deref().ok(), root);
    auth.check()?;
    if root.has_no_errors() {
        unused::unused(spec, root);
    }
    let title = spec.service.title.as_deref().filter(|title| !title.trim().is_empty());
    Ok(model::Service {
        module: module?,
        title: rustdoc(title.unwrap_or(&spec.service.name)),
        version: spec.service.version.clone(),
        docs: shapes.rustdoc(spec.service.docs.as_deref()),
        endpoint: endpoint?,
        protocol: shapes.protocol(),
        errors_by: errors_by(&spec.service, &shapes.protocol().errors),
        operations: with_headers(operations?, &headers?, shapes.protocol()),
        types: types?,
        errors: shared.listed,
        common_errors: shared.common,
    })
}

/// How errors are told apart: as the service says, or else as the protocol has it.
fn errors_by(service: &format::Service, protocol: &ErrorRules) -> ErrorsBy {
    let default = if service.endpoint.aws.is_some() { protocol.by_of_aws } else { protocol.by_of_url };
    service.errors.as_ref().map_or(default, |errors| errors.by)
}

fn with_headers(
    operations: Vec<model::Operation>,
    headers: &[(HeaderName, String)],
    protocol: &Rules,
) -> Vec<model::Operation> {
    let carry = |operation: model::Operation| {
        let headers = (protocol.headers)(&operation.name, headers);
        model::Operation { headers, ..operation }
    };
    operations.into_iter().map(carry).collect()
}

fn module(service: &format::Service, place: &Place<'_>) -> Checked<Ident> {
    let name = is_service_name(&service.name).then(|| names::value_name(&service.name)).flatten();
    name.ok_or_else(|| {
        place.report(
            Diagnostic::new(
                Code::InvalidName,
                place.value(),
                format!("`{}` can't be the name of a service", service.name),
            )
            .help(
                "it becomes a Rust module: lower-case letters, digits and `_`, beginning with a letter, no \
                 keyword, and not `runtime`",
            ),
        )
    })
}

fn operations(
    spec: &Spec,
    shared: &SharedErrors,
    shapes: &Shapes<'_>,
    auth: &ServiceAuth<'_>,
    types: Option<&[model::NamedType]>,
    root: &Place<'_>,
) -> Checked<Vec<model::Operation>> {
    if spec.operations.is_empty() && !root.at("operations").has_entries() {
        return Err(root.report(
            Diagnostic::new(Code::NoOperations, root.at("operations").key(), "the service has no operations")
                .help("add one below `operations:`, such as `Ping: { http: GET /ping }`"),
        ));
    }
    let mut taken = operation::Taken::new();
    let place = root.at("operations");
    let lowered = all(spec.operations.iter().map(|(name, operation)| {
        operation::operation(name, operation, shared, shapes, auth, &mut taken, &place.at(name))
    }))?;
    // A method for pages takes no name from an operation, so those come first.
    let types = types.ok_or_else(|| root.already_reported())?;
    pagination::paginate(lowered, spec, types, &mut taken.methods, &place)
}
