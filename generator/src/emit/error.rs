//! The errors of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{doc, plain};
use crate::model::{ErrorShape, Operation, RetryKind};

/// The enum with a variant for each error that the operation lists, and what they stand for.
pub(super) fn error_enum(operation: &Operation, common_errors: &[ErrorShape]) -> Vec<TokenStream> {
    let has_common_errors = !common_errors.is_empty();
    vec![definition(operation, has_common_errors), cases(operation, has_common_errors)]
}

fn definition(operation: &Operation, has_common_errors: bool) -> TokenStream {
    let name = &operation.error_name;
    let docs =
        plain(&format!("What the service may answer to `{}` with instead of a success.", operation.name));
    let variants = operation.errors.iter().map(|case| {
        let shape = &case.shape;
        let docs = doc(shape.docs.as_deref(), &format!("`{}`.", shape.code));
        let variant = &shape.name;
        quote!(#docs #variant(error::#variant))
    });
    let common = has_common_errors.then(|| {
        quote! {
            /// An error that every operation of the service may answer with.
            Common(error::CommonError),
        }
    });
    quote! {
        #docs
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #common
            /// An error that this client doesn't know.
            Unknown(runtime::ErrorMeta),
        }
    }
}

/// What its variants stand for on the wire.
fn cases(operation: &Operation, has_common_errors: bool) -> TokenStream {
    let name = &operation.error_name;
    let cases = operation.errors.iter().map(|case| {
        let ErrorShape { name, code, status, retry, .. } = case.shape.as_ref();
        let status = Literal::u16_unsuffixed(status.as_u16());
        let retry = retry.map(kind).map(|kind| quote!(, #kind));
        quote!(#name: (#code, #status #retry),)
    });
    let common = has_common_errors.then(|| quote!(..error::CommonError));
    quote!(runtime::service_error!(#name { #(#cases)* #common });)
}

/// The name of a reason why a call may succeed a little later.
pub(super) fn kind(retry: RetryKind) -> TokenStream {
    match retry {
        RetryKind::Transient => quote!(Transient),
        RetryKind::Throttling => quote!(Throttling),
    }
}
