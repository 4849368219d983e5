//! An error that operations list by name.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::doc,
    initial::initial_value,
    output::{body_fields, types_path},
    protocol,
    structure::{public_fields, structure_members},
};
use crate::model::{ErrorShape, Field, Protocol};

/// The structure, and what it tells of the response.
pub(super) fn error_struct(protocol: Protocol, shape: &ErrorShape) -> Vec<TokenStream> {
    let fields: Vec<&Field> = shape.members.iter().map(|member| &member.field).collect();
    let body = body_fields(&shape.members);
    let mut items = vec![definition(shape, &fields), accessors(protocol, shape, &fields)];
    items.extend((!body.is_empty()).then(|| structure_members(&shape.name, &body)));
    items.push(error_impl(shape));
    items
}

fn definition(shape: &ErrorShape, fields: &[&Field]) -> TokenStream {
    let name = &shape.name;
    let docs = doc(shape.docs.as_deref(), &format!("`{}`.", shape.code));
    let public = public_fields(fields, &types_path());
    quote! {
        #docs
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[non_exhaustive]
        pub struct #name {
            #public
            meta: runtime::ErrorMeta,
        }
    }
}

fn accessors(protocol: Protocol, shape: &ErrorShape, fields: &[&Field]) -> TokenStream {
    let name = &shape.name;
    let from_response = if fields.is_empty() {
        quote! {
            /// The error of a response.
            #[must_use]
            pub fn from_response(meta: runtime::ErrorMeta, _: &::http::Response<runtime::Body>) -> Self {
                Self { meta }
            }
        }
    } else {
        let idents = fields.iter().map(|field| &field.ident);
        let values = fields.iter().map(|field| initial_value(field, &types_path()));
        let reads = protocol::read_members(protocol, &shape.members, &quote!(error), &quote!(response));
        quote! {
            /// The error of a response. What the response doesn't hold, or not as it should, is left empty.
            #[must_use]
            pub fn from_response(
                meta: runtime::ErrorMeta,
                response: &::http::Response<runtime::Body>,
            ) -> Self {
                let mut error = Self { #(#idents: #values,)* meta };
                #(::core::mem::drop(#reads);)*
                error
            }
        }
    };
    quote! {
        impl #name {
            #from_response

            /// What the service says about the error.
            #[must_use]
            pub fn message(&self) -> ::core::option::Option<&str> {
                self.meta.message()
            }

            /// Status, code, message and request id.
            #[must_use]
            pub fn meta(&self) -> &runtime::ErrorMeta {
                &self.meta
            }
        }
    }
}

fn error_impl(shape: &ErrorShape) -> TokenStream {
    let name = &shape.name;
    quote! {
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.meta, f)
            }
        }

        impl ::core::error::Error for #name {}
    }
}
