//! The value that a field has before anything is read into it.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::types::value_type;
use crate::model::{Document, Field, FieldDefault, Literal, Type};

/// The default of a field, or else what stands for nothing.
pub(super) fn initial_value(field: &Field, module: &TokenStream) -> TokenStream {
    match &field.default {
        _ if field.type_ == Type::Stream => quote!(runtime::Body::empty()),
        // What is sent is never read.
        None | Some(FieldDefault::Taken(_) | FieldDefault::Sent(_)) => quote!(runtime::Empty::empty()),
        Some(FieldDefault::FilledIn(default)) => {
            let value = literal(default, &field.type_, module);
            if field.required { value } else { quote!(Some(#value)) }
        }
    }
}

/// A value that a spec writes out, of this type.
pub(super) fn literal(value: &Literal, type_: &Type, module: &TokenStream) -> TokenStream {
    if let Type::Sensitive(inner) = type_ {
        let value = literal(value, inner, module);
        return quote!(runtime::Sensitive::from(#value));
    }
    match value {
        Literal::Boolean(value) => quote!(#value),
        Literal::Integer(value) => {
            let value = Token::i64_unsuffixed(*value);
            if let Type::IntEnum(name) = type_ { quote!(#module #name::from(#value)) } else { quote!(#value) }
        }
        Literal::Float(value) => float(*value, type_),
        Literal::Number(digits) => number(digits),
        Literal::Text(text) => match type_ {
            Type::Enum(name) => quote!(#module #name::from(#text)),
            Type::Secret => quote!(::secrecy::SecretString::from(#text)),
            _ => quote!(::std::string::String::from(#text)),
        },
        Literal::Timestamp(seconds, nanoseconds) => {
            let (seconds, nanoseconds) =
                (Token::i64_unsuffixed(*seconds), Token::i32_unsuffixed(*nanoseconds));
            quote!(::jiff::Timestamp::new(#seconds, #nanoseconds).unwrap_or_default())
        }
        Literal::Nothing => {
            let type_ = value_type(type_, module);
            quote!(<#type_>::new())
        }
        Literal::Document(value) => document(value),
    }
}

fn float(value: f64, type_: &Type) -> TokenStream {
    let type_ = if *type_ == Type::Float { quote!(f32) } else { quote!(f64) };
    if value.is_nan() {
        quote!(#type_::NAN)
    } else if value.is_infinite() {
        if value > 0.0 { quote!(#type_::INFINITY) } else { quote!(#type_::NEG_INFINITY) }
    } else {
        let value = Token::f64_unsuffixed(value);
        quote!(#value)
    }
}

fn number(digits: &str) -> TokenStream {
    quote!(#digits.parse().unwrap_or_else(|_| runtime::Empty::empty()))
}

fn document(value: &Document) -> TokenStream {
    match value {
        Document::Null => quote!(runtime::Document::Null),
        Document::Boolean(value) => quote!(runtime::Document::Boolean(#value)),
        Document::Number(digits) => {
            let number = number(digits);
            quote!(runtime::Document::Number(#number))
        }
        Document::Text(text) => quote!(runtime::Document::from(#text)),
        Document::List(list) => {
            let items = list.iter().map(document);
            quote!(runtime::Document::List(::std::vec::Vec::from([#(#items),*])))
        }
        Document::Map(map) => {
            let entries = map.iter().map(|(key, value)| {
                let value = document(value);
                quote!((::std::string::String::from(#key), #value))
            });
            quote!(runtime::Document::Map(::std::collections::BTreeMap::from([#(#entries),*])))
        }
    }
}
