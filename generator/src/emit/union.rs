//! Unions: a value of one of several members.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::doc,
    secrecy::{debug, redacted_debug},
    structure::{marked, member},
    types::value_type,
};
use crate::model::{Kind, Union, UnionBy, Variant};

/// Returns all items of a union.
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
        by,
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
    let unknown = match by {
        UnionBy::Member => quote! {
            /// A member that this client doesn't know.
            Unknown(runtime::UnknownMember)
        },
        UnionBy::Tag(_) | UnionBy::Kind(_) | UnionBy::Members(_) => quote! {
            /// A value of a member that this client doesn't know.
            Unknown(runtime::UnknownValue)
        },
    };
    quote! {
        #docs
        #[derive(Clone #debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown,
        }
    }
}

/// Returns the table of a union's members: how each is recognized.
fn members(union: &Union) -> TokenStream {
    let Union {
        name, by, variants, ..
    } = union;
    let idents = variants.iter().map(|variant| &variant.name);
    let wire_names = variants.iter().map(|variant| &variant.wire_name);
    match by {
        UnionBy::Member => {
            let rows = variants
                .iter()
                .map(|variant| member(&variant.wire_name, &variant.xml, variant.timestamp_format));
            quote!(runtime::union!(#name { #(#idents: #rows),* });)
        }
        UnionBy::Tag(tag) => {
            quote!(runtime::tagged_union!(#tag, #name { #(#idents: #wire_names),* });)
        }
        UnionBy::Kind(kinds) => {
            let rows = kinds
                .iter()
                .zip(variants)
                .map(|(kind, variant)| marked(&kind_name(*kind), variant.timestamp_format));
            quote!(runtime::union_by_kind!(#name { #(#idents: #rows),* });)
        }
        UnionBy::Members(required) => {
            let rows = required.iter().map(|names| quote!([#(#names),*]));
            quote!(runtime::union_by_members!(#name { #(#idents: #rows),* });)
        }
    }
}

/// Returns the variant of the runtime's `Kind`.
fn kind_name(kind: Kind) -> TokenStream {
    match kind {
        Kind::Boolean => quote!(Boolean),
        Kind::Number => quote!(Number),
        Kind::Text => quote!(Text),
        Kind::List => quote!(List),
        Kind::Map => quote!(Map),
    }
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
                    Self::Unknown(value) => runtime::Wipe::wipe(value),
                }
            }
        }
    }
}
