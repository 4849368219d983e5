//! Errors and named types as written.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, MapAccess, SeqAccess, Visitor},
};

use super::{
    ErrorStatus, MemberOrType, Named, ShapeXml, named::named, present::present,
    type_name::optional_type_name,
};
use crate::protocol::TimestampFormat;

/// The types that need no shape, and whose names no shape can have.
pub const BUILT_IN: &[&str] = &[
    "string",
    "boolean",
    "byte",
    "short",
    "integer",
    "long",
    "unsigned_long",
    "float",
    "double",
    "big_integer",
    "big_decimal",
    "blob",
    "timestamp",
    "date",
    "uuid",
    "document",
];

/// The types that only a shape can have, with the keys that make them up.
pub const MADE_OF: &[(&str, &str)] = &[
    ("structure", "members"),
    ("union", "members"),
    ("list", "of"),
    ("map", "of"),
    ("enum", "values"),
    ("int_enum", "values"),
];

/// Returns whether a shape of this type can have a key of shapes. One of an unknown type can have all.
pub fn has_key(kind: &str, key: &str) -> bool {
    let is_made = MADE_OF.iter().any(|(made, _)| *made == kind);
    let is_known = is_made || BUILT_IN.contains(&kind);
    match key {
        _ if !is_known => true,
        "members" | "of" | "values" => MADE_OF.contains(&(kind, key)),
        "additional" => kind == "structure",
        "sparse" | "xml" => MADE_OF.contains(&(kind, "of")),
        "tag" | "by" => kind == "union",
        "format" => kind == "timestamp",
        "streaming" => kind == "blob",
        "media_type" => matches!(kind, "string" | "blob"),
        _ => true,
    }
}

/// An error response. Any error can have a message.
#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `status`")]
pub struct Error {
    /// The status code of the error, a range such as `4XX`, or `default` for all that no other error has. Required with
    /// `rest-json` and `rest-xml`; with the others the default is 400.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = 404))]
    pub status: Option<ErrorStatus>,
    /// The code on the wire, if it isn't the error's name.
    #[cfg_attr(feature = "cli", schemars(example = &"user_not_found"))]
    pub code: Option<String>,
    /// Why the same call may succeed later, if status code and code don't imply it.
    #[cfg_attr(feature = "cli", schemars(example = &"throttling"))]
    pub retry: Option<Retry>,
    /// What it means, in Markdown.
    #[cfg_attr(feature = "cli", schemars(example = &"There is no such user."))]
    pub docs: Option<String>,
    /// The shape of the whole body.
    #[serde(default, deserialize_with = "optional_type_name")]
    #[cfg_attr(feature = "cli", schemars(example = &"ApiError"))]
    pub body: Option<String>,
    /// The members besides the message: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "reason": "string" })))]
    pub members: Named<MemberOrType>,
}

/// Why the same call may succeed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Retry {
    /// A failure of the service that may pass.
    Transient,
    /// Too many calls.
    Throttling,
}

/// A named type.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `type`")]
pub struct Shape {
    /// A built-in type, or `structure`, `union`, `list`, `map`, `enum` or `int_enum`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "cli", schemars(example = &"structure"))]
    pub kind: String,
    /// Whether the value must never be shown: not in a log, an error or a `Debug`.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub sensitive: bool,
    /// What it means, in Markdown.
    #[cfg_attr(feature = "cli", schemars(example = &"A person."))]
    pub docs: Option<String>,
    /// The member of an object whose text says which member of the union it is.
    #[cfg_attr(feature = "cli", schemars(example = &"type"))]
    pub tag: Option<String>,
    /// What tells the members of a union apart, if neither a tag nor the name of its only member does.
    #[cfg_attr(feature = "cli", schemars(example = &"kind"))]
    pub by: Option<UnionBy>,
    /// The fields of a structure or the variants of a union: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "name": "string" })))]
    pub members: Named<MemberOrType>,
    /// The type of a structure's members of all other names.
    #[serde(default, deserialize_with = "optional_type_name")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"string"))]
    pub additional: Option<String>,
    /// The type of a list's items or of a map's values.
    #[serde(default, deserialize_with = "optional_type_name")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"string"))]
    pub of: Option<String>,
    /// Whether a list or a map can contain nulls.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub sparse: bool,
    /// The values of an `enum` as a list, or by name; those of an `int_enum` by name.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!(["ACTIVE", "DISABLED"])))]
    pub values: Option<Values>,
    /// How a timestamp is written. CBOR writes all as seconds.
    #[cfg_attr(feature = "cli", schemars(example = &"date_time"))]
    pub format: Option<TimestampFormat>,
    /// Whether a blob is read and written piece by piece.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub streaming: bool,
    /// The media type of a string or a blob.
    #[cfg_attr(feature = "cli", schemars(example = &"application/json"))]
    pub media_type: Option<String>,
    /// What the items of a list, or the keys and the values of a map, are called in XML and in AWS's forms.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "item": "Tag" })))]
    pub xml: Option<ShapeXml>,
}

/// What tells the members of a union apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum UnionBy {
    /// The kind of value: text, a number, true or false, a list, or an object.
    Kind,
    /// The members that each structure requires.
    Members,
}

#[cfg(feature = "openapi")]
impl Shape {
    /// Returns a shape of which only the type is set.
    pub fn of_type(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            ..Self::default()
        }
    }
}

impl Serialize for Shape {
    /// Writes what makes up the type first. `members` make up a structure even if there are none.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename = "Shape")]
        struct Written<'s> {
            #[serde(rename = "type")]
            kind: &'s str,
            tag: &'s Option<String>,
            by: Option<UnionBy>,
            of: &'s Option<String>,
            sparse: bool,
            format: Option<TimestampFormat>,
            streaming: bool,
            sensitive: bool,
            media_type: &'s Option<String>,
            xml: &'s Option<ShapeXml>,
            docs: &'s Option<String>,
            members: Option<&'s Named<MemberOrType>>,
            additional: &'s Option<String>,
            values: &'s Option<Values>,
        }
        let Self {
            kind,
            sensitive,
            docs,
            tag,
            by,
            members,
            additional,
            of,
            sparse,
            values,
            format,
            streaming,
            media_type,
            xml,
        } = self;
        let has_members = matches!(kind.as_str(), "structure" | "union") || !members.is_empty();
        let (sensitive, sparse, format, streaming) = (*sensitive, *sparse, *format, *streaming);
        let by = *by;
        let members = Some(members).filter(|_| has_members);
        Written {
            kind,
            tag,
            by,
            of,
            sparse,
            format,
            streaming,
            sensitive,
            media_type,
            xml,
            docs,
            members,
            additional,
            values,
        }
        .serialize(serializer)
    }
}

/// The values of an enum: each by its name, which is the value itself where only a list is given.
///
/// A value that a list has twice is there twice.
#[derive(Debug, PartialEq, Eq)]
pub struct Values(pub Vec<(String, Value)>);

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Of an `enum`.
    Text(String),
    /// Of an `int_enum`.
    Number(i64),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValuesVisitor)
    }
}

impl Serialize for Values {
    /// Writes a list where each value is its own name.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(values) = self;
        if values
            .iter()
            .all(|(name, value)| matches!(value, Value::Text(text) if text == name))
        {
            return serializer.collect_seq(values.iter().map(|(_, value)| value));
        }
        serializer.collect_map(values.iter().map(|(name, value)| (name, value)))
    }
}

struct ValuesVisitor;

impl<'de> Visitor<'de> for ValuesVisitor {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of values, or a map of names to values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Values, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element::<Value>()? {
            values.push((value.to_string(), value));
        }
        Ok(Values(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Values, A::Error> {
        let mut values = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            values.push(entry);
        }
        Ok(Values(values))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl Visitor<'_> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or a whole number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number)
            .map(Value::Number)
            .map_err(|_| E::custom("the number is too large"))
    }
}
