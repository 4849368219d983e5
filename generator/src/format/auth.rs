//! Authentication as written.

use std::fmt::{Formatter, Result as FmtResult};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess, Visitor, value::SeqAccessDeserializer},
};

/// How calls are authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Not at all, or by a member of the input.
    None,
    /// By a header `authorization: Bearer`.
    Bearer,
    /// By AWS's signature, version 4.
    Sigv4,
    /// By AWS's signature, version 4, as S3 takes it.
    S3v4,
    /// By all schemes of one of these alternatives. One without schemes is no authentication.
    AnyOf(Vec<Alternative>),
}

/// One alternative of several: one scheme, or a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative(pub Vec<String>);

/// The names that need no scheme of their own.
pub const BUILT_IN_AUTH: &[&str] = &["none", "bearer", "sigv4", "s3v4"];

/// What can be the value.
pub(super) const SCHEMES: &str =
    "`none`, `bearer`, `sigv4`, `s3v4`, the name of a scheme, or a list of names";

/// What can be an alternative.
pub(super) const ALTERNATIVE: &str = "the name of a scheme, or a list of names";

impl Auth {
    fn text(&self) -> Option<&str> {
        match self {
            Self::None => Some("none"),
            Self::Bearer => Some("bearer"),
            Self::Sigv4 => Some("sigv4"),
            Self::S3v4 => Some("s3v4"),
            Self::AnyOf(alternatives) => match alternatives.as_slice() {
                [only] => only.text(),
                _ => None,
            },
        }
    }
}

impl Alternative {
    fn text(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some("none"),
            [only] => Some(only),
            _ => None,
        }
    }

    fn of(name: &str) -> Self {
        Self(if name == "none" {
            Vec::new()
        } else {
            vec![name.to_owned()]
        })
    }
}

impl<'de> Deserialize<'de> for Auth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AuthVisitor)
    }
}

struct AuthVisitor;

impl<'de> Visitor<'de> for AuthVisitor {
    type Value = Auth;

    fn expecting(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(SCHEMES)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Auth, E> {
        Ok(match name {
            "none" => Auth::None,
            "bearer" => Auth::Bearer,
            "sigv4" => Auth::Sigv4,
            "s3v4" => Auth::S3v4,
            name => Auth::AnyOf(vec![Alternative::of(name)]),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Auth, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(items)).map(Auth::AnyOf)
    }
}

impl<'de> Deserialize<'de> for Alternative {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AlternativeVisitor)
    }
}

struct AlternativeVisitor;

impl<'de> Visitor<'de> for AlternativeVisitor {
    type Value = Alternative;

    fn expecting(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(ALTERNATIVE)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Alternative, E> {
        Ok(Alternative::of(name))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Alternative, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(items)).map(Alternative)
    }
}

impl Serialize for Auth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.text(), self) {
            (Some(name), _) => serializer.serialize_str(name),
            (None, Self::AnyOf(alternatives)) => alternatives.serialize(serializer),
            (None, _) => serializer.serialize_none(),
        }
    }
}

impl Serialize for Alternative {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.text() {
            Some(name) => serializer.serialize_str(name),
            None => self.0.serialize(serializer),
        }
    }
}

/// A scheme of authentication that belongs to the API.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `type` for a scheme")]
pub struct AuthScheme {
    /// What the client sends: a bearer token, a user name with a password, or an API key.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "cli", schemars(example = &"api_key"))]
    pub kind: AuthSchemeType,
    /// Of an API key: the header that it is sent in.
    #[cfg_attr(feature = "cli", schemars(example = &"x-api-key"))]
    pub header: Option<String>,
    /// Of an API key: the query parameter that it is sent in.
    #[cfg_attr(feature = "cli", schemars(example = &"api_key"))]
    pub query: Option<String>,
    /// Of an API key: the cookie that it is sent in.
    #[cfg_attr(feature = "cli", schemars(example = &"session"))]
    pub cookie: Option<String>,
    /// Of an API key in a header: the text before the key, with the space after it.
    #[cfg_attr(feature = "cli", schemars(example = &"Token "))]
    pub prefix: Option<String>,
    /// Where a caller gets it, in Markdown.
    #[cfg_attr(feature = "cli", schemars(example = &"The key that the account's page shows."))]
    pub docs: Option<String>,
}

/// The type of an authentication scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuthSchemeType {
    /// A token in the header `authorization: Bearer`, also one of OAuth 2 or of `OpenID` Connect.
    Bearer,
    /// A user name and a password in the header `authorization: Basic`.
    Basic,
    /// A key in a header, in the query or in a cookie.
    ApiKey,
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Auth {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Auth".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let scheme = |description: &str| {
            schemars::json_schema!({
                "description": description,
                "anyOf": [
                    { "enum": BUILT_IN_AUTH },
                    { "type": "string" }
                ]
            })
        };
        schemars::json_schema!({
            "description": "How calls are authenticated: `none`, `bearer`, `sigv4`, `s3v4`, the name of a scheme, or a list of alternatives.",
            "anyOf": [
                scheme("The name of a scheme."),
                {
                    "type": "array",
                    "items": {
                        "anyOf": [
                            scheme("The name of a scheme."),
                            { "type": "array", "items": { "type": "string" } }
                        ]
                    }
                }
            ]
        })
    }
}
