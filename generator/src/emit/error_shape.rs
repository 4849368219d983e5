//! An error that operations list by name.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::doc,
    initial::initial_value,
    output::body_fields,
    private::private_field,
    response::read_error,
    structure::{message_members, public_fields},
    types::types_path,
};
use crate::{
    model::{ErrorShape, Field},
    protocol::Rules,
};

/// The structure, and what it tells of the response.
pub(super) fn error_struct(protocol: &Rules, shape: &ErrorShape) -> Vec<TokenStream> {
    let fields: Vec<&Field> = shape.members.iter().map(|member| &member.field).collect();
    let body = body_fields(&shape.members);
    let mut items = vec![
        definition(shape, &fields),
        accessors(protocol, shape, &fields),
    ];
    items.extend((!body.is_empty()).then(|| message_members(&shape.name, &body)));
    items
}

fn definition(shape: &ErrorShape, fields: &[&Field]) -> TokenStream {
    let name = &shape.name;
    let docs = doc(shape.docs.as_deref(), &format!("`{}`.", shape.code));
    let public = public_fields(fields, &types_path());
    let meta = private_field("meta", fields);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct #name {
            #public
            #meta: runtime::ErrorMeta,
        }
    }
}

/// What every error tells, and how the members of this one are read.
fn accessors(protocol: &Rules, shape: &ErrorShape, fields: &[&Field]) -> TokenStream {
    let name = &shape.name;
    if fields.is_empty() {
        return quote!(runtime::listed_error!(#name { meta }););
    }
    let meta = private_field("meta", fields);
    let set_meta = if meta == "meta" {
        quote!(meta)
    } else {
        quote!(#meta: meta)
    };
    let idents = fields.iter().map(|field| &field.ident);
    let values = fields
        .iter()
        .map(|field| initial_value(field, &types_path()));
    let reads = read_error(protocol, &shape.members);
    quote! {
        impl #name {
            /// The error of a response. What the response doesn't hold, or not as it should, is left empty.
            #[must_use]
            pub fn from_response(
                meta: runtime::ErrorMeta,
                response: &::http::Response<runtime::Body>,
            ) -> Self {
                let mut error = Self { #(#idents: #values,)* #set_meta };
                #(#reads;)*
                error
            }
        }

        runtime::listed_error!(#name.#meta);
    }
}
