//! Values that Rust has no literals for.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::api::runtime::{Document, Number, UnknownMember};

/// The time of a number of seconds since 1970, which may have a fraction, or of a date and time in text, as ISO 8601
/// or as HTTP writes it.
pub fn timestamp(text: &str) -> Timestamp {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    let Ok(seconds) = seconds.parse::<i64>() else {
        let of_http = || jiff::fmt::rfc2822::parse(text).unwrap().timestamp();
        return text.parse().unwrap_or_else(|_| of_http());
    };
    let nanoseconds: i32 = format!("{fraction:0<9}").parse().unwrap();
    let is_negative = text.starts_with('-');
    let offset = SignedDuration::new(
        seconds,
        if is_negative {
            -nanoseconds
        } else {
            nanoseconds
        },
    );
    Timestamp::from_duration(offset).unwrap()
}

/// A number, digit by digit.
pub fn number(digits: &str) -> Number {
    digits.parse().unwrap()
}

/// The document of a JSON text.
pub fn document(json: &str) -> Document {
    from_json(serde_json::from_str(json).unwrap())
}

fn from_json(value: Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(value) => Document::Boolean(value),
        Value::Number(value) => Document::Number(number(&value.to_string())),
        Value::String(value) => Document::String(value),
        Value::Array(items) => Document::List(items.into_iter().map(from_json).collect()),
        Value::Object(members) => Document::Map(
            members
                .into_iter()
                .map(|(name, value)| (name, from_json(value)))
                .collect(),
        ),
    }
}

/// A member of a union that the client doesn't know. The cases say its name only.
pub fn unknown_member(name: &str) -> UnknownMember {
    UnknownMember::new(name, Document::Null)
}
