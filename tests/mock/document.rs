//! An OpenAPI document as it is written, which the random values and the verdicts follow.

use std::{cell::RefCell, fs, path::Path};

use boon::{Compiler, Schemas};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::Failure;

/// The address that the document has for the validator.
const ADDRESS: &str = "mock://document/openapi.json";

/// What a fragment of a URL can't contain.
const FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'#')
    .add(b'%')
    .add(b'{')
    .add(b'}')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'|')
    .add(b'\\');

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An OpenAPI document.
pub struct Document {
    pub root: Value,
    validator: RefCell<(Compiler, Schemas)>,
}

/// A place in a document: its JSON Pointer and what stands there.
#[derive(Clone, Debug)]
pub struct At<'d> {
    pub pointer: String,
    pub value: &'d Value,
}

/// An operation of a document.
#[derive(Debug)]
pub struct Described<'d> {
    pub method: String,
    pub path: &'d str,
    pub at: At<'d>,
    /// The parameters, of the path as well.
    pub parameters: Vec<At<'d>>,
}

impl Document {
    /// Reads a document of one file, in JSON or YAML.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path)?;
        let root: Value = match serde_json::from_str(&text) {
            Ok(root) => root,
            Err(_) => serde_yaml::from_str(&text)?,
        };
        let mut validated = root.clone();
        let is_3_0 = root
            .get("openapi")
            .and_then(Value::as_str)
            .is_some_and(|version| version.starts_with("3.0"));
        as_json_schema(&mut validated, is_3_0);
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource(ADDRESS, validated)?;
        Ok(Self {
            root,
            validator: RefCell::new((compiler, Schemas::new())),
        })
    }

    /// Returns the document as a server on this machine can take it: without references to other machines, which stand in
    /// examples.
    pub fn for_server(&self) -> Value {
        let mut root = self.root.clone();
        without_remote(&mut root);
        root
    }

    /// Returns whether a value fits the schema at a place, or why not.
    pub fn check(&self, schema: &At<'_>, value: &Value) -> Result<(), String> {
        let (compiler, schemas) = &mut *self.validator.borrow_mut();
        let pointer = utf8_percent_encode(&schema.pointer, FRAGMENT);
        let index = compiler
            .compile(&format!("{ADDRESS}#{pointer}"), schemas)
            .map_err(|error| format!("the schema can't be used: {error}"))?;
        schemas
            .validate(value, index)
            .map_err(|error| error.to_string())
    }

    /// Returns a place that may be a `$ref`, as what it refers to.
    pub fn resolved<'d>(&'d self, mut at: At<'d>) -> Result<At<'d>, String> {
        for _ in 0..32 {
            let Some(target) = at.value.get("$ref").and_then(Value::as_str) else {
                return Ok(at);
            };
            let pointer = target
                .strip_prefix('#')
                .ok_or_else(|| format!("`{target}` is in another file"))?;
            let pointer = percent_encoding::percent_decode_str(pointer).decode_utf8_lossy();
            let value = self
                .root
                .pointer(&pointer)
                .ok_or_else(|| format!("there is no `{target}`"))?;
            at = At {
                pointer: pointer.into_owned(),
                value,
            };
        }
        Err(format!("`{}` never ends", at.pointer))
    }

    /// Returns all operations.
    pub fn operations(&self) -> Result<Vec<Described<'_>>, String> {
        let root = At {
            pointer: String::new(),
            value: &self.root,
        };
        let mut operations = Vec::new();
        for (path, item) in root.get("paths").iter().flat_map(At::entries) {
            let item = self.resolved(item)?;
            for method in METHODS {
                let Some(at) = item.get(method) else {
                    continue;
                };
                let mut parameters: Vec<At<'_>> = Vec::new();
                let declared = [item.get("parameters"), at.get("parameters")];
                for parameter in declared.iter().flatten().flat_map(At::items) {
                    let parameter = self.resolved(parameter)?;
                    let is_same = |known: &At<'_>| {
                        ["in", "name"]
                            .iter()
                            .all(|key| known.text(key) == parameter.text(key))
                    };
                    match parameters.iter_mut().find(|known| is_same(known)) {
                        Some(known) => *known = parameter,
                        None => parameters.push(parameter),
                    }
                }
                operations.push(Described {
                    method: method.to_uppercase(),
                    path,
                    at,
                    parameters,
                });
            }
        }
        Ok(operations)
    }
}

impl<'d> At<'d> {
    /// Returns what stands below a key.
    pub fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key)?;
        Some(self.below(key, value))
    }

    /// Returns the entries of an object.
    pub fn entries(&self) -> Vec<(&'d str, Self)> {
        let entries = self.value.as_object().into_iter().flatten();
        entries
            .map(|(key, value)| (key.as_str(), self.below(key, value)))
            .collect()
    }

    /// Returns the items of a list.
    pub fn items(&self) -> Vec<Self> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items
            .map(|(index, value)| self.below(&index.to_string(), value))
            .collect()
    }

    /// Returns the text below a key.
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// Returns whether the value below a key is true.
    pub fn flag(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    fn below(&self, key: &str, value: &'d Value) -> Self {
        let key = key.replace('~', "~0").replace('/', "~1");
        Self {
            pointer: format!("{}/{key}", self.pointer),
            value,
        }
    }
}

fn without_remote(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_remote),
        Value::Object(members) => {
            members.retain(|key, value| {
                let target = value.as_str().unwrap_or_default();
                key != "$ref" || target.starts_with('#')
            });
            members.values_mut().for_each(without_remote);
        }
        _ => {}
    }
}

/// Makes JSON Schema, draft 2020-12, of all schemas of a document: what 3.0 says otherwise, and what the validator would
/// refuse but servers ignore.
fn as_json_schema(value: &mut Value, is_3_0: bool) {
    match value {
        Value::Array(items) => {
            for item in items {
                as_json_schema(item, is_3_0);
            }
        }
        Value::Object(schema) => {
            if is_3_0 {
                of_3_0(schema);
            }
            without_read_only(schema);
            if schema
                .get("pattern")
                .and_then(Value::as_str)
                .is_some_and(|pattern| pattern.contains("(?"))
            {
                schema.remove("pattern");
            }
            for member in schema.values_mut() {
                as_json_schema(member, is_3_0);
            }
        }
        _ => {}
    }
}

/// Requires nothing that only responses contain.
fn without_read_only(schema: &mut Map<String, Value>) {
    let properties = schema.get("properties").and_then(Value::as_object);
    let read_only: Vec<_> = properties
        .into_iter()
        .flatten()
        .filter(|(_, property)| property.get("readOnly") == Some(&Value::Bool(true)))
        .map(|(name, _)| Value::String(name.clone()))
        .collect();
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.retain(|name| !read_only.contains(name));
    }
}

fn of_3_0(schema: &mut Map<String, Value>) {
    if schema.get("$ref").is_some_and(Value::is_string) {
        schema.retain(|key, _| key == "$ref");
    }
    for (bound, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        match schema.get(exclusive) {
            Some(Value::Bool(true)) => {
                if let Some(limit) = schema.remove(bound) {
                    schema.insert(exclusive.to_owned(), limit);
                }
            }
            Some(Value::Bool(false)) => drop(schema.remove(exclusive)),
            _ => {}
        }
    }
    if schema.get("nullable") != Some(&Value::Bool(true)) {
        return;
    }
    schema.remove("nullable");
    let or_null = serde_json::json!({ "anyOf": [{ "type": "null" }, schema.clone()] });
    if let Value::Object(or_null) = or_null {
        *schema = or_null;
    }
}
