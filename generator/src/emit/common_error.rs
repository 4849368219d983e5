//! The errors that any operation of a service can return.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs::doc, error::case};
use crate::model::Service;

/// Returns the enum with a variant for each common error, and the table of their codes.
pub(super) fn common_error_enum(service: &Service) -> Vec<TokenStream> {
    vec![definition(service), cases(service)]
}

fn definition(service: &Service) -> TokenStream {
    let variants = service.common_errors.iter().map(|shape| &shape.name);
    let docs = service.common_errors.iter().map(|shape| {
        doc(
            shape.docs.as_deref(),
            &format!("The error `{}`.", shape.code),
        )
    });
    quote! {
        /// An error that any operation of the service can return.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum CommonError {
            #(#docs #variants(runtime::ErrorMeta),)*
        }
    }
}

/// Returns the table of the errors' codes and status codes.
fn cases(service: &Service) -> TokenStream {
    let cases = service.common_errors.iter().map(case);
    quote!(runtime::common_error!(CommonError { #(#cases),* });)
}
