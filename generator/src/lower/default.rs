//! The default values of members.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::temporal::Pieces,
};
use serde_yaml::Value;

use super::{enum_default, place::Place};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::Values,
    model::{Document, Literal, Type},
};

/// Lowers the default or the constant of a member of this type. That of an enum is one of its values.
pub(super) fn literal(
    value: Option<&Value>,
    type_: &Type,
    values: Option<&Values>,
    place: &Place<'_>,
) -> Checked<Option<Literal>> {
    let Some(value) = value else { return Ok(None) };
    // Null is as good as no default, but for a document.
    if value.is_null() && type_.exposed() != &Type::Document {
        return Ok(None);
    }
    let literal = of_type(value, type_);
    if let Some(values) = values {
        enum_default::check(value, values, place)?;
    }
    literal.map(Some).ok_or_else(|| {
        place.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.value(),
                "the default is not of the member's type",
            )
            .help(accepted(type_)),
        )
    })
}

/// Returns the help on what to write as the default of a type.
pub(super) fn accepted(type_: &Type) -> &'static str {
    match type_ {
        Type::Boolean => "write `true` or `false`",
        Type::Byte => "write a whole number from -128 to 127",
        Type::Short => "write a whole number from -32768 to 32767",
        Type::Integer | Type::IntEnum(_) => "write a whole number from -2147483648 to 2147483647",
        Type::Long => "write a whole number from -9223372036854775808 to 9223372036854775807",
        Type::UnsignedLong => "write a whole number from 0 to 18446744073709551615",
        Type::Float | Type::Double | Type::Number => "write a number, without quotes",
        Type::String | Type::Secret | Type::Enum(_) => "quote the value if it is meant as text",
        Type::Blob | Type::Stream | Type::Part => {
            "a blob can only be empty by default: write `\"\"`"
        }
        Type::Timestamp => "write seconds since 1970, or RFC 3339 such as `2024-01-01T00:00:00Z`",
        Type::Date => "write a date, such as `2024-01-31`",
        Type::Uuid => "write a UUID, such as `67e55044-10b1-426f-9247-bb680e5fe0c8`",
        Type::List { .. } => "a list can only be empty by default: write `[]`",
        Type::Map { .. } => "a map can only be empty by default: write `{}`",
        Type::Document => "write a value that JSON has: keys are text, and numbers are finite",
        Type::Structure { .. } | Type::Union { .. } => {
            "structures and unions have no default: remove the key"
        }
        Type::Sensitive(type_) => accepted(type_),
    }
}

pub(super) fn of_type(value: &Value, type_: &Type) -> Option<Literal> {
    let integer = |bits: u32| {
        let range = -(1_i64 << (bits - 1))..=(1_i64 << (bits - 1)) - 1;
        value
            .as_i64()
            .filter(|number| range.contains(number))
            .map(|number| Literal::Integer(number.into()))
    };
    match type_ {
        Type::Boolean => value.as_bool().map(Literal::Boolean),
        Type::Byte => integer(8),
        Type::Short => integer(16),
        Type::Integer | Type::IntEnum(_) => integer(32),
        Type::Long => value.as_i64().map(|number| Literal::Integer(number.into())),
        Type::UnsignedLong => value.as_u64().map(|number| Literal::Integer(number.into())),
        Type::Double => value.as_f64().map(Literal::Float),
        Type::Float => value
            .as_f64()
            .filter(|number| {
                number.is_nan() || number.is_infinite() || number.abs() <= f32::MAX.into()
            })
            .map(Literal::Float),
        Type::Number => number(value),
        Type::String | Type::Secret | Type::Enum(_) => {
            value.as_str().map(|text| Literal::Text(text.to_owned()))
        }
        Type::Blob | Type::Stream | Type::Part => value
            .as_str()
            .filter(|text| text.is_empty())
            .map(|_| Literal::Nothing),
        Type::Timestamp => timestamp(value),
        Type::Date => date(value),
        Type::Uuid => uuid(value.as_str()?),
        Type::List { .. } => value
            .as_sequence()
            .filter(|list| list.is_empty())
            .map(|_| Literal::Nothing),
        Type::Map { .. } => value
            .as_mapping()
            .filter(|map| map.is_empty())
            .map(|_| Literal::Nothing),
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
        Value::Number(number) if number.as_f64().is_none_or(f64::is_finite) => {
            Some(number.to_string())
        }
        _ => None,
    }
}

/// The last second of the year 9999. A [`Timestamp`] ends 26 hours earlier; what is in between becomes its end.
const END_OF_9999: i64 = 253_402_300_799;

/// Parses a timestamp: seconds since 1970, as in Smithy, or RFC 3339.
fn timestamp(value: &Value) -> Option<Literal> {
    let timestamp = match value {
        Value::String(text) => {
            let pieces = Pieces::parse(text).ok()?;
            let time = DateTime::from_parts(pieces.date(), pieces.time()?);
            let end = if time.year() < 0 {
                Timestamp::MIN
            } else {
                Timestamp::MAX
            };
            pieces
                .to_numeric_offset()?
                .to_timestamp(time)
                .unwrap_or(end)
        }
        value => {
            let seconds = value.as_i64().filter(|seconds| *seconds <= END_OF_9999)?;
            let last_26_hours = seconds > Timestamp::MAX.as_second();
            if last_26_hours {
                Timestamp::MAX
            } else {
                Timestamp::new(seconds, 0).ok()?
            }
        }
    };
    Some(Literal::Timestamp(
        timestamp.as_second(),
        timestamp.subsec_nanosecond(),
    ))
}

fn date(value: &Value) -> Option<Literal> {
    let date: Date = value.as_str()?.parse().ok()?;
    Some(Literal::Date(date.year(), date.month(), date.day()))
}

/// Parses a UUID in the format of RFC 9562, section 4.
fn uuid(text: &str) -> Option<Literal> {
    let groups: Vec<_> = text.split('-').collect();
    let is_uuid = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let number = u128::from_str_radix(&groups.concat(), 16).ok()?;
    is_uuid.then_some(Literal::Uuid(number))
}

fn document(value: &Value) -> Option<Document> {
    Some(match value {
        Value::Null => Document::Null,
        Value::Bool(value) => Document::Boolean(*value),
        Value::Number(_) => Document::Number(digits(value)?),
        Value::String(text) => Document::Text(text.clone()),
        Value::Sequence(list) => Document::List(list.iter().map(document).collect::<Option<_>>()?),
        Value::Mapping(map) => {
            let entries = map
                .iter()
                .map(|(key, value)| Some((key.as_str()?.to_owned(), document(value)?)));
            Document::Map(entries.collect::<Option<_>>()?)
        }
        Value::Tagged(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Literal, Value, timestamp};

    #[test]
    fn a_timestamp_is_written_in_seconds_or_as_rfc_3339_has_it() {
        let read = |text: &str| match timestamp(&serde_yaml::from_str::<Value>(text).unwrap()) {
            Some(Literal::Timestamp(seconds, nanoseconds)) => Some((seconds, nanoseconds)),
            _ => None,
        };
        assert_eq!(read("1704067200"), Some((1_704_067_200, 0)));
        assert_eq!(read("2024-01-01T00:00:00Z"), Some((1_704_067_200, 0)));
        assert_eq!(
            read("2024-01-01T01:00:00.5+01:00"),
            Some((1_704_067_200, 500_000_000))
        );
        assert_eq!(read("2024-01-01"), None);
        assert_eq!(
            read("9999-12-31T23:59:59Z"),
            Some((253_402_207_200, 999_999_999))
        );
        assert_eq!(read("253402300799"), Some((253_402_207_200, 999_999_999)));
        assert_eq!(read("253402300800"), None);
        assert_eq!(read("253402300800000"), None);
    }
}
