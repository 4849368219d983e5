//! Whether what is written says the same as the example.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{
    document::{escaped, local},
    schemas::{OF_OTHER_SIDE, Schemas, base64},
};

/// The first difference between an example and what was written.
#[derive(Debug)]
pub struct Difference {
    /// Where it is in the example, as a JSON pointer.
    pub place: String,
    pub what: String,
}

/// Compares by value: numbers, moments and bytes, however they are written. A member that is null and not required is the
/// same as an absent one, and a member that the schema doesn't declare can be absent.
pub fn compare(
    schemas: &mut Schemas,
    schema: Option<&str>,
    example: &Value,
    written: &Value,
) -> Result<(), Difference> {
    let schema = schema.map(str::to_owned);
    Comparison { schemas }.values(schema.into_iter().collect(), "", example, written)
}

struct Comparison<'s> {
    schemas: &'s mut Schemas,
}

impl Comparison<'_> {
    /// Compares values to which all these schemas apply.
    fn values(
        &mut self,
        schemas: Vec<String>,
        place: &str,
        example: &Value,
        written: &Value,
    ) -> Result<(), Difference> {
        let schemas = self.applied(schemas, example);
        match (example, written) {
            (Value::Object(example), Value::Object(written)) => {
                self.objects(&schemas, place, example, written)
            }
            (Value::Array(example), Value::Array(written)) if example.len() == written.len() => {
                let inner = self.inner(&schemas, "items");
                for (index, (example, written)) in example.iter().zip(written).enumerate() {
                    let place = format!("{place}/{index}");
                    self.values(inner.clone(), &place, example, written)?;
                }
                Ok(())
            }
            _ if are_same(example, written, &self.formats(&schemas)) => Ok(()),
            _ => Err(Difference {
                place: place.to_owned(),
                what: format!("{} became {}", short(example), short(written)),
            }),
        }
    }

    fn objects(
        &mut self,
        schemas: &[String],
        place: &str,
        example: &Map<String, Value>,
        written: &Map<String, Value>,
    ) -> Result<(), Difference> {
        for (key, value) in example {
            let place = format!("{place}/{}", escaped(key));
            match (written.get(key), self.declared(schemas, key)) {
                (Some(written), declared) => {
                    self.values(declared.unwrap_or_default(), &place, value, written)?;
                }
                (None, None) => {}
                (None, Some(_)) if value.is_null() && !self.is_required(schemas, key) => {}
                (None, Some(_)) => {
                    let what = format!("{} is absent", short(value));
                    return Err(Difference { place, what });
                }
            }
        }
        match written.keys().find(|key| !example.contains_key(*key)) {
            None => Ok(()),
            Some(key) => Err(Difference {
                place: format!("{place}/{}", escaped(key)),
                what: "it is written, and the example lacks it".to_owned(),
            }),
        }
    }

    /// Returns the schemas that apply to a value: these, what they refer to, and the alternatives that the value fits.
    fn applied(&mut self, schemas: Vec<String>, value: &Value) -> Vec<String> {
        let mut applied = Vec::new();
        let mut met = HashSet::new();
        let mut open = schemas;
        while let Some(pointer) = open.pop() {
            if !met.insert(pointer.clone()) {
                continue;
            }
            let Some(schema) = self.schemas.root.pointer(&pointer) else {
                continue;
            };
            let reference = schema.get("$ref").and_then(Value::as_str);
            open.extend(reference.and_then(local));
            let count = |key: &str| {
                schema
                    .get(key)
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len)
            };
            let [all, any, one] = ["allOf", "anyOf", "oneOf"].map(count);
            open.extend((0..all).map(|index| format!("{pointer}/allOf/{index}")));
            let any = (0..any).map(|index| format!("{pointer}/anyOf/{index}"));
            let one = (0..one).map(|index| format!("{pointer}/oneOf/{index}"));
            for alternative in any.chain(one) {
                if self.schemas.check(&alternative, value).is_ok() {
                    open.push(alternative);
                }
            }
            applied.push(pointer);
        }
        applied
    }

    fn get<'v>(&'v self, pointer: &str, key: &str) -> Option<&'v Value> {
        self.schemas.root.pointer(pointer)?.get(key)
    }

    /// Returns the schemas below this key of these.
    fn inner(&self, schemas: &[String], key: &str) -> Vec<String> {
        let has_key = |pointer: &&String| self.get(pointer, key).is_some();
        let having = schemas.iter().filter(has_key);
        having.map(|pointer| format!("{pointer}/{key}")).collect()
    }

    fn formats(&self, schemas: &[String]) -> Vec<String> {
        let formats = schemas
            .iter()
            .filter_map(|pointer| self.get(pointer, "format")?.as_str());
        formats.map(str::to_owned).collect()
    }

    fn is_required(&self, schemas: &[String], key: &str) -> bool {
        schemas.iter().any(|pointer| {
            let required = self.get(pointer, "required").and_then(Value::as_array);
            required.is_some_and(|required| required.iter().any(|name| name == key))
        })
    }

    /// Returns the schemas of a member, if it is declared: by its name, or because all others are allowed.
    fn declared(&self, schemas: &[String], key: &str) -> Option<Vec<String>> {
        let property = format!("properties/{}", escaped(key));
        let mut found = Vec::new();
        let mut is_declared = false;
        for pointer in schemas {
            let place = format!("{pointer}/{property}");
            let of_name = self.schemas.root.pointer(&place);
            if of_name.is_some_and(|schema| schema.get(OF_OTHER_SIDE).is_some()) {
                return None;
            }
            let others = self.get(pointer, "additionalProperties");
            if of_name.is_some() {
                found.push(place);
            } else if others.is_some_and(|schema| schema != &Value::Bool(false)) {
                found.push(format!("{pointer}/additionalProperties"));
                is_declared = true;
            }
        }
        let is_open = |pointer: &String| self.get(pointer, "properties").is_none();
        let is_declared = is_declared || !found.is_empty() || schemas.iter().all(is_open);
        is_declared.then_some(found)
    }
}

fn are_same(example: &Value, written: &Value, formats: &[String]) -> bool {
    let has = |names: &[&str]| {
        formats
            .iter()
            .any(|format| names.contains(&format.as_str()))
    };
    match (example, written) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.is_f64() != other.is_f64() && one.as_f64() == other.as_f64()
        }
        (Value::String(one), Value::String(other)) if has(&["date-time"]) => {
            let [one, other] = [one, other].map(|text| text.parse::<Timestamp>());
            one.is_ok_and(|one| other.is_ok_and(|other| one == other))
        }
        (Value::String(one), Value::String(other)) if has(&["byte", "base64"]) => {
            base64(one).is_ok_and(|one| base64(other).is_ok_and(|other| one == other))
        }
        _ => example == written,
    }
}

/// Returns the beginning of a value.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
