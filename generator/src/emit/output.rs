//! The output of an operation.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{
    docs::plain,
    next_page::link_field,
    private::private_field,
    structure::{constructor, derives, has_required, members, public_fields},
};
use crate::model::{Field, Operation, OutputMember, ResponseBinding};

/// Returns the structure, how it is made, and what it says of the response.
pub(super) fn output_struct(operation: &Operation, call: &str) -> Vec<TokenStream> {
    let fields = fields(&operation.output);
    let request_id = private_field("request_id", &fields);
    let link = link_field(operation);
    let link = link.as_ref();
    let mut items = vec![definition(operation, call, &fields, &request_id, link)];
    items.extend(has_required(&fields).then(|| new(operation, &fields, &request_id, link)));
    items.push(table(operation, &request_id, link));
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
    link: Option<&Ident>,
) -> TokenStream {
    let name = &operation.output_name;
    let link = link.map(|link| quote!(#link: ::core::option::Option<::secrecy::SecretString>,));
    let docs = plain(&format!("The output of {call}."));
    let derives = derives(fields, Some(&quote!(Debug)));
    let public = public_fields(fields);
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #public
            #link
            #request_id: ::core::option::Option<::std::string::String>,
        }
    }
}

fn new(
    operation: &Operation,
    fields: &[&Field],
    request_id: &Ident,
    link: Option<&Ident>,
) -> TokenStream {
    let name = &operation.output_name;
    let private: Vec<_> = link.into_iter().chain([request_id]).collect();
    let new = constructor(
        "Creates the output with its required members.",
        fields,
        &private,
    );
    quote! {
        impl #name {
            #new
        }
    }
}

/// Returns which members are in the body, and which are not.
fn table(operation: &Operation, request_id: &Ident, link: Option<&Ident>) -> TokenStream {
    let name = &operation.output_name;
    let (body, others) = by_body(&operation.output);
    let members = members(&body);
    let others: Vec<_> = others
        .iter()
        .map(|field| &field.ident)
        .chain(link)
        .collect();
    let others = (!others.is_empty()).then(|| quote!(, [#(#others),*]));
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
