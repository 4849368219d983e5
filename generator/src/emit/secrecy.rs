//! What keeps a sensitive type from being shown.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::Secrecy;

/// Returns the derived `Debug` of a type that may be shown.
pub(super) fn debug(secrecy: Secrecy) -> Option<TokenStream> {
    (!secrecy.is_sensitive).then(|| quote!(Debug))
}

/// Returns the `Debug` impl of a type that must not be shown.
pub(super) fn redacted_debug(name: &Ident, secrecy: Secrecy) -> Option<TokenStream> {
    let shown = format!("{name}([REDACTED])");
    secrecy.is_sensitive.then(|| {
        quote! {
            impl ::core::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.write_str(#shown)
                }
            }
        }
    })
}
