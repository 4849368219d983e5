//! Members as written: in full, or by their type alone.

use std::{fmt, iter};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{
        Error, MapAccess, Visitor,
        value::{MapAccessDeserializer, MapDeserializer},
    },
};

use super::{MemberXml, type_name::type_name};

/// A field of an input, an output, an error, a structure or a union.
///
/// Without a binding it belongs to the body.
#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a type, or a map with `type`")]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the format")]
pub struct Member {
    /// The name of a shape or a built-in type: `string`, `boolean`, `byte`, `short`, `integer`, `long`,
    /// `unsigned_long`, `float`, `double`, `big_integer`, `big_decimal`, `blob`, `timestamp`, `date`, `uuid` or `document`.
    #[serde(rename = "type", deserialize_with = "type_name")]
    #[cfg_attr(feature = "cli", schemars(example = &"string"))]
    pub target: String,
    /// Whether the member is required.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub required: bool,
    /// Whether null can be sent. It is something else than an absent member then.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub nullable: bool,
    /// The name in the body, if it isn't the member's own.
    #[cfg_attr(feature = "cli", schemars(example = &"userId"))]
    pub name: Option<String>,
    /// What it has in XML and in AWS's forms besides its name.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "flattened": true })))]
    pub xml: Option<MemberXml>,
    /// Binds the member to this header.
    #[cfg_attr(feature = "cli", schemars(example = &"x-request-token"))]
    pub header: Option<String>,
    /// Binds the member to this query parameter.
    #[cfg_attr(feature = "cli", schemars(example = &"max_results"))]
    pub query: Option<String>,
    /// Binds the member to this cookie.
    #[cfg_attr(feature = "cli", schemars(example = &"theme"))]
    pub cookie: Option<String>,
    /// How a list, a map or a structure is written in the path, the query, in cookies or in a form. Without it, a list in the
    /// query or in cookies repeats its key, a value in a form has brackets, and one in a multipart body is JSON.
    #[cfg_attr(feature = "cli", schemars(example = &"comma"))]
    pub style: Option<Style>,
    /// Binds the member to the label of this name in the URI.
    #[cfg_attr(feature = "cli", schemars(example = &"id"))]
    pub label: Option<String>,
    /// Binds a map to all headers with this prefix. The key is the rest of a header's name.
    #[cfg_attr(feature = "cli", schemars(example = &"x-meta-"))]
    pub prefix_headers: Option<String>,
    /// Binds a map to the query parameters, by their names.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub query_map: bool,
    /// Binds the member to the whole body.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub payload: bool,
    /// Whether a blob, or each of a list, is a file in a multipart body: a part with a file name and a media type.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub part: bool,
    /// Binds the member to the status code of the response.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub response_code: bool,
    /// Whether it fills in the label of its name in the operation's `host`. The member also has its own binding.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub host_label: bool,
    /// Whether the value of the first label goes before the host name, if it can be a label of one and the caller doesn't set
    /// another endpoint: `photos.s3.eu-west-1.amazonaws.com` for the bucket `photos`. Only for services of AWS.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub virtual_host: bool,
    /// Whether the request goes to the URL in this member, instead of the client's endpoint. The member also has its own
    /// binding.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub endpoint: bool,
    /// Whether the client sets it to a random value if the caller sets none. The service recognizes a retry by it.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub idempotency_token: bool,
    /// Whether only what follows the last slash is sent: `Z1` of `/hostedzone/Z1`. Identifiers in outputs may have such paths.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub last_segment: bool,
    /// The value of the member if it is absent. For a timestamp, write seconds since 1970, or RFC 3339.
    #[cfg_attr(
        feature = "cli",
        schemars(with = "Option<serde_json::Value>", example = 10)
    )]
    pub default: Option<serde_yaml::Value>,
    /// The only value of a required member in a request. `new` sets it, and doesn't take it.
    #[cfg_attr(
        feature = "cli",
        schemars(with = "Option<serde_json::Value>", example = &"note")
    )]
    pub constant: Option<serde_yaml::Value>,
    /// What it means, in Markdown.
    #[cfg_attr(feature = "cli", schemars(example = &"The user's id."))]
    pub docs: Option<String>,
}

/// How a list, a map or a structure is written in the path, the query, in cookies or in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// A list with its key before each item: `a=x&a=y`.
    Repeat,
    /// A list with commas: `a=x,y`.
    Comma,
    /// A list with encoded spaces: `a=x%20y`.
    Space,
    /// A list with encoded vertical bars: `a=x%7Cy`.
    Pipe,
    /// A map or a structure of single values: `a[b]=x`.
    DeepObject,
    /// Nested values: `a[b][c]=x`, and `a[]=x` for the items of a list.
    Brackets,
    /// Nested values: `a[b][c]=x`, and `a[0]=x` for the items of a list.
    Index,
    /// Any value as JSON.
    Json,
    /// In a path: `x,y`, or `b,x` for the member `b`.
    Simple,
    /// In a path: `b=x` for the member `b`.
    SimpleExplode,
    /// In a path, also for a single value: `.x,y`, or `.b,x` for the member `b`.
    Label,
    /// In a path: `.x.y`, or `.b=x` for the member `b`.
    LabelExplode,
    /// In a path, also for a single value: `;a=x,y`, or `;a=b,x` for the member `b`.
    Matrix,
    /// In a path: `;a=x;a=y`, or `;b=x` for the member `b`.
    MatrixExplode,
}

impl Style {
    /// Returns its name in a spec.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Repeat => "repeat",
            Self::Comma => "comma",
            Self::Space => "space",
            Self::Pipe => "pipe",
            Self::DeepObject => "deep_object",
            Self::Brackets => "brackets",
            Self::Index => "index",
            Self::Json => "json",
            Self::Simple => "simple",
            Self::SimpleExplode => "simple_explode",
            Self::Label => "label",
            Self::LabelExplode => "label_explode",
            Self::Matrix => "matrix",
            Self::MatrixExplode => "matrix_explode",
        }
    }
}

/// A member as it stands in the file: in full, or its type alone.
#[derive(Debug, PartialEq, Serialize)]
pub struct MemberOrType(#[serde(serialize_with = "shortest")] pub Member);

/// Writes a member by its type alone if it says nothing else.
fn shortest<S: Serializer>(member: &Member, serializer: S) -> Result<S::Ok, S::Error> {
    if *member
        == (Member {
            target: member.target.clone(),
            ..Member::default()
        })
    {
        return serializer.serialize_str(&member.target);
    }
    member.serialize(serializer)
}

impl<'de> Deserialize<'de> for MemberOrType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MemberVisitor).map(Self)
    }
}

struct MemberVisitor;

impl<'de> Visitor<'de> for MemberVisitor {
    type Value = Member;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a type, or a map with `type`")
    }

    fn visit_str<E: Error>(self, target: &str) -> Result<Member, E> {
        Member::deserialize(MapDeserializer::new(iter::once(("type", target))))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Member, A::Error> {
        Member::deserialize(MapAccessDeserializer::new(map))
    }
}
