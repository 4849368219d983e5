//! The Rust types of a model's types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Null, Type};

/// Returns the type of a value.
pub(super) fn value_type(type_: &Type) -> TokenStream {
    match type_ {
        Type::Boolean => quote!(bool),
        Type::Byte => quote!(i8),
        Type::Short => quote!(i16),
        Type::Integer => quote!(i32),
        Type::Long => quote!(i64),
        Type::UnsignedLong => quote!(u64),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::Number => quote!(runtime::Number),
        Type::String => quote!(::std::string::String),
        Type::Secret => quote!(::secrecy::SecretString),
        Type::Blob => quote!(::bytes::Bytes),
        Type::Stream => quote!(runtime::Body),
        Type::Part => quote!(runtime::Part),
        Type::Timestamp => quote!(::jiff::Timestamp),
        Type::Date => quote!(::jiff::civil::Date),
        Type::Uuid => quote!(::uuid::Uuid),
        Type::Document => quote!(runtime::Document),
        Type::List { of, is_sparse } => {
            let of = item_type(of, *is_sparse);
            quote!(::std::vec::Vec<#of>)
        }
        Type::Map { of, is_sparse } => {
            let of = item_type(of, *is_sparse);
            quote!(::std::collections::BTreeMap<::std::string::String, #of>)
        }
        Type::Enum(name)
        | Type::IntEnum(name)
        | Type::Structure {
            name,
            is_boxed: false,
        }
        | Type::Union {
            name,
            is_boxed: false,
        } => quote!(types::#name),
        Type::Structure {
            name,
            is_boxed: true,
        }
        | Type::Union {
            name,
            is_boxed: true,
        } => {
            quote!(::std::boxed::Box<types::#name>)
        }
        Type::Sensitive(type_) => {
            let type_ = value_type(type_);
            quote!(runtime::Sensitive<#type_>)
        }
    }
}

fn item_type(of: &Type, is_sparse: bool) -> TokenStream {
    let of = value_type(of);
    if is_sparse {
        quote!(::core::option::Option<#of>)
    } else {
        of
    }
}

/// Returns the type of a field.
pub(super) fn field_type(field: &Field) -> TokenStream {
    let type_ = value_type(&field.type_);
    match field.null {
        Null::IfSet(_) => quote!(runtime::Nullable<#type_>),
        Null::Never if field.is_value() => type_,
        Null::Never | Null::IfNone => quote!(::core::option::Option<#type_>),
    }
}

/// Returns the type of an argument for a field: `impl Into` for strings and wrappers, and the type itself for others.
pub(super) fn argument_type(field: &Field) -> TokenStream {
    let type_ = value_type(&field.type_);
    if field.null == Null::IfNone {
        // The type of `None` can't be inferred from `impl Into`.
        quote!(::core::option::Option<#type_>)
    } else if is_converted(&field.type_) {
        quote!(impl ::core::convert::Into<#type_>)
    } else {
        type_
    }
}

/// Returns an argument of [`argument_type`] as a value of the type.
pub(super) fn argument_value(field: &Field, argument: &TokenStream) -> TokenStream {
    if field.null != Null::IfNone && is_converted(&field.type_) {
        quote!(#argument.into())
    } else {
        argument.clone()
    }
}

fn is_converted(type_: &Type) -> bool {
    matches!(
        type_,
        Type::String
            | Type::Secret
            | Type::Blob
            | Type::Stream
            | Type::Part
            | Type::Document
            | Type::Number
            | Type::Sensitive(_)
            | Type::Structure { is_boxed: true, .. }
            | Type::Union { is_boxed: true, .. }
    )
}
