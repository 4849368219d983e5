//! The module of one operation.

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, error, input, output, paginator};
use crate::model::{Operation, Service};

/// Input, output and error of an operation.
pub(super) fn module<'a>(service: &'a Service, operation: &'a Operation) -> Module<'a> {
    let docs = vec![format!("`{}`.", operation.name)];
    let groups = iter::once_with(move || groups(service, operation)).flatten();
    Module::leaf(quote!(pub), operation.module_name.clone(), docs, groups)
}

fn groups(service: &Service, operation: &Operation) -> Vec<TokenStream> {
    let has_error_shapes = !service.common_errors.is_empty() || !operation.errors.is_empty();
    let error = has_error_shapes.then(|| quote!(error,));
    let types = uses_types(operation).then(|| quote!(, types));
    let imports = quote! { use super::super::{#error runtime #types}; };
    let mut groups = vec![imports];
    groups.extend(input::input_struct(service, operation));
    groups.extend(output::output_struct(operation));
    groups.extend(paginator::impls(operation));
    groups.extend(error::error_enum(service, operation));
    groups
}

fn uses_types(operation: &Operation) -> bool {
    let input = operation.input.iter().map(|member| &member.field);
    let output = operation.output.iter().map(|member| &member.field);
    input.chain(output).any(|field| field.type_.is_named())
}
