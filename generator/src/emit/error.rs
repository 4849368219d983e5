//! The errors of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{doc, plain};
use crate::model::{ErrorShape, Operation, RetryKind};

/// The enum with a variant for each error that the operation lists, and its conversions.
pub(super) fn error_enum(operation: &Operation, common_errors: &[ErrorShape]) -> Vec<TokenStream> {
    vec![
        definition(operation, !common_errors.is_empty()),
        service_error_impl(operation, common_errors),
        display_impl(operation),
    ]
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

fn service_error_impl(operation: &Operation, common_errors: &[ErrorShape]) -> TokenStream {
    let has_common_errors = !common_errors.is_empty();
    let name = &operation.error_name;
    let variants: Vec<_> = operation.errors.iter().map(|case| &case.shape.name).collect();
    let codes: Vec<_> = operation.errors.iter().map(|case| &case.shape.code).collect();
    let statuses = operation.errors.iter().map(|case| Literal::u16_unsuffixed(case.shape.status.as_u16()));
    let meta =
        (!codes.is_empty()).then(|| quote!(let meta = meta.or_code_of_status(&[#((#codes, #statuses)),*]);));
    let otherwise = if has_common_errors {
        quote! {
            match error::CommonError::from_meta(meta) {
                ::core::result::Result::Ok(error) => Self::Common(error),
                ::core::result::Result::Err(meta) => Self::Unknown(meta),
            }
        }
    } else {
        quote!(Self::Unknown(meta))
    };
    let response = if codes.is_empty() { quote!(_) } else { quote!(response) };
    let choice = if codes.is_empty() {
        otherwise
    } else {
        quote! {
            match meta.code() {
                #(::core::option::Option::Some(#codes) => Self::#variants(error::#variants::from_response(meta, response)),)*
                _ => #otherwise,
            }
        }
    };
    let common = has_common_errors.then(|| quote!(Self::Common(error) => error.meta(),));
    let retry_kind = retry_kind(operation, common_errors);
    quote! {
        impl runtime::ServiceError for #name {
            fn from_response(meta: runtime::ErrorMeta, #response: &::http::Response<runtime::Body>) -> Self {
                #meta
                #choice
            }

            fn meta(&self) -> &runtime::ErrorMeta {
                match self {
                    #(Self::#variants(error) => error.meta(),)*
                    #common
                    Self::Unknown(meta) => meta,
                }
            }

            #retry_kind
        }
    }
}

/// The trait goes by status and code; this is what the spec says beyond.
fn retry_kind(operation: &Operation, common_errors: &[ErrorShape]) -> Option<TokenStream> {
    let own = operation.errors.iter().filter_map(|case| {
        let (name, kind) = (&case.shape.name, kind(case.shape.retry?));
        Some(quote!(Self::#name(_) => #kind))
    });
    let common = common_errors.iter().filter_map(|shape| {
        let (name, kind) = (&shape.name, kind(shape.retry?));
        Some(quote!(Self::Common(error::CommonError::#name(_)) => #kind))
    });
    let cases: Vec<_> = own.chain(common).collect();
    (!cases.is_empty()).then(|| {
        quote! {
            fn retry_kind(&self) -> ::core::option::Option<runtime::RetryKind> {
                match self {
                    #(#cases,)*
                    _ => runtime::RetryKind::of(runtime::ServiceError::meta(self)),
                }
            }
        }
    })
}

fn kind(retry: RetryKind) -> TokenStream {
    let kind = match retry {
        RetryKind::Transient => quote!(Transient),
        RetryKind::Throttling => quote!(Throttling),
    };
    quote!(::core::option::Option::Some(runtime::RetryKind::#kind))
}

fn display_impl(operation: &Operation) -> TokenStream {
    let name = &operation.error_name;
    quote! {
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(runtime::ServiceError::meta(self), f)
            }
        }

        impl ::core::error::Error for #name {}
    }
}
