//! The output of an operation, and how it is read from a response.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::plain,
    structure::{public_fields, structure_impl},
};
use crate::model::{Field, Operation};

/// Where an operation's module finds the named structures.
pub(super) fn types_path() -> TokenStream {
    quote!(types::)
}

/// The structure, and what it tells of the response.
pub(super) fn output_struct(operation: &Operation) -> Vec<TokenStream> {
    let name = &operation.output_name;
    let docs = plain(&format!("The output of `{}`.", operation.name));
    let fields: Vec<&Field> = operation.output.iter().collect();
    let public = public_fields(&fields, &types_path());
    let definition = quote! {
        #docs
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[non_exhaustive]
        pub struct #name {
            #public
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
    let mut items = vec![definition, accessors];
    items.extend((!fields.is_empty()).then(|| structure_impl(name, &fields)));
    items
}

/// The function of the sans-IO core that reads a success.
pub(super) fn output_fn(operation: &Operation) -> TokenStream {
    let output = &operation.output_name;
    let request_id = quote!(request_id: runtime::response::request_id(response.headers()));
    let body = if operation.output.is_empty() {
        quote! {
            runtime::response::expect_from_service(&response)?;
            ::core::result::Result::Ok(#output { #request_id })
        }
    } else {
        let idents = operation.output.iter().map(|field| &field.ident);
        quote! {
            let mut output = #output {
                #(#idents: runtime::Empty::empty(),)*
                #request_id,
            };
            runtime::response::read_json(&response, &mut output)?;
            ::core::result::Result::Ok(output)
        }
    };
    quote! {
        fn output(
            response: ::http::Response<runtime::Body>,
        ) -> ::core::result::Result<Self::Output, runtime::ResponseError> {
            #body
        }
    }
}
