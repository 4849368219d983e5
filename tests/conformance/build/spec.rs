//! The parts of an imported spec that typed values depend on.

use std::error::Error;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_yaml::Value;

/// A spec with one operation.
#[derive(Debug, Deserialize)]
pub struct Spec {
    operations: IndexMap<String, Operation>,
    #[serde(default)]
    pub errors: IndexMap<String, ErrorShape>,
    #[serde(default)]
    pub shapes: IndexMap<String, Shape>,
}

#[derive(Debug, Deserialize)]
pub struct Operation {
    #[serde(default)]
    pub input: Members,
    #[serde(default)]
    pub output: Members,
}

#[derive(Debug, Deserialize)]
pub struct ErrorShape {
    pub code: Option<String>,
    #[serde(default)]
    pub members: Members,
}

#[derive(Debug, Deserialize)]
pub struct Shape {
    #[serde(rename = "type")]
    pub kind: String,
    /// The type of a list's items or of a map's values.
    pub of: Option<String>,
    #[serde(default)]
    pub members: Members,
    #[serde(default)]
    pub sensitive: bool,
    #[serde(default)]
    pub sparse: bool,
    #[serde(default)]
    pub streaming: bool,
}

/// Returns a spec with another name for its service. Several suites may be of one service, and a client has each.
pub fn renamed(yaml: &str, name: &str) -> Result<String, Box<dyn Error>> {
    let mut spec: Value = serde_yaml::from_str(yaml)?;
    let service = spec.get_mut("service").and_then(Value::as_mapping_mut);
    service.ok_or("the spec has no service")?.insert("name".into(), name.into());
    Ok(serde_yaml::to_string(&spec)?)
}

/// Members by name, in the order of the spec.
pub type Members = IndexMap<String, MemberOrType>;

/// A member, or its type if there is nothing else to say.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum MemberOrType {
    Type(String),
    Member(Member),
}

#[derive(Clone, Debug, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the format")]
pub struct Member {
    #[serde(rename = "type")]
    target: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    idempotency_token: bool,
    name: Option<String>,
    header: Option<String>,
    query: Option<String>,
    label: Option<String>,
    prefix_headers: Option<String>,
    #[serde(default)]
    query_map: bool,
    #[serde(default)]
    payload: bool,
}

impl MemberOrType {
    /// The name of its type.
    pub fn target(&self) -> &str {
        match self {
            Self::Type(target) | Self::Member(Member { target, .. }) => target,
        }
    }

    /// Whether there is always a value. An idempotency token may be left to the client.
    pub fn is_required(&self) -> bool {
        matches!(self, Self::Member(Member { required: true, idempotency_token: false, .. }))
    }

    /// Whether it holds the headers that begin alike.
    pub fn is_prefix_headers(&self) -> bool {
        matches!(self, Self::Member(Member { prefix_headers: Some(_), .. }))
    }

    /// Its name in the JSON body, for a member that is called `name` in the spec and has a place in the body.
    pub fn json_name<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        match self {
            Self::Type(_) => Some(name),
            Self::Member(Member { query_map: true, .. } | Member { payload: true, .. }) => None,
            Self::Member(Member { name: json_name, header, query, label, prefix_headers, .. }) => {
                let is_elsewhere = [header, query, label, prefix_headers].into_iter().any(Option::is_some);
                (!is_elsewhere).then(|| json_name.as_deref().unwrap_or(name))
            }
        }
    }
}

impl Spec {
    pub fn parse(yaml: &str) -> Result<Self, Box<dyn Error>> {
        Ok(serde_yaml::from_str(yaml)?)
    }

    /// The only operation, with its name.
    pub fn operation(&self) -> Result<(&str, &Operation), String> {
        let (name, operation) = self.operations.first().ok_or("the import left the operation out")?;
        Ok((name, operation))
    }
}
