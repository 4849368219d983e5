//! The value that a member has where the wire says nothing.

use serde_yaml::Value;

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    model::{Document, Literal, Type},
};

/// The default of a member of this type, if it has one.
pub(super) fn literal(value: Option<&Value>, type_: &Type, place: &Place<'_>) -> Checked<Option<Literal>> {
    let Some(value) = value else { return Ok(None) };
    // Null is as good as no default, but for a document.
    if value.is_null() && type_.exposed() != &Type::Document {
        return Ok(None);
    }
    let literal = of_type(value, type_);
    literal.map(Some).ok_or_else(|| {
        place.report(
            Diagnostic::new(Code::InvalidValue, place.value(), "the default is not of the member's type")
                .help("lists, maps and blobs can only be empty by default; structures and unions have none"),
        )
    })
}

fn of_type(value: &Value, type_: &Type) -> Option<Literal> {
    let integer = |bits: u32| {
        let range = -(1_i64 << (bits - 1))..=(1_i64 << (bits - 1)) - 1;
        value.as_i64().filter(|number| range.contains(number)).map(Literal::Integer)
    };
    match type_ {
        Type::Boolean => value.as_bool().map(Literal::Boolean),
        Type::Byte => integer(8),
        Type::Short => integer(16),
        Type::Integer | Type::IntEnum(_) => integer(32),
        Type::Long => value.as_i64().map(Literal::Integer),
        Type::Float | Type::Double => value.as_f64().map(Literal::Float),
        Type::Number => number(value),
        Type::String | Type::Secret | Type::Enum(_) => {
            value.as_str().map(|text| Literal::Text(text.to_owned()))
        }
        Type::Blob | Type::Stream => value.as_str().filter(|text| text.is_empty()).map(|_| Literal::Nothing),
        Type::Timestamp => timestamp(value),
        Type::List { .. } => value.as_sequence().filter(|list| list.is_empty()).map(|_| Literal::Nothing),
        Type::Map { .. } => value.as_mapping().filter(|map| map.is_empty()).map(|_| Literal::Nothing),
        Type::Document => document(value).map(Literal::Document),
        Type::Structure { .. } | Type::Union { .. } => None,
        Type::Sensitive(type_) => of_type(value, type_),
    }
}

fn number(value: &Value) -> Option<Literal> {
    digits(value).map(Literal::Number)
}

fn digits(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) if number.as_f64().is_none_or(f64::is_finite) => Some(number.to_string()),
        _ => None,
    }
}

/// Smithy writes seconds since 1970.
fn timestamp(value: &Value) -> Option<Literal> {
    value.as_i64().map(|seconds| Literal::Timestamp(seconds, 0))
}

fn document(value: &Value) -> Option<Document> {
    Some(match value {
        Value::Null => Document::Null,
        Value::Bool(value) => Document::Boolean(*value),
        Value::Number(_) => Document::Number(digits(value)?),
        Value::String(text) => Document::Text(text.clone()),
        Value::Sequence(list) => Document::List(list.iter().map(document).collect::<Option<_>>()?),
        Value::Mapping(map) => {
            let entries = map.iter().map(|(key, value)| Some((key.as_str()?.to_owned(), document(value)?)));
            Document::Map(entries.collect::<Option<_>>()?)
        }
        Value::Tagged(_) => return None,
    })
}
