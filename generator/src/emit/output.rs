//! The output of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::plain;
use crate::model::Operation;

/// The structure, and what it tells of the response.
pub(super) fn output_struct(operation: &Operation) -> Vec<TokenStream> {
    let name = &operation.output_name;
    let docs = plain(&format!("The output of `{}`.", operation.name));
    let definition = quote! {
        #docs
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[non_exhaustive]
        pub struct #name {
            request_id: ::core::option::Option<::std::string::String>,
        }
    };
    let accessors = quote! {
        impl #name {
            /// The id that the service gave the request.
            #[must_use]
            pub fn request_id(&self) -> ::core::option::Option<&str> {
                self.request_id.as_deref()
            }
        }
    };
    vec![definition, accessors]
}
