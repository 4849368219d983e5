//! Schemas of single values.

use serde_json::Value as Json;

use super::{
    schema::{Kind, Peeled, Schema},
    secrets::is_secret,
};
use crate::{
    format::{Shape, Value, Values},
    import::{enums, words::words},
    names::type_name,
    protocol::TimestampFormat,
};

/// The smallest number that is too large for a `long`.
const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

/// What a single value becomes.
pub(super) enum Scalar {
    /// A type of the format.
    BuiltIn(&'static str),
    /// A shape that all such values share, by its name.
    Shared(&'static str, Shape),
    /// A shape with a name of its own.
    Named(Shape),
}

/// Returns what a value of this kind becomes. `member` is the name of the member that holds it.
pub(super) fn scalar(kind: Kind, schema: &Schema<'_>, member: &str) -> Scalar {
    match kind {
        Kind::Boolean => Scalar::BuiltIn("boolean"),
        Kind::Number => Scalar::BuiltIn("double"),
        Kind::Integer => integer(schema),
        Kind::String | Kind::Array | Kind::Object => text(schema, member),
    }
}

fn integer(schema: &Schema<'_>) -> Scalar {
    if schema.format == Some("password") {
        let sensitive = Shape {
            sensitive: true,
            ..Shape::of_type("long")
        };
        return Scalar::Shared("SecretNumber", sensitive);
    }
    if let Some(values) = int_enum(schema) {
        return Scalar::Named(Shape {
            values: Some(values),
            ..Shape::of_type("int_enum")
        });
    }
    match schema.format {
        Some("int8") => Scalar::BuiltIn("byte"),
        Some("int16" | "uint8") => Scalar::BuiltIn("short"),
        Some("int32" | "uint16") => Scalar::BuiltIn("integer"),
        Some("uint64" | "uint") => Scalar::BuiltIn("unsigned_long"),
        Some("unix-time" | "unixtime" | "unix-timestamp" | "unix_timestamp") => {
            Scalar::Shared("UnixTime", timestamp(TimestampFormat::EpochSeconds))
        }
        _ if is_unsigned(schema) => Scalar::BuiltIn("unsigned_long"),
        _ => Scalar::BuiltIn("long"),
    }
}

/// Returns the only value of a schema, if there is one.
pub(super) fn only_value<'d>(peeled: &Peeled<'d>) -> Option<&'d Json> {
    let [part] = peeled.parts.as_slice() else {
        return None;
    };
    let map = part.at.map()?;
    map.get("const")
        .or_else(|| match map.get("enum")?.as_array()?.as_slice() {
            [only] => Some(only),
            _ => None,
        })
}

/// Returns a sentence with the allowed values of a number for which the format has no enum.
pub(super) fn numbers_sentence(type_: &str, peeled: &Peeled<'_>) -> Option<String> {
    if !matches!(type_, "long" | "unsigned_long" | "double") {
        return None;
    }
    let values = Schema::of(&peeled.parts).values?;
    let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    match values.as_slice() {
        [] => None,
        [only] => Some(format!("The only value is {only}.")),
        [others @ .., last] => Some(format!("The value is {} or {last}.", others.join(", "))),
    }
}

/// Returns whether an integer is never negative, and can be larger than a `long`.
fn is_unsigned(schema: &Schema<'_>) -> bool {
    let is_large = |value: &&Json| value.is_u64() && !value.is_i64();
    if let Some(values) = &schema.values {
        return values.iter().any(is_large) && values.iter().all(|value| value.is_u64());
    }
    let is_natural = schema.minimum.and_then(Json::as_f64) == Some(0.0);
    // In YAML, a maximum can be `1.8446744073709552e19`.
    is_natural
        && schema.maximum.is_some_and(|maximum| {
            let is_huge = maximum.as_f64().is_some_and(|maximum| maximum >= TWO_TO_63);
            is_huge && !maximum.is_i64()
        })
}

/// Returns the values of an enum of integers. One whose values are too large for the format is any integer.
fn int_enum(schema: &Schema<'_>) -> Option<Values> {
    let values = schema.values.as_ref()?;
    let given_names = schema.value_names.as_deref().unwrap_or_default();
    let mut named: Vec<(String, Value)> = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let number = value
            .as_i64()
            .filter(|number| i32::try_from(*number).is_ok())?;
        if named
            .iter()
            .any(|(_, known)| *known == Value::Number(number))
        {
            continue;
        }
        let own = format!("V_{}", words(&number.to_string()));
        let given = given_names.get(index).map(|name| words(name));
        let is_free = |name: &String| {
            let ident = type_name(name);
            ident.is_some_and(|ident| {
                ident != "Unknown"
                    && named
                        .iter()
                        .all(|(known, _)| type_name(known) != Some(ident.clone()))
            })
        };
        let name = given.filter(is_free).unwrap_or(own);
        named.push((name, Value::Number(number)));
    }
    (!named.is_empty()).then_some(Values(named))
}

fn text(schema: &Schema<'_>, member: &str) -> Scalar {
    let is_password = schema.format == Some("password");
    if let Some(values) = text_values(schema).filter(|_| !is_password) {
        return Scalar::Named(text_enum(&values));
    }
    if is_password || schema.is_write_only && schema.format.is_none() || is_secret(member) {
        return Scalar::Shared(SECRET, secret());
    }
    match (schema.format, schema.encoding) {
        (Some("date-time"), _) => Scalar::Shared("DateTime", timestamp(TimestampFormat::DateTime)),
        (Some("date"), _) => Scalar::BuiltIn("date"),
        (Some("uuid"), _) => Scalar::BuiltIn("uuid"),
        (Some("byte" | "base64"), _) | (_, Some("base64")) => Scalar::BuiltIn("blob"),
        _ => Scalar::BuiltIn("string"),
    }
}

/// Returns the values of an enum of texts.
pub(super) fn text_values(schema: &Schema<'_>) -> Option<Vec<String>> {
    let is_text = schema.kinds.contains(&Kind::String);
    let values = schema
        .values
        .as_ref()?
        .iter()
        .filter_map(|value| match value {
            Json::String(text) => Some(text.clone()),
            // YAML takes an unquoted `404` for a number.
            Json::Number(_) | Json::Bool(_) if is_text => Some(value.to_string()),
            _ => None,
        });
    let values: Vec<_> = values.collect();
    (!values.is_empty()).then_some(values)
}

/// Returns the enum of these values.
pub(super) fn text_enum(values: &[String]) -> Shape {
    Shape {
        values: Some(enums::values(values)),
        ..Shape::of_type("enum")
    }
}

/// The name of the shape of secret texts.
pub(super) const SECRET: &str = "Secret";

/// Returns the shape of secret texts.
pub(super) fn secret() -> Shape {
    Shape {
        sensitive: true,
        ..Shape::of_type("string")
    }
}

fn timestamp(format: TimestampFormat) -> Shape {
    Shape {
        format: Some(format),
        ..Shape::of_type("timestamp")
    }
}
