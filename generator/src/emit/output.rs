//! The output of an operation.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{
    docs::plain,
    private::private_field,
    structure::{constructor, derives, has_required, members, public_fields},
};
use crate::model::{Field, Operation, OutputMember, ResponseBinding};

/// Returns the structure, how it is made, and what it says of the response.
pub(super) fn output_struct(operation: &Operation, call: &str) -> Vec<TokenStream> {
    let fields = fields(&operation.output);
    let request_id = private_field("request_id", &fields);
    let mut items = vec![definition(operation, call, &fields, &request_id)];
    items.extend(has_required(&fields).then(|| new(operation, &fields, &request_id)));
    items.push(table(operation, &request_id));
    items
}

fn fields(members: &[OutputMember]) -> Vec<&Field> {
    members.iter().map(|member| &member.field).collect()
}

fn definition(
    operation: &Operation,
    call: &str,
    fields: &[&Field],
    request_id: &Ident,
) -> TokenStream {
    let name = &operation.output_name;
    let docs = plain(&format!("The output of {call}."));
    let derives = derives(fields, Some(&quote!(Debug)));
    let public = public_fields(fields);
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #public
            #request_id: ::core::option::Option<::std::string::String>,
        }
    }
}

fn new(operation: &Operation, fields: &[&Field], request_id: &Ident) -> TokenStream {
    let name = &operation.output_name;
    let new = constructor(
        "Creates the output with its required members.",
        fields,
        Some(request_id),
    );
    quote! {
        impl #name {
            #new
        }
    }
}

/// Returns which members are in the body, and which are not.
fn table(operation: &Operation, request_id: &Ident) -> TokenStream {
    let name = &operation.output_name;
    let (body, others) = by_body(&operation.output);
    let members = members(&body);
    let others = others.iter().map(|field| &field.ident);
    let others = (operation.output.len() > body.len()).then(|| quote!(, [#(#others),*]));
    quote!(runtime::output!(#name { #members ..#request_id } #others);)
}

/// Returns the members of the body, and those that are bound to something else.
pub(super) fn by_body(members: &[OutputMember]) -> (Vec<&Field>, Vec<&Field>) {
    let (body, others): (Vec<_>, Vec<_>) = members
        .iter()
        .map(|member| {
            (
                matches!(member.binding, ResponseBinding::Body),
                &member.field,
            )
        })
        .partition(|(is_in_body, _)| *is_in_body);
    let fields = |members: Vec<(bool, _)>| members.into_iter().map(|(_, field)| field).collect();
    (fields(body), fields(others))
}
