//! A spec of operations that read what a document has examples of, and write it again.
//!
//! `Read3` returns what the fourth operation returns and fails as it does, but takes nothing, so that a program can call
//! it. `Ask3` returns what the fourth operation is sent. Each writer, such as `Write0`, takes what one of them returned.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value, json};

use super::document::{Example, Message};

/// The keys of a member that say how it is sent, and not what it is.
const OF_REQUESTS: [&str; 5] = ["constant", "default", "style", "part", "idempotency_token"];
/// The bindings of members that aren't in the body.
const BINDINGS: [&str; 7] = [
    "cookie",
    "header",
    "prefix_headers",
    "label",
    "query",
    "query_map",
    "response_code",
];

/// A member of a body.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub is_required: bool,
    member: Map<String, Value>,
}

/// What a program does with what it has read.
#[derive(Clone, Debug)]
pub struct Arm {
    pub writer: usize,
    pub fields: Vec<Field>,
    /// Whether there are members of all other names.
    pub has_others: bool,
    /// The field that contains all others, if there is one.
    pub whole: Option<&'static str>,
}

/// What an operation can come to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Variant {
    Output,
    OneOf(String),
    Error(String),
}

/// An operation that reads.
#[derive(Debug, Default)]
pub struct Reader {
    pub arms: IndexMap<Variant, Arm>,
}

/// A response, and what it is to be read as.
#[derive(Clone, Debug)]
pub struct Case {
    pub reader: String,
    pub status: u16,
    pub variant: Variant,
}

/// The spec, as far as it was needed.
#[derive(Debug, Default)]
pub struct Echo {
    operations: Map<String, Value>,
    shapes: Map<String, Value>,
    writers: IndexSet<String>,
    pub readers: IndexMap<String, Reader>,
}

impl Echo {
    /// Adds what an example needs. Fails if the client can't read or write it at all.
    pub fn case(
        &mut self,
        spec: &Value,
        operation: &str,
        example: &Example,
    ) -> Result<Case, String> {
        let number = example.operation;
        let said = spec.get("operations").and_then(|all| all.get(operation));
        let said = said.and_then(Value::as_object).cloned().unwrap_or_default();
        match &example.message {
            Message::Request => self.request(&format!("Ask{number}"), &said),
            Message::Response(key) => self.response(&format!("Read{number}"), key, &said, spec),
        }
    }

    fn request(&mut self, reader: &str, said: &Map<String, Value>) -> Result<Case, String> {
        let case = Case {
            reader: reader.to_owned(),
            status: 200,
            variant: Variant::Output,
        };
        if self.readers.contains_key(reader) {
            return Ok(case);
        }
        let mut fields = fields(said.get("input"));
        for field in &mut fields {
            field
                .member
                .retain(|key, _| !OF_REQUESTS.contains(&key.as_str()));
        }
        let additional = said.get("additional_input").cloned();
        if fields.is_empty() && additional.is_none() {
            return Err("the input has no body".to_owned());
        }
        let mut arm = Arm {
            has_others: additional.is_some(),
            writer: self.writer(&fields, additional.as_ref(), said.get("request")),
            fields,
            whole: None,
        };
        let mut output = members(&arm.fields);
        if let Some(additional) = additional {
            // Only a structure of its own has members of all other names in a response.
            let shape = format!("Whole{reader}");
            let structure =
                json!({ "type": "structure", "members": output, "additional": additional });
            self.shapes.insert(shape.clone(), structure);
            let whole = json!({ "type": shape, "payload": true, "required": true });
            output = Map::from_iter([("whole".to_owned(), whole)]);
            arm.whole = Some("whole");
        }
        let operation = json!({ "http": format!("GET /{reader}"), "output": output });
        self.operations.insert(reader.to_owned(), operation);
        let arms = IndexMap::from([(Variant::Output, arm)]);
        self.readers.insert(reader.to_owned(), Reader { arms });
        Ok(case)
    }

    fn response(
        &mut self,
        reader: &str,
        key: &str,
        said: &Map<String, Value>,
        spec: &Value,
    ) -> Result<Case, String> {
        let errors: Vec<(&str, &Value)> = said
            .get("errors")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|name| {
                let name = name.as_str()?;
                Some((name, spec.get("errors")?.get(name)?))
            })
            .collect();
        let status_of = |error: &Value| match error.get("status") {
            Some(Value::String(range)) => range.to_ascii_lowercase(),
            Some(number) => number.to_string(),
            None => String::new(),
        };
        let key = key.to_ascii_lowercase();
        let error = errors.iter().find(|(_, error)| status_of(error) == key);
        let known: HashSet<String> = errors.iter().map(|(_, error)| status_of(error)).collect();
        let (variant, fields) = if let Some((name, error)) = error {
            let body = error.get("body").ok_or("the error has no body")?;
            let member = json!({ "type": body, "payload": true, "required": true });
            let body = json!({ "body": member });
            (
                Variant::Error((*name).to_owned()),
                self::fields(Some(&body)),
            )
        } else if let Some(outputs) = said.get("outputs").and_then(Value::as_object) {
            let status = key.parse::<u64>().ok();
            let of_status = |output: &&Value| {
                let own = output.get("status").and_then(Value::as_u64);
                own.is_some() && own == status
            };
            let found = outputs.iter().find(|(_, output)| of_status(output));
            let (name, output) = found.ok_or("the operation has no output of this status")?;
            let fields = self::fields(output.get("members"));
            (Variant::OneOf(name.clone()), fields)
        } else if key.starts_with('2') || key == "default" {
            (Variant::Output, self::fields(said.get("output")))
        } else {
            return Err("the operation has no error of this status".to_owned());
        };
        if fields.is_empty() {
            return Err("the output has no body".to_owned());
        }
        if !self.readers.contains_key(reader) {
            self.operations
                .insert(reader.to_owned(), readable(reader, said));
        }
        let status = status(&key, matches!(variant, Variant::Error(_)), &known)?;
        let writer = self.writer(&fields, None, None);
        let known = self.readers.entry(reader.to_owned()).or_default();
        known.arms.entry(variant.clone()).or_insert(Arm {
            writer,
            fields,
            has_others: false,
            whole: None,
        });
        Ok(Case {
            reader: reader.to_owned(),
            status,
            variant,
        })
    }

    /// Returns the number of the operation that writes these members.
    fn writer(
        &mut self,
        fields: &[Field],
        additional: Option<&Value>,
        request: Option<&Value>,
    ) -> usize {
        let mut operation = json!({ "input": members(fields) });
        if let Some(map) = operation.as_object_mut() {
            map.extend(additional.map(|type_| ("additional_input".to_owned(), type_.clone())));
            map.extend(request.map(|type_| ("request".to_owned(), type_.clone())));
        }
        let (number, is_new) = self.writers.insert_full(operation.to_string());
        if let Some(map) = operation.as_object_mut().filter(|_| is_new) {
            map.insert("http".to_owned(), json!(format!("PUT /Write{number}")));
            self.operations.insert(format!("Write{number}"), operation);
        }
        number
    }

    /// Returns the spec, with what it needs of the document's.
    pub fn spec(&self, of: &Value) -> Value {
        let listed = |name: &str| {
            self.operations.values().any(|operation| {
                let errors = operation.get("errors").and_then(Value::as_array);
                errors.is_some_and(|errors| errors.iter().any(|error| error == name))
            })
        };
        let mut errors = entries(of, "errors");
        errors.retain(|name, _| listed(name));
        let mut shapes = entries(of, "shapes");
        shapes.extend(self.shapes.clone());
        let mut used = HashSet::new();
        let mut open: Vec<&Value> = self.operations.values().chain(errors.values()).collect();
        while let Some(value) = open.pop() {
            match value {
                Value::String(name) if used.insert(name.clone()) => open.extend(shapes.get(name)),
                Value::Array(values) => open.extend(values),
                Value::Object(map) => open.extend(map.values()),
                _ => {}
            }
        }
        let shapes: Map<_, _> = shapes
            .iter()
            .filter(|(name, _)| used.contains(*name))
            .map(|(name, shape)| (name.clone(), shape.clone()))
            .collect();
        json!({
            "restsmith": 1,
            "service": {
                "name": "echo",
                "protocol": "rest-json",
                "endpoint": { "url": "https://echo.invalid" },
                "errors": { "by": "status" },
            },
            "operations": self.operations,
            "errors": errors,
            "shapes": shapes,
        })
    }
}

/// Returns an operation that is read as this one is, and takes nothing.
fn readable(reader: &str, said: &Map<String, Value>) -> Value {
    let mut operation = said.clone();
    operation.retain(|key, _| matches!(key.as_str(), "status" | "response" | "errors"));
    operation.insert("http".to_owned(), json!(format!("GET /{reader}")));
    if let Some(outputs) = said.get("outputs").and_then(Value::as_object) {
        let outputs = outputs.iter().map(|(name, output)| {
            let status = output.get("status").cloned().unwrap_or_default();
            let members = members(&fields(output.get("members")));
            (
                name.clone(),
                json!({ "status": status, "members": members }),
            )
        });
        operation.insert("outputs".to_owned(), Value::Object(outputs.collect()));
    } else {
        let output = members(&fields(said.get("output")));
        operation.insert("output".to_owned(), Value::Object(output));
    }
    Value::Object(operation)
}

/// Returns the members of a body, with names that are the same in Rust.
fn fields(members: Option<&Value>) -> Vec<Field> {
    let members = members.and_then(Value::as_object).into_iter().flatten();
    let in_body =
        members.filter(|(_, member)| BINDINGS.iter().all(|key| member.get(*key).is_none()));
    let fields = in_body.enumerate().map(|(index, (name, member))| {
        let mut member = match member {
            Value::Object(member) => member.clone(),
            type_ => Map::from_iter([("type".to_owned(), type_.clone())]),
        };
        if !member.contains_key("payload") {
            member
                .entry("name")
                .or_insert_with(|| Value::String(name.clone()));
        }
        Field {
            name: format!("m{index}"),
            is_required: member.get("required") == Some(&Value::Bool(true)),
            member,
        }
    });
    fields.collect()
}

fn members(fields: &[Field]) -> Map<String, Value> {
    let members = fields.iter();
    members
        .map(|field| (field.name.clone(), Value::Object(field.member.clone())))
        .collect()
}

fn entries(spec: &Value, key: &str) -> Map<String, Value> {
    let entries = spec.get(key).and_then(Value::as_object);
    entries.cloned().unwrap_or_default()
}

/// Returns a status code that a key of the document stands for, and no other one of the operation.
fn status(key: &str, is_error: bool, known: &HashSet<String>) -> Result<u16, String> {
    let mut candidates = match key {
        "default" if !is_error => 200..=299,
        "default" => 300..=599,
        _ => match key
            .strip_suffix("xx")
            .and_then(|digit| digit.parse::<u16>().ok())
        {
            Some(digit) => digit * 100..=digit * 100 + 99,
            None => {
                return key
                    .parse()
                    .map_err(|_| format!("`{key}` is no status code"));
            }
        },
    };
    let is_free = |status: &u16| {
        let range = format!("{}xx", status / 100);
        !known.contains(&status.to_string()) && (range == key || !known.contains(&range))
    };
    // Redirections are rare, so the last ones are taken.
    let found = if is_error {
        candidates.rfind(is_free)
    } else {
        candidates.find(is_free)
    };
    found.ok_or_else(|| format!("all that `{key}` stands for have errors of their own"))
}
