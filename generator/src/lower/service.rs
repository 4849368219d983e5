//! The service: its name, its endpoint, and all that it is made of.

use proc_macro2::Ident;

use super::{errors::SharedErrors, operation, place::Place, shapes::Shapes, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics, all},
    model,
    names::{self, is_service_name},
    spec::{self, Spec},
};

/// The names that every service's module defines, whatever its operations are called.
const DEFINED_TYPES: &[&str] = &["Builder", "Client", "CommonError", "Error"];
const DEFINED_METHODS: &[&str] = &["builder"];

/// Lowers the whole spec.
pub(super) fn service(
    spec: &Spec,
    root: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<model::Service> {
    let spec::Protocol::RestJson = spec.service.protocol;
    let place = root.at("service");
    let module = module(&spec.service, &place.at("name"), diagnostics);
    let endpoint = endpoint(&spec.service.endpoint, &place.at("endpoint"), diagnostics);
    let shapes = Shapes::lower(spec, &root.at("shapes"), diagnostics);
    let shared = SharedErrors::lower(spec, root, &shapes, diagnostics);
    let operations = operations(spec, &shared, &shapes, root, diagnostics);
    Ok(model::Service {
        module: module?,
        title: spec.service.title.clone().unwrap_or_else(|| spec.service.name.clone()),
        version: spec.service.version.clone(),
        docs: spec.service.docs.clone(),
        endpoint: endpoint?,
        operations: operations?,
        errors: shared.listed,
        common_errors: shared.common,
    })
}

fn module(service: &spec::Service, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<Ident> {
    let name = is_service_name(&service.name).then(|| names::value_name(&service.name)).flatten();
    name.ok_or_else(|| {
        diagnostics.report(
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

fn endpoint(
    endpoint: &spec::Endpoint,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<model::Endpoint> {
    match (&endpoint.aws, &endpoint.url) {
        (Some(prefix), None) if prefix.split('.').all(is_host_label) => {
            Ok(model::Endpoint::Aws { prefix: prefix.clone() })
        }
        (Some(prefix), None) => Err(diagnostics.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.at("aws").value(),
                format!("`{prefix}` can't begin a host name"),
            )
            .help("write the labels before the region, such as `portal.sso`"),
        )),
        (None, Some(url)) if is_base_url(url) => Ok(model::Endpoint::Url(url.clone())),
        (None, Some(url)) => Err(diagnostics.report(
            Diagnostic::new(Code::InvalidValue, place.at("url").value(), format!("`{url}` is no base URL"))
                .help("write scheme, host and base path, such as `https://api.example.com/v1`"),
        )),
        _ => Err(diagnostics.report(
            Diagnostic::new(Code::InvalidValue, place.value(), "an endpoint is either `aws` or `url`")
                .help("write `{ aws: PREFIX }` or `{ url: https://… }`"),
        )),
    }
}

fn is_host_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The rules that a client has for endpoints hold for the spec's own too.
fn is_base_url(url: &str) -> bool {
    let Ok(uri) = url.parse::<http::Uri>() else { return false };
    let plain_authority = uri.authority().is_some_and(|authority| !authority.as_str().contains('@'));
    matches!(uri.scheme_str(), Some("http" | "https")) && plain_authority && !url.contains(['?', '#'])
}

fn operations(
    spec: &Spec,
    shared: &SharedErrors,
    shapes: &Shapes<'_>,
    root: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<Vec<model::Operation>> {
    if spec.operations.is_empty() && !root.at("operations").has_entries() {
        return Err(diagnostics.report(
            Diagnostic::new(Code::NoOperations, root.at("operations").key(), "the service has no operations")
                .help("add one below `operations:`, such as `Ping: { http: GET /ping }`"),
        ));
    }
    let mut taken = operation::Taken {
        types: Unique::new("type", DEFINED_TYPES),
        methods: Unique::new("method", DEFINED_METHODS),
        requests: Unique::new("request", &[]),
    };
    let place = root.at("operations");
    all(spec.operations.iter().map(|(name, operation)| {
        operation::operation(name, operation, shared, shapes, &mut taken, &place.at(name), diagnostics)
    }))
}
