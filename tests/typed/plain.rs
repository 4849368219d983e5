//! Values of the types that need no shape, as Rust.

use base64::{Engine, prelude::BASE64_STANDARD};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Number, Value};

/// Writes a value of a built-in type. A blob is a text, or an object with its bytes in `base64`.
pub fn plain(kind: &str, value: &Value) -> Result<TokenStream, String> {
    let mismatch = || format!("`{value}` is no {kind}");
    Ok(match kind {
        "string" => {
            let text = text(value);
            string(&text)
        }
        "boolean" => {
            let value = value.as_bool().ok_or_else(mismatch)?;
            quote!(#value)
        }
        "byte" | "short" | "integer" | "long" => {
            let number = value.as_i64().ok_or_else(mismatch)?;
            literal(&number.to_string()).ok_or_else(mismatch)?
        }
        "unsigned_long" => {
            let number = value.as_u64().ok_or_else(mismatch)?;
            literal(&number.to_string()).ok_or_else(mismatch)?
        }
        "float" => float(value, &quote!(f32), |digits| {
            Some(digits.parse::<f32>().ok()?.to_string())
        })
        .ok_or_else(mismatch)?,
        "double" => float(value, &quote!(f64), |digits| {
            Some(digits.parse::<f64>().ok()?.to_string())
        })
        .ok_or_else(mismatch)?,
        "big_integer" | "big_decimal" => {
            let digits = text(value);
            quote!(crate::value::number(#digits))
        }
        "blob" => {
            if let Some(base64) = value.get("base64").and_then(Value::as_str) {
                let bytes = BASE64_STANDARD.decode(base64).map_err(|_| mismatch())?;
                let bytes = Literal::byte_string(&bytes);
                quote!(::bytes::Bytes::from_static(#bytes))
            } else {
                let text = text(value);
                quote!(::bytes::Bytes::from(#text))
            }
        }
        "timestamp" => {
            let text = text(value);
            quote!(crate::value::timestamp(#text))
        }
        "date" => {
            let text = text(value);
            quote!(#text.parse::<::jiff::civil::Date>().unwrap())
        }
        "uuid" => {
            let text = text(value);
            quote!(#text.parse::<::uuid::Uuid>().unwrap())
        }
        "document" => {
            let json = value.to_string();
            quote!(crate::value::document(#json))
        }
        _ => return Err(format!("there is no type `{kind}`")),
    })
}

/// Writes a text.
pub fn string(text: &str) -> TokenStream {
    if text.is_empty() {
        quote!(String::new())
    } else {
        quote!(String::from(#text))
    }
}

/// A number, or one of the words for those that JSON has no digits for. `shortest` gives the shortest digits that
/// mean the same number of the type.
fn float(
    value: &Value,
    type_: &TokenStream,
    shortest: impl Fn(&str) -> Option<String>,
) -> Option<TokenStream> {
    match value {
        Value::String(word) => match word.as_str() {
            "NaN" => Some(quote!(#type_::NAN)),
            "Infinity" => Some(quote!(#type_::INFINITY)),
            "-Infinity" => Some(quote!(#type_::NEG_INFINITY)),
            _ => None,
        },
        Value::Number(number) => {
            let digits = shortest(&number.to_string())?;
            literal(&if digits.contains('.') {
                digits
            } else {
                format!("{digits}.0")
            })
        }
        _ => None,
    }
}

/// The literal of a number, its digits in groups of three.
fn literal(digits: &str) -> Option<TokenStream> {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |digits| ("-", digits));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let groups = |digits: &str| {
        let groups: Vec<_> = digits
            .as_bytes()
            .chunks(3)
            .map(String::from_utf8_lossy)
            .collect();
        groups.join("_")
    };
    let reversed = |digits: &str| digits.chars().rev().collect::<String>();
    let whole = reversed(&groups(&reversed(whole)));
    let literal = match fraction {
        Some(fraction) => format!("{sign}{whole}.{}", groups(fraction)),
        None => format!("{sign}{whole}"),
    };
    literal.parse().ok()
}

/// Returns the text of a string, and any other JSON as text.
#[must_use]
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => digits(number),
        other => other.to_string(),
    }
}

/// A number without an exponent where that is possible.
fn digits(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float.to_string(),
        _ => number.to_string(),
    }
}
