//! An error that operations list by name.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::doc;
use crate::model::ErrorShape;

/// The structure, and what it tells of the response.
pub(super) fn error_struct(shape: &ErrorShape) -> Vec<TokenStream> {
    let name = &shape.name;
    let docs = doc(shape.docs.as_deref(), &format!("`{}`.", shape.code));
    let definition = quote! {
        #docs
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[non_exhaustive]
        pub struct #name {
            meta: runtime::ErrorMeta,
        }
    };
    let accessors = quote! {
        impl #name {
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
    };
    let conversions = quote! {
        impl ::core::convert::From<runtime::ErrorMeta> for #name {
            fn from(meta: runtime::ErrorMeta) -> Self {
                Self { meta }
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.meta, f)
            }
        }

        impl ::core::error::Error for #name {}
    };
    vec![definition, accessors, conversions]
}
