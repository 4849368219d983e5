//! The output of an operation.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{
    docs::plain,
    private::private_field,
    structure::{derives, message_members, public_fields},
    types::types_path,
};
use crate::model::{Field, Operation, OutputMember, ResponseBinding};

/// The structure, and what it tells of the response.
pub(super) fn output_struct(operation: &Operation) -> Vec<TokenStream> {
    let name = &operation.output_name;
    let docs = plain(&format!("The output of `{}`.", operation.name));
    let fields: Vec<&Field> = operation
        .output
        .iter()
        .map(|member| &member.field)
        .collect();
    let public = public_fields(&fields, &types_path());
    let request_id = request_id_field(operation);
    let derives = derives(&fields, Some(&quote!(Debug)), None);
    let definition = quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #public
            #request_id: ::core::option::Option<::std::string::String>,
        }
    };
    let accessors = quote!(runtime::output!(#name.#request_id););
    let body = body_fields(&operation.output);
    let mut items = vec![definition, accessors];
    items.extend((!body.is_empty()).then(|| message_members(name, &body)));
    items
}

/// The field with the id that the service gave the request.
pub(super) fn request_id_field(operation: &Operation) -> Ident {
    let fields: Vec<&Field> = operation
        .output
        .iter()
        .map(|member| &member.field)
        .collect();
    private_field("request_id", &fields)
}

/// The members of the body.
pub(super) fn body_fields(members: &[OutputMember]) -> Vec<&Field> {
    let body = members
        .iter()
        .filter(|member| matches!(member.binding, ResponseBinding::Body));
    body.map(|member| &member.field).collect()
}
