//! Finds cases that contradict their own model, so that no client can pass them. Only the model is asked: a mistake of
//! the client must fail the test, and not skip it.

use restsmith_typed_values::UNKNOWN_MEMBER;
use serde_json::{Map, Value};

use crate::suite::{Case, Request, Suite};

/// Returns what is wrong with a case, if anything is.
pub fn of(case: &Case, suite: &Suite) -> Option<String> {
    let model = Model {
        suite,
        shapes: &suite.shapes,
    };
    let shape = |message: &str| case.given.get(message)?.get("shape")?.as_str();
    match (&case.serialized, &case.response) {
        (Some(request), _) => model.request(case, request, shape("input")),
        (None, Some(_)) if is_error(case) => model.error(case),
        (None, Some(_)) => model.message(&case.result, shape("output"), "result"),
        (None, None) => Some("there is neither a request nor a response".to_owned()),
    }
}

/// Returns whether the response of a case is an error.
pub fn is_error(case: &Case) -> bool {
    case.error.is_some() || case.error_code.is_some()
}

/// By what names a value calls members.
#[derive(Clone, Copy)]
enum Names {
    Own,
    Wire,
}

/// The shapes of a suite.
struct Model<'a> {
    suite: &'a Suite,
    shapes: &'a Map<String, Value>,
}

impl<'a> Model<'a> {
    fn request(&self, case: &Case, request: &Request, input: Option<&str>) -> Option<String> {
        self.message(&case.params, input, "input")
            .or_else(|| self.body(request, input?))
            .or_else(|| self.media_type(request, input?))
    }

    /// Returns what a value has that the shape of its message hasn't.
    fn message(
        &self,
        value: &Map<String, Value>,
        shape: Option<&str>,
        what: &str,
    ) -> Option<String> {
        let unknown = match shape {
            Some(shape) => self.structure(value, shape, Names::Own),
            None => value.iter().find_map(|(name, value)| {
                (!value.is_null()).then(|| format!("`{name}`, and the operation has none"))
            }),
        };
        unknown.map(|unknown| format!("its {what} has {unknown}"))
    }

    fn error(&self, case: &Case) -> Option<String> {
        let errors = case
            .given
            .get("errors")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let mut shapes = errors.filter_map(|error| error.get("shape")?.as_str());
        let is_meant = |shape: &&str| {
            let own = self
                .shapes
                .get(*shape)
                .and_then(|shape| shape.get("error")?.get("code")?.as_str());
            case.error_code
                .as_deref()
                .is_none_or(|code| code == own.unwrap_or(shape))
        };
        let shape = shapes.find(is_meant)?;
        let mut members = case.error.clone().unwrap_or_default();
        // Every error has a message, whatever its model says.
        members.retain(|name, _| !name.eq_ignore_ascii_case("message"));
        self.message(&members, Some(shape), "error")
    }

    /// Returns what the body of a request has that its shape hasn't.
    fn body(&self, request: &Request, input: &str) -> Option<String> {
        let body = self.suite.value(request.body.as_deref()?)?;
        let shape = match self.payload(input) {
            Some((_, shape)) => shape,
            None => input,
        };
        self.value(&body, shape, Names::Wire)
            .map(|unknown| format!("the body of its request has {unknown}"))
    }

    /// Returns what the media type of a request is, if it is not the usual one and nothing in the model says it.
    fn media_type(&self, request: &Request, input: &str) -> Option<String> {
        let is_content_type = |name: &str| name.eq_ignore_ascii_case("content-type");
        let (_, expected) = request
            .headers
            .iter()
            .find(|(name, _)| is_content_type(name))?;
        let (name, shape) = self.payload(input)?;
        let usual = match self.kind(shape)? {
            "blob" => "application/octet-stream",
            "string" => "text/plain",
            _ => return None,
        };
        let is_said = self.members(input)?.values().any(|member| {
            let text = |key: &str| member.get(key).and_then(Value::as_str).unwrap_or_default();
            text("location") == "header" && is_content_type(text("locationName"))
        });
        (expected != usual && !is_said).then(|| {
            format!(
                "its request has the media type {expected}, but its model gives `{name}` none, and so {usual}"
            )
        })
    }

    fn value(&self, value: &Value, shape: &str, names: Names) -> Option<String> {
        let of = |key: &str| self.shapes.get(shape)?.get(key)?.get("shape")?.as_str();
        match (self.kind(shape)?, value) {
            ("structure", Value::Object(value)) => self.structure(value, shape, names),
            ("list", Value::Array(items)) => {
                let of = of("member")?;
                items.iter().find_map(|item| self.value(item, of, names))
            }
            ("map", Value::Object(entries)) => {
                let of = of("value")?;
                entries
                    .values()
                    .find_map(|value| self.value(value, of, names))
            }
            _ => None,
        }
    }

    fn structure(&self, value: &Map<String, Value>, shape: &str, names: Names) -> Option<String> {
        let is_member = |name: &str| name != "__type" && name != UNKNOWN_MEMBER;
        let set = value
            .iter()
            .filter(|(name, value)| is_member(name) && !value.is_null());
        set.into_iter()
            .find_map(|(name, value)| match self.member(shape, name, names) {
                Some(of) => self.value(value, of, names),
                None => Some(format!("`{name}`, and `{shape}` has no such member")),
            })
    }

    /// Returns the shape of a member.
    fn member(&self, shape: &str, name: &str, names: Names) -> Option<&'a str> {
        let (_, member) = self.members(shape)?.iter().find(|(own, member)| {
            let other = || {
                member
                    .get("locationName")
                    .and_then(Value::as_str)
                    .unwrap_or(own)
            };
            name == match names {
                Names::Own => own.as_str(),
                Names::Wire => other(),
            }
        })?;
        member.get("shape")?.as_str()
    }

    fn members(&self, shape: &str) -> Option<&'a Map<String, Value>> {
        self.shapes.get(shape)?.get("members")?.as_object()
    }

    /// Returns the member that is the whole body, and its shape.
    fn payload(&self, shape: &str) -> Option<(&'a str, &'a str)> {
        let payload = self.shapes.get(shape)?.get("payload")?.as_str()?;
        Some((payload, self.member(shape, payload, Names::Own)?))
    }

    /// Returns the type of a shape; a document has none.
    fn kind(&self, shape: &str) -> Option<&'a str> {
        let shape = self.shapes.get(shape)?;
        let is_document = shape
            .get("document")
            .and_then(Value::as_bool)
            .unwrap_or_default();
        shape.get("type")?.as_str().filter(|_| !is_document)
    }
}
