//! The value that a field has before anything is read into it.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::types::value_type;
use crate::model::{Document, Field, FieldDefault, Literal, Null, Type};

/// Returns the default of a field, or else its empty value.
pub(super) fn initial_value(field: &Field) -> TokenStream {
    match &field.default {
        // What is sent is never read, and what is constant is read like any other value.
        None | Some(FieldDefault::Taken(_) | FieldDefault::Sent(_) | FieldDefault::Constant(_)) => {
            quote!(runtime::Empty::empty())
        }
        Some(FieldDefault::FilledIn(default)) => {
            let value = literal(default, &field.type_);
            match field.null {
                Null::IfSet(_) => quote!(runtime::Nullable::Value(#value)),
                Null::Never if field.required => value,
                Null::Never | Null::IfNone => quote!(Some(#value)),
            }
        }
    }
}

/// Returns a value that a spec writes out, as one of this type.
pub(super) fn literal(value: &Literal, type_: &Type) -> TokenStream {
    if let Type::Sensitive(inner) = type_ {
        let value = literal(value, inner);
        return quote!(runtime::Sensitive::from(#value));
    }
    match value {
        Literal::Boolean(value) => quote!(#value),
        Literal::Integer(value) => {
            let value = grouped(&Token::i128_unsuffixed(*value));
            if let Type::IntEnum(name) = type_ {
                quote!(types::#name::from(#value))
            } else {
                quote!(#value)
            }
        }
        Literal::Float(value) => float(*value, type_),
        Literal::Number(digits) => number(digits),
        Literal::Text(text) => match type_ {
            Type::Enum(name) => quote!(types::#name::from(#text)),
            Type::Secret => quote!(::secrecy::SecretString::from(#text)),
            _ if text.is_empty() => quote!(::std::string::String::new()),
            _ => quote!(::std::string::String::from(#text)),
        },
        Literal::Timestamp(seconds, nanoseconds) => {
            let (seconds, nanoseconds) = (
                Token::i64_unsuffixed(*seconds),
                Token::i32_unsuffixed(*nanoseconds),
            );
            quote!(::jiff::Timestamp::new(#seconds, #nanoseconds).unwrap_or_default())
        }
        Literal::Date(year, month, day) => {
            let year = Token::i16_unsuffixed(*year);
            let (month, day) = (Token::i8_unsuffixed(*month), Token::i8_unsuffixed(*day));
            quote!(::jiff::civil::date(#year, #month, #day))
        }
        Literal::Uuid(number) => {
            let groups = (0..8).rev().map(|group| (number >> (16 * group)) & 0xffff);
            let digits: Vec<_> = groups.map(|group| format!("{group:04x}")).collect();
            let number = format!("0x{}", digits.join("_"));
            let number: TokenStream = number.parse().unwrap_or_default();
            quote!(::uuid::Uuid::from_u128(#number))
        }
        Literal::Nothing => {
            let type_ = value_type(type_);
            quote!(<#type_>::new())
        }
        Literal::Document(value) => document(value),
    }
}

fn float(value: f64, type_: &Type) -> TokenStream {
    let type_ = if *type_ == Type::Float {
        quote!(f32)
    } else {
        quote!(f64)
    };
    if value.is_nan() {
        quote!(#type_::NAN)
    } else if value.is_infinite() {
        if value > 0.0 {
            quote!(#type_::INFINITY)
        } else {
            quote!(#type_::NEG_INFINITY)
        }
    } else {
        grouped(&Token::f64_unsuffixed(value))
    }
}

/// How many digits a person reads at a glance.
const SHORT: usize = 5;

/// Returns the same number; a long one has its digits in groups of three.
fn grouped(number: &Token) -> TokenStream {
    let number = number.to_string();
    let (sign, digits) = number
        .strip_prefix('-')
        .map_or(("", number.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    if whole.len().max(fraction.map_or(0, str::len)) <= SHORT {
        return number.parse().unwrap_or_default();
    }
    // The first group of a whole number is the short one, and the last one of a fraction.
    let lead = (3 - whole.len() % 3) % 3;
    let whole = groups(&format!("{}{whole}", " ".repeat(lead)));
    let fraction = fraction
        .map(|fraction| format!(".{}", groups(fraction)))
        .unwrap_or_default();
    format!("{sign}{}{fraction}", whole.trim_start())
        .parse()
        .unwrap_or_default()
}

fn groups(digits: &str) -> String {
    let groups: Vec<_> = digits
        .as_bytes()
        .chunks(3)
        .map(String::from_utf8_lossy)
        .collect();
    groups.join("_")
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

#[cfg(test)]
mod tests {
    use super::{Token, grouped};

    #[test]
    fn the_digits_of_long_numbers_stand_in_groups_of_three() {
        let of_integer = |number| {
            grouped(&Token::i64_unsuffixed(number))
                .to_string()
                .replace(' ', "")
        };
        assert_eq!(of_integer(12_345), "12345");
        assert_eq!(of_integer(-123_456), "-123_456");
        assert_eq!(of_integer(i64::MIN), "-9_223_372_036_854_775_808");
        assert_eq!(of_integer(1_234_567), "1_234_567");
        let of_float = |number| {
            grouped(&Token::f64_unsuffixed(number))
                .to_string()
                .replace(' ', "")
        };
        assert_eq!(of_float(1000.5), "1000.5");
        assert_eq!(of_float(-1_000.123_456_7), "-1_000.123_456_7");
        assert_eq!(of_float(123_456_789.0), "123_456_789.0");
    }
}
