//! The module of one operation.

use std::iter;

use proc_macro2::TokenStream;

use super::{Module, error, input, output, paginator, scope::Scope, waiter};
use crate::model::{Operation, Service};

/// Returns the module with the input, the output and the errors of an operation.
pub(super) fn module<'a>(
    service: &'a Service,
    operation: &'a Operation,
    client: Option<&'static str>,
) -> Module<'a> {
    let docs = vec![format!(
        "The input, the output and the errors of `{}`.",
        operation.name
    )];
    let groups = iter::once_with(move || groups(service, operation, client)).flatten();
    let defined = [
        &operation.input_name,
        &operation.output_name,
        &operation.error_name,
    ];
    let outputs = operation.outputs.iter().map(|output| &output.name);
    let defined = defined.into_iter().chain(outputs);
    let scope = Scope::new(2, defined);
    Module::leaf("pub", operation.module_name.clone(), docs, scope, groups)
}

fn groups(service: &Service, operation: &Operation, client: Option<&str>) -> Vec<TokenStream> {
    let call = call(operation, client);
    let mut groups = input::input_struct(service, operation, &call);
    groups.extend(output::output_items(service, operation, &call));
    groups.extend(paginator::impls(operation));
    groups.extend(waiter::items(operation));
    groups.extend(error::error_enum(service, operation, &call));
    groups
}

/// Returns the name of the operation, as a link to the client's method where there is a client.
fn call(operation: &Operation, client: Option<&str>) -> String {
    let name = &operation.name;
    let method = operation.method_name.to_string();
    // A link names a method without what makes its name a raw identifier.
    let method = method.trim_start_matches("r#");
    client.map_or_else(
        || format!("`{name}`"),
        |client| format!("[`{name}`](super::super::{client}::{method})"),
    )
}
