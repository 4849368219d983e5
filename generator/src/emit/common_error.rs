//! The errors that every operation of a service may answer with.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs::doc, error::case};
use crate::model::Service;

/// The enum with a variant for each of them, and what they stand for.
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

/// What its variants stand for on the wire.
fn cases(service: &Service) -> TokenStream {
    let cases = service.common_errors.iter().map(case);
    quote!(runtime::common_error!(CommonError { #(#cases),* });)
}
