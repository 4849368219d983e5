//! What is called: random operations with random inputs.

use std::{collections::BTreeMap, path::Path};

use fastrand::Rng;
use restsmith::{Imported, OpenApiDocument, import_openapi};
use restsmith_typed_values::{
    Spec,
    spec::{MemberOrType, Operation},
};
use serde_json::{Map, Value};

use crate::{
    Failure,
    document::{At, Described, Document},
    random::Random,
    text::Place,
};

/// Random calls of a document's operations.
pub struct Drawn<'d> {
    pub imported: Imported,
    pub spec: Spec,
    pub cases: Vec<Case<'d>>,
    /// Why operations of the document are not called, each with its method and path.
    pub left_out: BTreeMap<String, String>,
}

/// A call.
pub struct Case<'d> {
    /// Its name in the spec.
    pub operation: String,
    pub described: &'d Described<'d>,
    /// The values of the input's members, by their names in the spec.
    pub input: Map<String, Value>,
    /// Those of members of other names in the body.
    pub additional: Map<String, Value>,
    /// Whether a label of several segments has them.
    pub has_slash: bool,
    /// The parameters that are lists or objects.
    pub nested: Map<String, Value>,
    /// The body, if it is JSON.
    pub json: Option<Value>,
    /// The body, if it is a form.
    pub form: Option<Value>,
}

impl<'d> Drawn<'d> {
    /// Draws so many calls of a document.
    pub fn draw(
        path: &Path,
        document: &'d Document,
        operations: &'d [Described<'d>],
        count: usize,
        rng: &mut Rng,
    ) -> Result<Self, Failure> {
        let whole = import_openapi(&OpenApiDocument::read(path))?;
        let spec = Spec::parse(&whole.yaml)?;
        let names: BTreeMap<_, _> = spec
            .operations
            .iter()
            .map(|(name, operation)| (comparable(&operation.http), name))
            .collect();
        let mut left_out = BTreeMap::new();
        let mut callable = Vec::new();
        for described in operations {
            let http = format!("{} {}", described.method, described.path);
            match names.get(&comparable(&http)) {
                Some(name) => callable.push((*name, described)),
                None => drop(left_out.insert(http, "it isn't imported".to_owned())),
            }
        }
        rng.shuffle(&mut callable);
        let mut cases = Vec::new();
        while cases.len() < count && !callable.is_empty() {
            callable.retain(|(name, described)| {
                if cases.len() == count {
                    return true;
                }
                let Some(operation) = spec.operations.get(*name) else {
                    return false;
                };
                match Case::draw(name, operation, &spec, described, document, rng) {
                    Ok(case) => cases.push(case),
                    Err(why) => {
                        let http = format!("{} {}", described.method, described.path);
                        left_out.insert(http, why);
                        return false;
                    }
                }
                true
            });
        }
        let mut selected = OpenApiDocument::read(path);
        selected.operations = cases.iter().map(|case| case.operation.clone()).collect();
        selected.operations.sort();
        selected.operations.dedup();
        let imported = import_openapi(&selected)?;
        let spec = Spec::parse(&imported.yaml)?;
        Ok(Self {
            imported,
            spec,
            cases,
            left_out,
        })
    }
}

/// Returns the method and the URI of an operation without the names of labels, which a spec may change, and without what
/// isn't sent.
fn comparable(http: &str) -> String {
    let (method, uri) = http.split_once(' ').unwrap_or(("", http));
    let mut text = format!("{method} ");
    let mut is_in_label = false;
    for character in uri.trim_start_matches('/').chars() {
        match character {
            '{' => is_in_label = true,
            '}' => is_in_label = false,
            _ if is_in_label => continue,
            _ => {}
        }
        text.push(character);
    }
    text
}

impl<'d> Case<'d> {
    fn draw(
        name: &str,
        operation: &Operation,
        spec: &Spec,
        described: &'d Described<'d>,
        document: &'d Document,
        rng: &mut Rng,
    ) -> Result<Self, String> {
        let mut case = Self {
            operation: name.to_owned(),
            described,
            input: Map::new(),
            additional: Map::new(),
            has_slash: false,
            nested: Map::new(),
            json: None,
            form: None,
        };
        // A spec may have other names for the labels, in the same order.
        let labels: BTreeMap<_, _> = labels(described.path)
            .into_iter()
            .zip(labels(&operation.http))
            .collect();
        for parameter in &described.parameters {
            let (Some(name), Some(place)) = (parameter.text("name"), parameter.text("in")) else {
                continue;
            };
            let is_required = parameter.flag("required") || place == "path";
            if !is_required && rng.u8(..3) == 0 {
                continue;
            }
            let member = match place {
                "path" => labels
                    .get(name)
                    .and_then(|label| bound(operation, place, label)),
                _ => bound(operation, place, name),
            };
            let drawn = parameter_value(parameter, place, document, rng);
            let drawn = drawn.map_err(|why| format!("the parameter `{name}`: {why}"));
            let nested = drawn.as_ref().ok();
            if let Some(value) = nested.filter(|value| value.is_array() || value.is_object()) {
                case.nested.insert(name.to_owned(), value.clone());
            }
            if place == "path" && operation.http.contains("+}") {
                let text = drawn.as_ref().ok().and_then(Value::as_str);
                case.has_slash |= text.is_some_and(|text| text.contains('/'));
            }
            match (drawn, member) {
                (Ok(value), Some(member)) => drop(case.input.insert(member, value)),
                (Ok(Value::Object(values)), None) => {
                    case.add_exploded(operation, &values);
                }
                (Err(why), _) if is_required => return Err(why),
                _ => {}
            }
        }
        case.draw_body(operation, spec, document, rng)?;
        Ok(case)
    }

    /// Adds the properties of an object that are parameters of their own.
    fn add_exploded(&mut self, operation: &Operation, values: &Map<String, Value>) {
        for (name, value) in values {
            if let Some(member) = bound(operation, "query", name) {
                self.input.insert(member, value.clone());
            }
        }
    }

    fn draw_body(
        &mut self,
        operation: &Operation,
        spec: &Spec,
        document: &'d Document,
        rng: &mut Rng,
    ) -> Result<(), String> {
        let Some(body) = self.described.at.get("requestBody") else {
            return Ok(());
        };
        let body = document.resolved(body)?;
        let in_body = |member: &MemberOrType| {
            member.details().is_none_or(|details| {
                let bindings = [
                    &details.label,
                    &details.query,
                    &details.header,
                    &details.cookie,
                ];
                bindings.into_iter().all(Option::is_none) && !details.query_map
            })
        };
        let members: Vec<_> = operation
            .input
            .iter()
            .filter(|(_, member)| in_body(member))
            .collect();
        let is_required =
            body.flag("required") || members.iter().any(|(_, member)| member.is_required());
        if members.is_empty() || !is_required && rng.u8(..4) == 0 {
            return Ok(());
        }
        let format = operation.request.as_ref().or(spec.service.request.as_ref());
        let (media_type, media) = media(&body, format.map(String::as_str))?;
        let schema = media.get("schema").ok_or("its body has no schema")?;
        let is_json = media_type.contains("json") || media_type == "*/*";
        let place = if is_json { Place::Body } else { Place::Form };
        let value = Random::new(document, rng, place)
            .fitting(&schema)
            .map_err(|why| format!("the body: {why}"))?;
        let whole = members
            .iter()
            .find(|(_, member)| member.details().is_some_and(|details| details.payload));
        let written = if is_json {
            &mut self.json
        } else {
            &mut self.form
        };
        *written = Some(value.clone());
        if let Some((name, _)) = whole {
            self.input.insert((*name).clone(), value);
            return Ok(());
        }
        let Value::Object(mut values) = value else {
            return Err("its body isn't an object".to_owned());
        };
        for (name, member) in &members {
            let wire_name = member.json_name(name).unwrap_or_default();
            if let Some(value) = values.remove(wire_name) {
                self.input.insert((*name).clone(), value);
            }
        }
        if operation.additional_input.is_some() {
            self.additional = values;
        }
        Ok(())
    }
}

/// Returns the labels of a path, in their order.
fn labels(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(label, _)| label.trim_end_matches('+'))
        .collect()
}

/// Returns the member that is bound to a parameter.
fn bound(operation: &Operation, place: &str, name: &str) -> Option<String> {
    let found = operation.input.iter().find(|(own, member)| {
        member.details().is_some_and(|details| match place {
            "path" => details.label.as_deref() == Some(name),
            "query" => details.query.as_deref() == Some(name) || details.query_map && *own == name,
            "header" => {
                let header = details.header.as_deref();
                header.is_some_and(|header| header.eq_ignore_ascii_case(name))
            }
            "cookie" => details.cookie.as_deref() == Some(name),
            _ => false,
        })
    });
    found.map(|(name, _)| name.clone())
}

fn parameter_value<'d>(
    parameter: &At<'d>,
    place: &str,
    document: &'d Document,
    rng: &mut Rng,
) -> Result<Value, String> {
    let content = || {
        let content = parameter.get("content")?;
        let (_, media) = content.entries().into_iter().next()?;
        media.get("schema")
    };
    let has_separators = parameter.value.get("explode") == Some(&Value::Bool(false))
        || parameter.get("style").is_some();
    let place = match place {
        "path" => Place::Label,
        "header" => Place::Header,
        _ if has_separators => Place::Item,
        _ => Place::Query,
    };
    let schema = parameter.get("schema").or_else(content);
    let schema = schema.ok_or("it has no schema")?;
    Random::new(document, rng, place).fitting(&schema)
}

/// Returns the media type of a body that is sent, as the document writes it, with what the document says of it.
fn media<'d>(body: &At<'d>, format: Option<&str>) -> Result<(&'d str, At<'d>), String> {
    let content = body.get("content").map_or(Vec::new(), |at| at.entries());
    let essence = |name: &str| {
        name.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase()
    };
    let wanted = match format {
        Some("form") => "application/x-www-form-urlencoded",
        Some("multipart") => "multipart/form-data",
        Some(media_type) => media_type,
        None => "application/json",
    };
    let is_json = |name: &str| name.contains("json") || name == "*/*";
    let found = content
        .iter()
        .find(|(name, _)| essence(name) == essence(wanted))
        .or_else(|| content.iter().find(|(name, _)| is_json(name)))
        .or_else(|| content.first());
    found
        .cloned()
        .ok_or_else(|| "its body has no media type".to_owned())
}
