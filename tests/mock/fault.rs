//! What mock servers and documents are known to do wrong, as rules with their reasons.

use serde_json::Value;

use crate::case::Case;

/// Something that goes wrong by no fault of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    NoResponse,
    ResponseIsNoJson,
    ResponseDoesNotFit,
    HiddenType,
    FragmentInPath,
    SlashInLabel,
    TooSlow,
    JsonInParameter,
    NestedInForm,
    NestedInParameter,
    TextOfSeveralTypes,
}

impl Fault {
    /// Returns the reason.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoResponse => "the server finds or makes no response in the document",
            Self::ResponseIsNoJson => {
                "the server's response isn't JSON, though its media type says so"
            }
            Self::HiddenType => {
                "the server takes a list or an object in the query for a text, unless its `type` stands in the schema itself"
            }
            Self::JsonInParameter => {
                "the server doesn't read the JSON of a parameter with `content`"
            }
            Self::NestedInForm => {
                "the server reads no list or object of a form, unless its `encoding` has a style"
            }
            Self::NestedInParameter => {
                "OpenAPI leaves open how a list of objects is written in a parameter"
            }
            Self::TextOfSeveralTypes => {
                "the server finds that a parameter is of several types of its `oneOf`, as every text is"
            }
            Self::SlashInLabel => "the server knows no labels of several segments",
            Self::TooSlow => "the server doesn't respond in time",
            Self::FragmentInPath => "the server doesn't find operations at paths with a fragment",
            Self::ResponseDoesNotFit => "the server's response doesn't fit the document's schema",
        }
    }

    /// Returns the fault by which a server finds a valid request invalid, if it is one.
    pub fn of_violation(violation: &str, case: &Case<'_>) -> Option<Self> {
        if case.described.path.contains('#') {
            return Some(Self::FragmentInPath);
        }
        if violation.contains("NO_PATH_MATCHED_ERROR") && case.has_slash {
            return Some(Self::SlashInLabel);
        }
        let (place, rest) = violation.split_once('.')?;
        let name = rest.split([':', '.']).next()?;
        if place == "body" {
            let value = case.form.as_ref()?.get(name)?;
            let is_nested = value.is_array() || value.is_object();
            return is_nested.then_some(Self::NestedInForm);
        }
        let mut parameters = case.described.parameters.iter();
        let parameter = parameters.find(|parameter| parameter.text("name") == Some(name))?;
        if parameter.get("content").is_some() {
            return Some(Self::JsonInParameter);
        }
        let schema = parameter.get("schema")?;
        if violation.contains("exactly one schema in oneOf") {
            return Some(Self::TextOfSeveralTypes);
        }
        let is_hidden = !matches!(schema.text("type"), Some("array" | "object"));
        let nested = case.nested.get(name)?;
        let is_single = |value: &Value| !value.is_array() && !value.is_object();
        let is_flat = match nested {
            Value::Array(items) => items.iter().all(is_single),
            Value::Object(members) => members.values().all(is_single),
            _ => true,
        };
        if !is_flat {
            return Some(Self::NestedInParameter);
        }
        is_hidden.then_some(Self::HiddenType)
    }
}
