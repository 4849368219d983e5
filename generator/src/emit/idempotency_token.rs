//! Idempotency tokens: what a client fills in for a caller who gives none.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Operation, Type};

/// Returns the function that fills in tokens. An operation without tokens keeps the trait's own.
pub(super) fn fill_idempotency_tokens_fn(operation: &Operation) -> Option<TokenStream> {
    let mut tokens = operation
        .input
        .iter()
        .filter(|member| member.is_token)
        .peekable();
    tokens.peek()?;
    let tokens = tokens.map(|member| {
        let ident = &member.field.ident;
        let token = if member.field.type_ == Type::Secret {
            quote!(token().into())
        } else {
            quote!(token())
        };
        quote! {
            if self.#ident.is_none() {
                self.#ident = Some(#token);
            }
        }
    });
    Some(quote! {
        fn fill_idempotency_tokens(&mut self, token: &dyn ::core::ops::Fn() -> ::std::string::String) {
            #(#tokens)*
        }
    })
}
