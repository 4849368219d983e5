//! The parts of an imported spec that typed values depend on.

use std::error::Error;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_yaml::Value;

/// A spec.
#[derive(Debug, Deserialize)]
pub struct Spec {
    /// What holds for all operations.
    #[serde(default)]
    pub service: Service,
    /// Its operations by name.
    pub operations: IndexMap<String, Operation>,
    /// Its errors by name.
    #[serde(default)]
    pub errors: IndexMap<String, ErrorShape>,
    /// Its shapes by name.
    #[serde(default)]
    pub shapes: IndexMap<String, Shape>,
}

/// What holds for all operations.
#[derive(Debug, Default, Deserialize)]
pub struct Service {
    /// How bodies are sent by operations that don't say it.
    pub request: Option<String>,
    /// The schemes of authentication by name.
    #[serde(default)]
    pub auth_schemes: IndexMap<String, AuthScheme>,
}

/// A scheme of authentication.
#[derive(Debug, Deserialize)]
pub struct AuthScheme {
    /// What is sent: `bearer`, `basic` or `api_key`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// An operation.
#[derive(Debug, Deserialize)]
pub struct Operation {
    /// Its method and its URI.
    #[serde(default)]
    pub http: String,
    /// How its body is sent, if not as the service says.
    pub request: Option<String>,
    /// The type of the members of all other names in its body.
    pub additional_input: Option<String>,
    /// The members of its input.
    #[serde(default)]
    pub input: Members,
    /// The members of its output.
    #[serde(default)]
    pub output: Members,
}

/// An error.
#[derive(Debug, Deserialize)]
pub struct ErrorShape {
    /// Its code, if that isn't its name.
    pub code: Option<String>,
    /// Its members, without the message.
    #[serde(default)]
    pub members: Members,
}

/// A shape.
#[derive(Debug, Deserialize)]
pub struct Shape {
    /// What it is: `structure`, `list` and so on.
    #[serde(rename = "type")]
    pub kind: String,
    /// The type of a list's items or of a map's values.
    pub of: Option<String>,
    /// The members of a structure or a union.
    #[serde(default)]
    pub members: Members,
    /// The type of a structure's members of all other names.
    pub additional: Option<String>,
    /// The member that says which one of a union it is.
    pub tag: Option<String>,
    /// What else tells the members of a union apart: `kind` or `members`.
    pub by: Option<String>,
    /// Whether its values are secret.
    #[serde(default)]
    pub sensitive: bool,
    /// Whether a list or a map may hold nulls.
    #[serde(default)]
    pub sparse: bool,
    /// Whether a blob is read and written piece by piece.
    #[serde(default)]
    pub streaming: bool,
}

/// Returns a spec with another name for its service. Several suites may be of one service, and a client has each.
///
/// # Errors
///
/// When the text isn't a spec.
pub fn renamed(yaml: &str, name: &str) -> Result<String, Box<dyn Error>> {
    let mut spec: Value = serde_yaml::from_str(yaml)?;
    let service = spec.get_mut("service").and_then(Value::as_mapping_mut);
    service
        .ok_or("the spec has no service")?
        .insert("name".into(), name.into());
    Ok(serde_yaml::to_string(&spec)?)
}

/// Members by name, in the order of the spec.
pub type Members = IndexMap<String, MemberOrType>;

/// A member, or its type if there is nothing else to say.
#[expect(
    clippy::large_enum_variant,
    reason = "most members say more, and specs are few"
)]
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum MemberOrType {
    /// The type.
    Type(String),
    /// The member.
    Member(Member),
}

/// What a spec says of a member.
#[derive(Clone, Debug, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the format")]
pub struct Member {
    #[serde(rename = "type")]
    target: String,
    #[serde(default)]
    required: bool,
    /// Whether null can be sent.
    #[serde(default)]
    pub nullable: bool,
    #[serde(default)]
    idempotency_token: bool,
    name: Option<String>,
    /// The header that it is bound to.
    pub header: Option<String>,
    /// The cookie that it is bound to.
    pub cookie: Option<String>,
    /// Its only value, which `new` sets.
    pub constant: Option<Value>,
    /// The query parameter that it is bound to.
    pub query: Option<String>,
    /// The label that it is bound to.
    pub label: Option<String>,
    prefix_headers: Option<String>,
    /// Whether it holds query parameters by their names.
    #[serde(default)]
    pub query_map: bool,
    /// Whether it is the whole body.
    #[serde(default)]
    pub payload: bool,
    /// Whether it is a file of a multipart body, or a list of files.
    #[serde(default)]
    pub part: bool,
    /// How a nested value is written in the query.
    pub style: Option<String>,
}

impl MemberOrType {
    /// Returns the name of its type.
    #[must_use]
    pub fn target(&self) -> &str {
        match self {
            Self::Type(target) | Self::Member(Member { target, .. }) => target,
        }
    }

    /// Returns whether there is always a value. An idempotency token may be left to the client.
    #[must_use]
    pub fn is_required(&self) -> bool {
        matches!(
            self,
            Self::Member(Member {
                required: true,
                idempotency_token: false,
                ..
            })
        )
    }

    /// Returns whether `new` sets it to its only value.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.details()
            .is_some_and(|member| member.constant.is_some())
    }

    /// Returns what is said of it besides its type.
    #[must_use]
    pub fn details(&self) -> Option<&Member> {
        match self {
            Self::Type(_) => None,
            Self::Member(member) => Some(member),
        }
    }

    /// Returns whether it holds the headers that begin alike.
    #[must_use]
    pub fn is_prefix_headers(&self) -> bool {
        matches!(
            self,
            Self::Member(Member {
                prefix_headers: Some(_),
                ..
            })
        )
    }

    /// Returns its name in the JSON body, for a member that is called `name` in the spec and has a place in the body.
    #[must_use]
    pub fn json_name<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        match self {
            Self::Type(_) => Some(name),
            Self::Member(
                Member {
                    query_map: true, ..
                }
                | Member { payload: true, .. },
            ) => None,
            Self::Member(Member {
                name: json_name,
                header,
                query,
                label,
                prefix_headers,
                ..
            }) => {
                let is_elsewhere = [header, query, label, prefix_headers]
                    .into_iter()
                    .any(Option::is_some);
                (!is_elsewhere).then(|| json_name.as_deref().unwrap_or(name))
            }
        }
    }
}

impl Spec {
    /// Reads a spec.
    ///
    /// # Errors
    ///
    /// When the text isn't a spec.
    pub fn parse(yaml: &str) -> Result<Self, Box<dyn Error>> {
        Ok(serde_yaml::from_str(yaml)?)
    }

    /// Returns the only operation, with its name.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn operation(&self) -> Result<(&str, &Operation), String> {
        let (name, operation) = self
            .operations
            .first()
            .ok_or("the import left the operation out")?;
        Ok((name, operation))
    }
}
