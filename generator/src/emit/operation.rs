//! The module of one operation.

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, error, input, output, paginator};
use crate::model::{ErrorShape, Operation, Protocol};

/// Input, output and error of an operation.
pub(super) fn module<'a>(
    protocol: Protocol,
    operation: &'a Operation,
    common_errors: &'a [ErrorShape],
) -> Module<'a> {
    let docs = vec![format!("`{}`.", operation.name)];
    let groups = iter::once_with(move || groups(protocol, operation, common_errors)).flatten();
    Module::leaf(quote!(pub), operation.module_name.clone(), docs, groups)
}

fn groups(protocol: Protocol, operation: &Operation, common_errors: &[ErrorShape]) -> Vec<TokenStream> {
    let has_error_shapes = !common_errors.is_empty() || !operation.errors.is_empty();
    let error = has_error_shapes.then(|| quote!(error,));
    let types = uses_types(operation).then(|| quote!(, types));
    let imports = quote! { use super::super::{#error runtime #types}; };
    let mut groups = vec![imports];
    groups.extend(input::input_struct(protocol, operation));
    groups.extend(output::output_struct(operation));
    groups.extend(paginator::impls(operation));
    groups.extend(error::error_enum(operation, common_errors));
    groups
}

fn uses_types(operation: &Operation) -> bool {
    let input = operation.input.iter().map(|member| &member.field);
    let output = operation.output.iter().map(|member| &member.field);
    input.chain(output).any(|field| field.type_.is_named())
}
