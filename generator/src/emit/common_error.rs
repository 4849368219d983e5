//! The errors that any operation of a service can return.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::doc,
    error::{case, large},
};
use crate::model::Service;

/// Returns the enum with a variant for each common error, and the table of their codes.
pub(super) fn common_error_enum(service: &Service) -> Vec<TokenStream> {
    vec![definition(service), cases(service)]
}

fn definition(service: &Service) -> TokenStream {
    let variants = service.common_errors.iter().map(|shape| {
        let name = &shape.name;
        if shape.has_structure() {
            quote!(#name(#name))
        } else {
            quote!(#name(runtime::ErrorMeta))
        }
    });
    let docs = service.common_errors.iter().map(|shape| {
        doc(
            shape.docs.as_deref(),
            &format!("The error `{}`.", shape.code),
        )
    });
    let large = large(&service.common_errors);
    quote! {
        /// An error that any operation of the service can return.
        #[derive(Clone, Debug)]
        #large
        #[non_exhaustive]
        pub enum CommonError {
            #(#docs #variants,)*
        }
    }
}

/// Returns the table of the errors' codes and status codes.
fn cases(service: &Service) -> TokenStream {
    let cases = service.common_errors.iter().map(case);
    quote!(runtime::common_error!(CommonError { #(#cases),* });)
}
