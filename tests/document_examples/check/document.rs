//! The examples of a document, and where their schemas are.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// The methods of operations.
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// How many references may follow each other.
const MAX_REFERENCES: usize = 32;

/// A message of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    Request,
    /// A response, by its key in the document.
    Response(String),
}

/// A JSON example of a body.
#[derive(Clone, Debug)]
pub struct Example {
    /// The operation, by its number in the document.
    pub operation: usize,
    pub message: Message,
    pub media_type: String,
    /// The JSON pointer of the schema that the document has for it.
    pub schema: Option<String>,
    /// Its own JSON pointer.
    pub place: String,
    pub value: Value,
}

/// A document and its operations.
#[derive(Debug)]
pub struct Document {
    pub root: Value,
    /// The methods and paths of the operations, in the order of the document.
    pub operations: Vec<(String, String)>,
    pub examples: Vec<Example>,
}

impl Document {
    /// Reads a document in JSON or YAML.
    pub fn parse(text: &str) -> Result<Self, String> {
        let root: Value = match serde_json::from_str(text) {
            Ok(root) => root,
            Err(_) => serde_yaml::from_str(text).map_err(|error| error.to_string())?,
        };
        let mut document = Self {
            root: Value::Null,
            operations: Vec::new(),
            examples: Vec::new(),
        };
        let paths = root.get("paths").and_then(Value::as_object);
        for path in paths
            .into_iter()
            .flat_map(Map::keys)
            .filter(|path| !path.starts_with("x-"))
        {
            let Some((at, item)) = resolved(&root, &format!("/paths/{}", escaped(path))) else {
                continue;
            };
            for method in item.as_object().into_iter().flat_map(Map::keys) {
                let operation = format!("{at}/{method}");
                if METHODS.contains(&method.as_str()) {
                    document.add(&root, method, path, &operation);
                }
            }
        }
        document.root = root;
        Ok(document)
    }

    /// Adds an operation, and its examples.
    fn add(&mut self, root: &Value, method: &str, path: &str, at: &str) {
        let operation = self.operations.len();
        self.operations
            .push((method.to_ascii_uppercase(), path.to_owned()));
        self.add_bodies(
            root,
            operation,
            &Message::Request,
            &format!("{at}/requestBody"),
        );
        let responses = format!("{at}/responses");
        let keys = root.pointer(&responses).and_then(Value::as_object);
        for key in keys.into_iter().flat_map(Map::keys) {
            // These have no body in HTTP.
            if method == "head" || matches!(key.as_str(), "204" | "205") || key.starts_with('1') {
                continue;
            }
            let message = Message::Response(key.clone());
            let at = format!("{responses}/{}", escaped(key));
            self.add_bodies(root, operation, &message, &at);
        }
    }

    fn add_bodies(&mut self, root: &Value, operation: usize, message: &Message, at: &str) {
        let Some((at, body)) = resolved(root, at) else {
            return;
        };
        let content = body.get("content").and_then(Value::as_object);
        for (media_type, body) in content.into_iter().flatten() {
            if !is_json(media_type) {
                continue;
            }
            let at = format!("{at}/content/{}", escaped(media_type));
            let schema = body.get("schema").map(|_| format!("{at}/schema"));
            let own = examples(root, &at);
            let found = if own.is_empty() {
                let schema = schema.as_ref().and_then(|pointer| resolved(root, pointer));
                schema.map_or_else(Vec::new, |(at, schema)| of_schema(&at, schema))
            } else {
                own
            };
            self.examples
                .extend(found.into_iter().map(|(place, value)| Example {
                    operation,
                    message: message.clone(),
                    media_type: media_type.clone(),
                    schema: schema.clone(),
                    place,
                    value: of_text(value),
                }));
        }
    }
}

/// Returns the examples of a media type, each with its place.
fn examples(root: &Value, at: &str) -> Vec<(String, Value)> {
    let Some(body) = root.pointer(at) else {
        return Vec::new();
    };
    let one = body
        .get("example")
        .map(|value| (format!("{at}/example"), value.clone()));
    let named = body.get("examples").and_then(Value::as_object);
    let named = named.into_iter().flat_map(Map::keys).filter_map(|name| {
        let (at, example) = resolved(root, &format!("{at}/examples/{}", escaped(name)))?;
        Some((format!("{at}/value"), example.get("value")?.clone()))
    });
    one.into_iter().chain(named).collect()
}

/// Returns the object or list that a text contains: many documents write examples so.
fn of_text(value: Value) -> Value {
    let text = value.as_str().map(str::trim_start);
    let text = text.filter(|text| text.starts_with(['{', '[']));
    let parsed = text.and_then(|text| serde_json::from_str(text).ok());
    parsed.unwrap_or(value)
}

/// Returns the examples of a schema.
fn of_schema(at: &str, schema: &Value) -> Vec<(String, Value)> {
    let one = schema
        .get("example")
        .map(|value| (format!("{at}/example"), value.clone()));
    let several = schema.get("examples").and_then(Value::as_array);
    let several = several.into_iter().flatten().enumerate();
    let several = several.map(|(index, value)| (format!("{at}/examples/{index}"), value.clone()));
    one.into_iter().chain(several).collect()
}

/// Returns what is at a place after all references, and the place where it is.
pub fn resolved<'d>(root: &'d Value, pointer: &str) -> Option<(String, &'d Value)> {
    let mut pointer = pointer.to_owned();
    for _ in 0..MAX_REFERENCES {
        let found = root.pointer(&pointer)?;
        match found.get("$ref").and_then(Value::as_str) {
            Some(reference) => pointer = local(reference)?,
            None => return Some((pointer, found)),
        }
    }
    None
}

/// Returns the JSON pointer of a reference into its own document.
pub fn local(reference: &str) -> Option<String> {
    let pointer = percent_decode_str(reference.strip_prefix('#')?);
    Some(pointer.decode_utf8_lossy().into_owned())
}

/// Returns a key as a part of a JSON pointer.
pub fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Returns whether the bodies of a media type are JSON.
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "*/*" | "*"
    ) || essence.ends_with("+json")
}
