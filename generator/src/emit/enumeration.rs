//! Enums, of texts and of numbers.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{
    docs::{doc, plain},
    secrecy::{debug, redacted_debug},
};
use crate::{
    model::{Enum, IntEnum, Secrecy},
    rustdoc::sentence_of_code,
};

/// A named enum, whole.
pub(super) fn named_enum(enum_: &Enum) -> Vec<TokenStream> {
    let Enum {
        name,
        docs,
        secrecy,
        values,
    } = enum_;
    let docs = doc(docs.as_deref(), &format!("The enum `{name}`."));
    let variants = values
        .iter()
        .map(|(variant, value)| (variant, value.clone()));
    let unknown = quote!(::std::string::String);
    let members = values
        .iter()
        .map(|(variant, value)| quote!(#variant: #value));
    let mut items = vec![
        definition(name, &docs, *secrecy, variants, &unknown),
        quote!(runtime::enumeration!(#name { #(#members),* });),
    ];
    items.extend(redacted_debug(name, *secrecy));
    items
}

/// A named enum of numbers, whole.
pub(super) fn named_int_enum(enum_: &IntEnum) -> Vec<TokenStream> {
    let IntEnum {
        name,
        docs,
        secrecy,
        values,
    } = enum_;
    let docs = doc(docs.as_deref(), &format!("The enum `{name}`."));
    let variants = values
        .iter()
        .map(|(variant, value)| (variant, value.to_string()));
    let members = values.iter().map(|(variant, value)| {
        let value = Literal::i32_unsuffixed(*value);
        quote!(#variant: #value)
    });
    let mut items = vec![
        definition(name, &docs, *secrecy, variants, &quote!(i32)),
        quote!(runtime::int_enum!(#name { #(#members),* });),
    ];
    items.extend(redacted_debug(name, *secrecy));
    items
}

fn definition<'a>(
    name: &Ident,
    docs: &TokenStream,
    secrecy: Secrecy,
    variants: impl Iterator<Item = (&'a Ident, String)>,
    unknown: &TokenStream,
) -> TokenStream {
    let debug = debug(secrecy).map(|debug| quote!(, #debug));
    let variants = variants.map(|(variant, value)| {
        let docs = plain(&sentence_of_code(&value));
        quote!(#docs #variant)
    });
    quote! {
        #docs
        #[derive(Clone #debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this client doesn't know.
            UnknownValue(#unknown),
        }
    }
}
