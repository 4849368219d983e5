//! The JSON Schema of the format.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{
    Member, MemberOrType, Spec, Values,
    required::{In, required_keys},
};
use crate::protocol::Protocol;

/// Returns the JSON Schema of the format, for editors.
///
/// ```
/// assert!(restsmith::schema().contains("\"A REST API, described for restsmith.\""));
/// ```
#[must_use]
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Spec);
    let conditions = Protocol::ALL.iter().copied().map(condition).collect();
    drop(schema.insert("allOf".to_owned(), Value::Array(conditions)));
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Returns what the schema says of the keys that a protocol requires.
fn condition(protocol: Protocol) -> Value {
    let needed = required_keys(protocol)
        .map(|(place, key)| match place {
            In::Map(map) => (map.to_owned(), json!({ "required": [key] })),
            In::Entries(map) => (
                map.to_owned(),
                json!({ "additionalProperties": { "required": [key] } }),
            ),
        })
        .collect::<Map<_, _>>();
    json!({
        "if": { "properties": { "service": { "properties": { "protocol": { "const": protocol.name() } } } } },
        "then": { "properties": needed },
    })
}

impl JsonSchema for MemberOrType {
    fn schema_name() -> Cow<'static, str> {
        "MemberOrType".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A member: its type alone, or a map with `type`.",
            "anyOf": [{ "type": "string" }, generator.subschema_for::<Member>()],
        })
    }
}

impl JsonSchema for Values {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The values of an enum: a list of texts, or a map of names to values.",
            "anyOf": [
                { "type": "array", "items": { "type": "string" } },
                { "type": "object", "additionalProperties": { "type": ["string", "integer"] } },
            ],
        })
    }
}
