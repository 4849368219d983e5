//! An error that operations list by name.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    docs::doc,
    output::by_body,
    private::private_field,
    response::read_error,
    structure::{members, public_fields},
};
use crate::{
    model::{ErrorShape, Field},
    protocol::Rules,
};

/// Returns the structure, and how its members are read.
pub(super) fn error_struct(protocol: &Rules, shape: &ErrorShape) -> Vec<TokenStream> {
    let fields: Vec<&Field> = shape.members.iter().map(|member| &member.field).collect();
    let meta = private_field("meta", &fields);
    vec![
        definition(shape, &fields, &meta),
        table(protocol, shape, &meta),
    ]
}

fn definition(shape: &ErrorShape, fields: &[&Field], meta: &Ident) -> TokenStream {
    let name = &shape.name;
    let docs = doc(
        shape.docs.as_deref(),
        &format!("The error `{}`.", shape.code),
    );
    let public = public_fields(fields);
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

/// Returns which members are in the body, and how all are read.
fn table(protocol: &Rules, shape: &ErrorShape, meta: &Ident) -> TokenStream {
    let name = &shape.name;
    let (body, others) = by_body(&shape.members);
    let members = members(&body);
    let has_defaults = shape
        .members
        .iter()
        .any(|member| member.field.is_filled_in());
    let reading = if others.is_empty() && !has_defaults {
        let format = format_ident!("{}", protocol.runtime.body);
        (!body.is_empty()).then(|| quote!(, #format))
    } else {
        let others = others.iter().map(|field| &field.ident);
        let others = (shape.members.len() > body.len()).then(|| quote!(, [#(#others),*]));
        let reads = read_error(protocol, &shape.members);
        Some(quote!(#others, |error, response| { #(#reads;)* }))
    };
    quote!(runtime::listed_error!(#name { #members ..#meta } #reading);)
}
