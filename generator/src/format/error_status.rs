//! The status codes of an error.

use std::fmt::{Formatter, Result as FmtResult};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Unexpected, Visitor},
};

/// The status codes of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorStatus {
    /// One status code.
    Exact(u16),
    /// All status codes that begin with this digit, such as `4XX`.
    Range(u8),
    /// All status codes of errors, `default`.
    Default,
}

/// The ranges, with the first digit of each.
const RANGES: &[(&str, u8)] = &[("3XX", 3), ("4XX", 4), ("5XX", 5)];

/// What can be the value.
pub(super) const STATUSES: &str = "a status code such as 404, `4XX`, `5XX` or `default`";

const DEFAULT: &str = "default";

impl<'de> Deserialize<'de> for ErrorStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Statuses)
    }
}

struct Statuses;

impl Visitor<'_> for Statuses {
    type Value = ErrorStatus;

    fn expecting(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(STATUSES)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<ErrorStatus, E> {
        let status = u16::try_from(number).map(ErrorStatus::Exact);
        status.map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ErrorStatus, E> {
        match RANGES.iter().find(|(name, _)| *name == text) {
            Some((_, digit)) => Ok(ErrorStatus::Range(*digit)),
            None if text == DEFAULT => Ok(ErrorStatus::Default),
            None => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

impl Serialize for ErrorStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(status) => serializer.serialize_u16(*status),
            Self::Range(digit) => serializer.serialize_str(&format!("{digit}XX")),
            Self::Default => serializer.serialize_str(DEFAULT),
        }
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for ErrorStatus {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ErrorStatus".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let ranges = RANGES.iter().map(|(name, _)| *name);
        let words: Vec<_> = ranges.chain([DEFAULT]).collect();
        schemars::json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": 300, "maximum": 599 },
                { "enum": words }
            ]
        })
    }
}
