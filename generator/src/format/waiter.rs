//! Waiters as written.

use std::fmt::{Formatter, Result as FmtResult};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Unexpected, Visitor},
};

use super::present::present;

/// What a client can wait for by calling the operation again and again.
#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `acceptors`")]
pub struct Waiter {
    /// The minimum delay between two calls, in seconds. The default is 2.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, range(min = 1, max = 86400), example = 5))]
    pub min_delay: Option<u64>,
    /// The maximum delay between two calls, in seconds. The default is 120, or `min_delay` if that is more.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, range(min = 1, max = 86400), example = 60))]
    pub max_delay: Option<u64>,
    /// What it waits for, in Markdown.
    #[cfg_attr(feature = "cli", schemars(example = &"The table can be written to."))]
    pub docs: Option<String>,
    /// What the outcomes of a call mean. The first that matches decides. Without one that does, an output means another
    /// call, and an error ends the wait.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!([{ "state": "success", "path": "status", "equals": "ACTIVE" }])))]
    pub acceptors: Vec<Acceptor>,
}

/// What one outcome of a call means to a waiter. It has one of `status`, `error`, `path`, `all` and `any`.
#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `state`")]
pub struct Acceptor {
    /// What the outcome means: the wait is over, has failed, or goes on.
    #[cfg_attr(feature = "cli", schemars(example = &"success"))]
    pub state: AcceptorState,
    /// The status code of an error, `error` for any error of the service, or `success` for any success.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = 404))]
    pub status: Option<AcceptorStatus>,
    /// The name of an error, or its code on the wire.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"NotFound"))]
    pub error: Option<String>,
    /// The path of a value in the output, in JMESPath.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"table.status"))]
    pub path: Option<String>,
    /// The path of values in the output. There is at least one, and all are the same.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"volumes[].state"))]
    pub all: Option<String>,
    /// The path of values in the output, at least one of which matches.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"volumes[].state"))]
    pub any: Option<String>,
    /// The value at the path. The default is true.
    #[cfg_attr(
        feature = "cli",
        schemars(with = "Option<serde_json::Value>", example = &"ACTIVE")
    )]
    pub equals: Option<serde_yaml::Value>,
}

/// What an outcome of a call means to a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AcceptorState {
    /// The wait is over.
    Success,
    /// The wait has failed: further calls wouldn't succeed.
    Failure,
    /// Another call is made.
    Retry,
}

/// The status of an outcome of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorStatus {
    /// This status code.
    Exact(u16),
    /// Any success.
    Success,
    /// Any error that the service returns.
    Error,
}

/// What can be the value of `status`.
pub(super) const ACCEPTOR_STATUSES: &str = "a status code such as 404, `success` or `error`";

impl<'de> Deserialize<'de> for AcceptorStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Statuses)
    }
}

struct Statuses;

impl Visitor<'_> for Statuses {
    type Value = AcceptorStatus;

    fn expecting(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(ACCEPTOR_STATUSES)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<AcceptorStatus, E> {
        let status = u16::try_from(number).map(AcceptorStatus::Exact);
        status.map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<AcceptorStatus, E> {
        match text {
            "success" => Ok(AcceptorStatus::Success),
            "error" => Ok(AcceptorStatus::Error),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

impl Serialize for AcceptorStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(status) => serializer.serialize_u16(*status),
            Self::Success => serializer.serialize_str("success"),
            Self::Error => serializer.serialize_str("error"),
        }
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for AcceptorStatus {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AcceptorStatus".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": 200, "maximum": 599 },
                { "enum": ["success", "error"] }
            ]
        })
    }
}
