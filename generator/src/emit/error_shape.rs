//! An error that operations list by name.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::doc,
    structure::{public_fields, structure_impl},
};
use crate::model::{ErrorShape, Field};

/// The structure, and what it tells of the response.
pub(super) fn error_struct(shape: &ErrorShape) -> Vec<TokenStream> {
    let fields: Vec<&Field> = shape.fields.iter().collect();
    let mut items = vec![definition(shape, &fields), accessors(shape)];
    items.extend((!fields.is_empty()).then(|| structure_impl(&shape.name, &fields)));
    items.push(error_impl(shape));
    items
}

fn definition(shape: &ErrorShape, fields: &[&Field]) -> TokenStream {
    let name = &shape.name;
    let docs = doc(shape.docs.as_deref(), &format!("`{}`.", shape.code));
    let public = public_fields(fields, &quote!(types::));
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

fn accessors(shape: &ErrorShape) -> TokenStream {
    let name = &shape.name;
    let from_response = if shape.fields.is_empty() {
        quote! {
            /// The error of a response.
            #[must_use]
            pub fn from_response(meta: runtime::ErrorMeta, _: &[u8]) -> Self {
                Self { meta }
            }
        }
    } else {
        let idents = shape.fields.iter().map(|field| &field.ident);
        quote! {
            /// The error of a response. What its body doesn't hold, or not as it should, is left empty.
            #[must_use]
            pub fn from_response(meta: runtime::ErrorMeta, body: &[u8]) -> Self {
                let mut error = Self { #(#idents: runtime::Empty::empty(),)* meta };
                ::core::mem::drop(runtime::Reader::read(body, &mut error));
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
