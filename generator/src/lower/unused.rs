//! Unused shapes, errors and endpoints.

use std::collections::HashSet;

use super::{place::Place, secrecy};
use crate::{
    diagnostic::{Code, Diagnostic},
    format::{MemberOrType, Named, Operation, Spec},
};

/// Warns of every shape, error and endpoint that no operation uses.
pub(super) fn unused(spec: &Spec, root: &Place<'_>) {
    let listed: HashSet<_> = spec
        .operations
        .values()
        .flat_map(|operation| &operation.errors)
        .collect();
    for name in spec.errors.keys().filter(|name| !listed.contains(name)) {
        let message = format!("no operation lists the error `{name}`");
        let span = root.at("errors").at(name).key();
        root.report(
            Diagnostic::new(Code::UnusedError, span, message)
                .help("list it below the `errors:` of an operation, or remove it"),
        );
    }
    unused_endpoints(spec, root);
    let used = used_shapes(spec);
    for name in spec
        .shapes
        .keys()
        .filter(|name| !used.contains(name.as_str()))
    {
        let span = root.at("shapes").at(name).key();
        root.report(
            Diagnostic::new(
                Code::UnusedShape,
                span,
                format!("nothing uses the shape `{name}`"),
            )
            .help("refer to it by the `type` of a member, or remove it"),
        );
    }
}

/// Warns of endpoints that no request goes to.
fn unused_endpoints(spec: &Spec, root: &Place<'_>) {
    let endpoint = &spec.service.endpoint;
    let place = root.at("service").at("endpoint");
    let named: HashSet<_> = spec
        .operations
        .values()
        .filter_map(|operation| operation.endpoint.as_ref())
        .collect();
    let others = place.at("others");
    for name in endpoint.others.keys().filter(|name| !named.contains(name)) {
        let message = format!("no operation is at the endpoint `{name}`");
        let help = format!(
            "write `endpoint: {name}` below the operations that are reached there, or remove it"
        );
        let span = others.at(name).key();
        root.report(Diagnostic::new(Code::UnusedEndpoint, span, message).help(help));
    }
    if !endpoint.accelerated.is_empty() && !spec.has_virtual_hosts() {
        let message = "no request is accelerated: no member has `virtual_host`";
        let help = "add `virtual_host: true` to the members whose values go before the host name, or remove it";
        let span = place.at("accelerated").key();
        root.report(Diagnostic::new(Code::UnusedEndpoint, span, message).help(help));
    }
}

fn used_shapes(spec: &Spec) -> HashSet<&str> {
    let inputs = spec.operations.values().map(Operation::input_members);
    let outputs = spec.operations.values().map(|operation| &operation.output);
    let outputs = outputs.chain(
        spec.operations
            .values()
            .flat_map(|operation| operation.outputs.values().map(|output| &output.members)),
    );
    let errors = || spec.errors.values().chain(spec.common_errors.values());
    let mut next: Vec<&str> = inputs
        .chain(outputs)
        .chain(errors().map(|error| &error.members))
        .flat_map(targets)
        .chain(
            spec.operations
                .values()
                .filter_map(|operation| operation.additional_input.as_deref()),
        )
        .chain(errors().filter_map(|error| error.body.as_deref()))
        .collect();
    let mut used = HashSet::new();
    while let Some(name) = next.pop() {
        let Some(shape) = spec.shapes.get(name) else {
            continue;
        };
        if used.insert(name) {
            next.extend(secrecy::targets(shape));
        }
    }
    used
}

fn targets(members: &Named<MemberOrType>) -> impl Iterator<Item = &str> {
    members
        .values()
        .map(|MemberOrType(member)| member.target.as_str())
}
