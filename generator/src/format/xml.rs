//! What XML and AWS's forms have besides names, as written.

use serde::{Deserialize, Serialize};

/// What a member has in XML and in AWS's forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(
    deny_unknown_fields,
    expecting = "a map with `attribute`, `flattened`, `namespace`, `root` or `query_name`"
)]
pub struct MemberXml {
    /// Whether it is an attribute of its structure's element. It must be a single value.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub attribute: bool,
    /// Whether the items of a list or the entries of a map stand where the list or the map would. Each has the member's
    /// name.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub flattened: bool,
    /// The namespace that its element declares.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "uri": "https://example.com/ns" })))]
    pub namespace: Option<Namespace>,
    /// Whether a single value that is the whole body is the text in its root element.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub root: bool,
    /// The key in a form of EC2, if it isn't the name with a capital first letter.
    #[cfg_attr(feature = "cli", schemars(example = &"InstanceId"))]
    pub query_name: Option<String>,
}

/// What the items of a list, or the keys and the values of a map, are called in XML and in AWS's forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(
    deny_unknown_fields,
    expecting = "a map with `item`, or with `key` and `value`"
)]
pub struct ShapeXml {
    /// The name of a list's items. The default is `member`. In a flattened list they have the member's name.
    #[cfg_attr(feature = "cli", schemars(example = &"Tag"))]
    pub item: Option<String>,
    /// The namespace that each item's element declares.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "uri": "https://example.com/ns" })))]
    pub item_namespace: Option<Namespace>,
    /// The name of a map's keys. The default is `key`.
    #[cfg_attr(feature = "cli", schemars(example = &"Name"))]
    pub key: Option<String>,
    /// The namespace that each key's element declares.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "uri": "https://example.com/ns" })))]
    pub key_namespace: Option<Namespace>,
    /// The name of a map's values. The default is `value`.
    #[cfg_attr(feature = "cli", schemars(example = &"Setting"))]
    pub value: Option<String>,
    /// The namespace that each value's element declares.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "uri": "https://example.com/ns" })))]
    pub value_namespace: Option<Namespace>,
}

/// The root element of an operation's requests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `name` or `namespace`")]
pub struct RootXml {
    /// Its name. The default is the operation's name and `Request`.
    #[cfg_attr(feature = "cli", schemars(example = &"CreateUserRequest"))]
    pub name: Option<String>,
    /// The namespace that it declares. The default is that of the service.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "uri": "https://example.com/ns" })))]
    pub namespace: Option<Namespace>,
}

/// What all requests of a service have in XML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `namespace`")]
pub struct ServiceXml {
    /// The namespace that the root elements of requests declare.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "uri": "https://example.com/ns" })))]
    pub namespace: Option<Namespace>,
}

/// A namespace of XML.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `uri`")]
pub struct Namespace {
    /// What identifies it.
    #[cfg_attr(feature = "cli", schemars(example = &"https://example.com/ns"))]
    pub uri: String,
    /// The prefix of names in it. Without one, it is the default namespace.
    #[cfg_attr(feature = "cli", schemars(example = &"ns"))]
    pub prefix: Option<String>,
}
