//! The errors of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{doc, plain};
use crate::model::Operation;

/// The enum with a variant for each error that the operation lists, and its conversions.
pub(super) fn error_enum(operation: &Operation, has_common_errors: bool) -> Vec<TokenStream> {
    vec![
        definition(operation, has_common_errors),
        service_error_impl(operation, has_common_errors),
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

fn service_error_impl(operation: &Operation, has_common_errors: bool) -> TokenStream {
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
    let choice = if codes.is_empty() {
        otherwise
    } else {
        quote! {
            match meta.code() {
                #(::core::option::Option::Some(#codes) => Self::#variants(meta.into()),)*
                _ => #otherwise,
            }
        }
    };
    let common = has_common_errors.then(|| quote!(Self::Common(error) => error.meta(),));
    quote! {
        impl runtime::ServiceError for #name {
            fn from_meta(meta: runtime::ErrorMeta) -> Self {
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
        }
    }
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
