//! Unions: one member of several.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::doc,
    secrecy::{debug, redacted_debug},
    structure::member,
    types::value_type,
};
use crate::model::{Union, Variant};

/// A named union, whole.
pub(super) fn named_union(union: &Union) -> Vec<TokenStream> {
    let mut items = vec![definition(union), members(union)];
    items.extend(redacted_debug(&union.name, union.secrecy));
    items.extend(union.secrecy.is_wiped.then(|| wipe_impl(union)));
    items
}

fn definition(union: &Union) -> TokenStream {
    let Union {
        name,
        docs,
        secrecy,
        variants,
    } = union;
    let docs = doc(docs.as_deref(), &format!("The union `{name}`."));
    let debug = debug(*secrecy).map(|debug| quote!(, #debug));
    let variants = variants.iter().map(
        |Variant {
             name,
             wire_name,
             docs,
             type_,
             ..
         }| {
            let docs = doc(docs.as_deref(), &format!("The member `{wire_name}`."));
            let type_ = value_type(type_);
            quote!(#docs #name(#type_))
        },
    );
    quote! {
        #docs
        #[derive(Clone #debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A member that this client doesn't know.
            Unknown(runtime::UnknownMember),
        }
    }
}

fn members(union: &Union) -> TokenStream {
    let name = &union.name;
    let members = union.variants.iter().map(|variant| {
        let (name, member) = (
            &variant.name,
            member(&variant.wire_name, variant.timestamp_format),
        );
        quote!(#name: #member)
    });
    quote!(runtime::union!(#name { #(#members),* });)
}

fn wipe_impl(union: &Union) -> TokenStream {
    let name = &union.name;
    let variants = union.variants.iter().map(|variant| &variant.name);
    quote! {
        impl runtime::Wipe for #name {
            #[allow(clippy::match_same_arms, reason = "the members are of several types")]
            fn wipe(&mut self) {
                match self {
                    #(Self::#variants(value) => runtime::Wipe::wipe(value),)*
                    Self::Unknown(member) => runtime::Wipe::wipe(member),
                }
            }
        }
    }
}
