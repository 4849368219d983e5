//! The schemas of a document, in the words of JSON Schema, and what fits them.

use std::{collections::HashMap, error::Error};

use base64::{Engine, alphabet, engine};
use boon::{Compiler, Format, SchemaIndex};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::document::{escaped, resolved};

/// The name of the document for the validator, which fetches nothing.
const URL: &str = "https://document.invalid/document.json";
const POINTER: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'~')
    .remove(b'-')
    .remove(b'_');

/// Says of a property that only the other side sends it.
pub const OF_OTHER_SIDE: &str = "x-of-other-side";

/// The keys whose values are schemas.
const SCHEMAS: [&str; 9] = [
    "schema",
    "additionalProperties",
    "items",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
];
/// The keys whose values are lists of schemas.
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
/// The keys whose values are schemas by names.
const MAPS: [&str; 4] = ["properties", "$defs", "definitions", "dependentSchemas"];
const NUMBERS: [&str; 11] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];
const TYPES: [&str; 7] = [
    "null", "boolean", "integer", "number", "string", "array", "object",
];
/// The formats that a value must have. Of the others, clients accept any text.
const FORMATS: [&str; 4] = ["date-time", "date", "byte", "base64"];
const INTEGERS: [&str; 6] = ["int8", "int16", "int32", "int64", "uint8", "uint16"];

/// Who sends a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Request,
    Response,
}

impl Side {
    /// Returns the key of a property that this side doesn't send.
    fn left_out(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }
}

/// The schemas of a document, as they are for the bodies of one side.
pub struct Schemas {
    pub root: Value,
    compiler: Compiler,
    compiled: boon::Schemas,
    known: HashMap<String, Result<SchemaIndex, String>>,
}

impl Schemas {
    pub fn new(document: &Value, side: Side) -> Result<Self, Box<dyn Error>> {
        let root = Translation { document, side }.other(document);
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        for (name, func) in [
            ("byte", is_base64 as fn(&Value) -> _),
            ("base64", is_base64),
            ("int8", is_integer::<i8>),
            ("int16", is_integer::<i16>),
            ("int32", is_integer::<i32>),
            ("int64", is_integer::<i64>),
            ("uint8", is_integer::<u8>),
            ("uint16", is_integer::<u16>),
        ] {
            compiler.register_format(Format { name, func });
        }
        compiler.add_resource(URL, root.clone())?;
        Ok(Self {
            root,
            compiler,
            compiled: boon::Schemas::new(),
            known: HashMap::new(),
        })
    }

    /// Checks that a value fits the schema at a place.
    pub fn check(&mut self, pointer: &str, value: &Value) -> Result<(), String> {
        let index = if let Some(known) = self.known.get(pointer) {
            known.clone()
        } else {
            let url = format!("{URL}#{}", utf8_percent_encode(pointer, POINTER));
            let compiled = self.compiler.compile(&url, &mut self.compiled);
            let compiled = compiled.map_err(|error| format!("the schema is invalid: {error}"));
            self.known.insert(pointer.to_owned(), compiled.clone());
            compiled
        };
        let checked = self.compiled.validate(value, index?);
        checked.map_err(|error| {
            // The line whose place is the deepest says most.
            let text = error.to_string();
            let places = text
                .lines()
                .filter_map(|line| line.trim().strip_prefix("- "));
            let line = places
                .rev()
                .max_by_key(|line| line.split(':').next().map_or(0, str::len));
            line.unwrap_or_default().to_owned()
        })
    }
}

/// The way from the schemas of a document to those of JSON Schema, draft 2020-12.
struct Translation<'d> {
    document: &'d Value,
    side: Side,
}

impl Translation<'_> {
    /// Translates what stands around schemas.
    fn other(&self, value: &Value) -> Value {
        match value {
            Value::Object(map) => {
                let entries = map.iter().map(|(key, value)| {
                    let translated = match (key.as_str(), value) {
                        ("example" | "examples", _) => Value::Null,
                        ("schema", _) => self.schema(value),
                        ("schemas", Value::Object(map)) => self.map(map),
                        _ => self.other(value),
                    };
                    (key.clone(), translated)
                });
                Value::Object(entries.collect())
            }
            Value::Array(items) => items.iter().map(|item| self.other(item)).collect(),
            other => other.clone(),
        }
    }

    fn map(&self, map: &Map<String, Value>) -> Value {
        let entries = map.iter();
        let entries = entries.map(|(name, schema)| (name.clone(), self.schema(schema)));
        Value::Object(entries.collect())
    }

    fn schema(&self, schema: &Value) -> Value {
        let Value::Object(map) = schema else {
            return Value::Bool(schema != &Value::Bool(false));
        };
        let mut translated = Map::new();
        for (key, value) in map {
            if let Some(value) = self.keyword(key, value) {
                translated.insert(key.clone(), value);
            }
        }
        for (bound, exclusive) in [
            ("minimum", "exclusiveMinimum"),
            ("maximum", "exclusiveMaximum"),
        ] {
            // In OpenAPI 3.0 they are booleans.
            if map.get(exclusive) == Some(&Value::Bool(true))
                && let Some(limit) = translated.remove(bound)
            {
                translated.insert(exclusive.to_owned(), limit);
            }
        }
        if map.get("contentEncoding") == Some(&json!("base64")) {
            translated.insert("format".to_owned(), json!("base64"));
        }
        let has_kind = |key: &str| translated.contains_key(key);
        let kinds = ["type", "$ref", "allOf", "anyOf", "oneOf", "enum", "const"];
        if has_kind("properties") && !kinds.into_iter().any(has_kind) {
            // A schema with properties is meant for objects, though it is true of all other values.
            translated.insert("type".to_owned(), json!("object"));
        }
        self.leave_out(map, &mut translated);
        if map.get("nullable") == Some(&Value::Bool(true)) {
            allow_null(&mut translated);
        }
        Value::Object(translated)
    }

    /// Translates a keyword. What says nothing of values, or can't be understood, is left out, and so are patterns:
    /// those of JavaScript aren't those of the validator.
    fn keyword(&self, key: &str, value: &Value) -> Option<Value> {
        let known = match value {
            Value::Object(_) | Value::Bool(_) if SCHEMAS.contains(&key) => self.schema(value),
            Value::Array(items) if LISTS.contains(&key) => {
                items.iter().map(|item| self.schema(item)).collect()
            }
            Value::Object(map) if MAPS.contains(&key) => self.map(map),
            Value::Number(_) if NUMBERS.contains(&key) => value.clone(),
            Value::Bool(_) if key == "uniqueItems" => value.clone(),
            Value::Array(_) if matches!(key, "enum" | "required") => value.clone(),
            Value::String(reference) if key == "$ref" => json!(reference),
            Value::String(name) if key == "type" && TYPES.contains(&name.as_str()) => json!(name),
            Value::String(name) if key == "type" && name == "file" => json!("string"),
            Value::Array(_) if key == "type" => value.clone(),
            Value::String(name)
                if key == "format"
                    && (FORMATS.contains(&name.as_str()) || INTEGERS.contains(&name.as_str())) =>
            {
                json!(name)
            }
            _ if key == "const" => value.clone(),
            _ => return None,
        };
        Some(known)
    }

    /// Marks the properties that only the other side sends, and requires none of them.
    fn leave_out(&self, map: &Map<String, Value>, translated: &mut Map<String, Value>) {
        let Some(Value::Object(properties)) = map.get("properties") else {
            return;
        };
        let key = self.side.left_out();
        let says = |schema: &Value| schema.get(key) == Some(&Value::Bool(true));
        let is_left_out = |schema: &Value| {
            let referred = schema.get("$ref").and_then(Value::as_str);
            let referred = referred.and_then(super::document::local);
            let referred = referred.and_then(|pointer| resolved(self.document, &pointer));
            says(schema) || referred.is_some_and(|(_, schema)| says(schema))
        };
        for (name, _) in properties.iter().filter(|(_, schema)| is_left_out(schema)) {
            if let Some(Value::Array(required)) = translated.get_mut("required") {
                required.retain(|required| required != name);
            }
            let pointer = format!("/properties/{}", escaped(name));
            let mut inner = Value::Object(std::mem::take(translated));
            if let Some(Value::Object(property)) = inner.pointer_mut(&pointer) {
                property.insert(OF_OTHER_SIDE.to_owned(), Value::Bool(true));
            }
            if let Value::Object(inner) = inner {
                *translated = inner;
            }
        }
    }
}

/// Lets a schema have null, which OpenAPI 3.0 says by `nullable`.
fn allow_null(schema: &mut Map<String, Value>) {
    if let Some(kind) = schema.get_mut("type") {
        let mut kinds = match kind.take() {
            Value::Array(kinds) => kinds,
            one => vec![one],
        };
        kinds.push(json!("null"));
        *kind = Value::Array(kinds);
    }
    for key in ["enum", "anyOf", "oneOf"] {
        if let Some(Value::Array(values)) = schema.get_mut(key)
            && !values.contains(&Value::Null)
        {
            let null = if key == "enum" {
                Value::Null
            } else {
                json!({ "type": "null" })
            };
            values.push(null);
        }
    }
    for key in ["$ref", "allOf"] {
        if let Some(value) = schema.remove(key) {
            let alternatives = json!([{ key: value }, { "type": "null" }]);
            schema.insert("anyOf".to_owned(), alternatives);
        }
    }
}

/// Reads base64 with or without padding.
pub fn base64(text: &str) -> Result<Vec<u8>, base64::DecodeError> {
    let config = engine::GeneralPurposeConfig::new()
        .with_decode_padding_mode(engine::DecodePaddingMode::Indifferent);
    engine::GeneralPurpose::new(&alphabet::STANDARD, config).decode(text)
}

fn is_base64(value: &Value) -> Result<(), Box<dyn Error>> {
    value
        .as_str()
        .map_or(Ok(()), |text| Ok(base64(text).map(drop)?))
}

fn is_integer<T: TryFrom<i64>>(value: &Value) -> Result<(), Box<dyn Error>> {
    let Value::Number(number) = value else {
        return Ok(());
    };
    let fits = match number.as_i64() {
        Some(number) => T::try_from(number).is_ok(),
        // A whole number such as `1.0` is one too.
        None => number.is_f64(),
    };
    if fits {
        Ok(())
    } else {
        Err("the number is out of range".into())
    }
}
