//! The Rust types of a model's types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Type};

/// The type of a value, in a module beside which `types` stands.
pub(super) fn value_type(type_: &Type, module: &TokenStream) -> TokenStream {
    match type_ {
        Type::Boolean => quote!(bool),
        Type::Byte => quote!(i8),
        Type::Short => quote!(i16),
        Type::Integer => quote!(i32),
        Type::Long => quote!(i64),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::String => quote!(::std::string::String),
        Type::Secret => quote!(::secrecy::SecretString),
        Type::List(of) => {
            let of = value_type(of, module);
            quote!(::std::vec::Vec<#of>)
        }
        Type::Map(of) => {
            let of = value_type(of, module);
            quote!(::std::collections::BTreeMap<::std::string::String, #of>)
        }
        Type::Structure { name, is_boxed: false } => quote!(#module #name),
        Type::Structure { name, is_boxed: true } => quote!(::std::boxed::Box<#module #name>),
    }
}

/// The type of a field.
pub(super) fn field_type(field: &Field, module: &TokenStream) -> TokenStream {
    let type_ = value_type(&field.type_, module);
    if field.required { type_ } else { quote!(::core::option::Option<#type_>) }
}

/// The type of an argument for a field: whatever becomes text, and the others as they are.
pub(super) fn argument_type(field: &Field, module: &TokenStream) -> TokenStream {
    let type_ = value_type(&field.type_, module);
    match &field.type_ {
        Type::String | Type::Secret | Type::Structure { is_boxed: true, .. } => {
            quote!(impl ::core::convert::Into<#type_>)
        }
        _ => type_,
    }
}

/// An argument of [`argument_type`] as the field's value.
pub(super) fn argument_value(field: &Field) -> TokenStream {
    let ident = &field.ident;
    match &field.type_ {
        Type::String | Type::Secret | Type::Structure { is_boxed: true, .. } => quote!(#ident.into()),
        _ => quote!(#ident),
    }
}
