//! What a client does with an input before the request is made.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{InputMember, Operation, Preparation, Type};

/// Returns the function that prepares an input. An operation that needs none keeps the trait's own.
pub(super) fn prepare_fn(operation: &Operation) -> Option<TokenStream> {
    let members = || operation.input.iter();
    let has = |preparation| members().any(|member| member.preparation == Some(preparation));
    let has_token = has(Preparation::IdempotencyToken);
    if !has_token && !has(Preparation::LastSegment) {
        return None;
    }
    let token = if has_token { quote!(token) } else { quote!(_) };
    let statements = members().filter_map(statement);
    Some(quote! {
        fn prepare(&mut self, #token: &dyn ::core::ops::Fn() -> ::std::string::String) {
            #(#statements)*
        }
    })
}

fn statement(member: &InputMember) -> Option<TokenStream> {
    let ident = &member.field.ident;
    Some(match member.preparation? {
        Preparation::IdempotencyToken => {
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
        }
        Preparation::LastSegment if member.field.is_value() => {
            quote!(runtime::keep_last_segment(&mut self.#ident);)
        }
        Preparation::LastSegment => quote! {
            if let Some(#ident) = &mut self.#ident {
                runtime::keep_last_segment(#ident);
            }
        },
    })
}
