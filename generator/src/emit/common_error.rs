//! The errors that every operation of a service may answer with.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs::doc, error::kind};
use crate::model::Service;

/// The enum with a variant for each of them, and its conversions.
pub(super) fn common_error_enum(service: &Service) -> Vec<TokenStream> {
    vec![definition(service), conversions(service)]
}

fn definition(service: &Service) -> TokenStream {
    let variants = service.common_errors.iter().map(|shape| &shape.name);
    let docs =
        service.common_errors.iter().map(|shape| doc(shape.docs.as_deref(), &format!("`{}`.", shape.code)));
    quote! {
        /// An error that every operation of the service may answer with.
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[non_exhaustive]
        pub enum CommonError {
            #(#docs #variants(runtime::ErrorMeta),)*
        }
    }
}

fn conversions(service: &Service) -> TokenStream {
    let variants: Vec<_> = service.common_errors.iter().map(|shape| &shape.name).collect();
    let codes = service.common_errors.iter().map(|shape| &shape.code);
    let retry_kind = retry_kind(service);
    quote! {
        impl CommonError {
            /// The common error that has the code of an error response, whatever its status is.
            ///
            /// # Errors
            ///
            /// When none has: what was given.
            pub fn from_meta(
                meta: runtime::ErrorMeta,
            ) -> ::core::result::Result<Self, runtime::ErrorMeta> {
                match meta.code() {
                    #(Some(#codes) => Ok(Self::#variants(meta)),)*
                    _ => Err(meta),
                }
            }

            /// Status, code, message and request id.
            #[must_use]
            pub fn meta(&self) -> &runtime::ErrorMeta {
                match self {
                    #(Self::#variants(meta))|* => meta,
                }
            }

            /// Why the same call may succeed a little later, if it may.
            #[must_use]
            pub fn retry_kind(&self) -> ::core::option::Option<runtime::RetryKind> {
                #retry_kind
            }
        }

        impl ::core::fmt::Display for CommonError {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.meta(), f)
            }
        }

        impl ::core::error::Error for CommonError {}
    }
}

/// Status and code say it; this is what the spec says beyond.
fn retry_kind(service: &Service) -> TokenStream {
    let otherwise = quote!(runtime::RetryKind::of(self.meta()));
    let cases = service.common_errors.iter().filter_map(|shape| {
        let (name, kind) = (&shape.name, kind(shape.retry?));
        Some(quote!(Self::#name(_) => Some(runtime::RetryKind::#kind)))
    });
    let cases: Vec<_> = cases.collect();
    if cases.is_empty() {
        return otherwise;
    }
    quote! {
        match self {
            #(#cases,)*
            _ => #otherwise,
        }
    }
}
