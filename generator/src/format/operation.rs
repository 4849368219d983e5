//! Operations as written.

use serde::{Deserialize, Serialize};

use super::{
    Auth, MediaTypes, MemberOrType, Named, RequestFormat, named::named, present::present,
    type_name::optional_type_name,
};

/// One call.
#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `http`")]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the format")]
pub struct Operation {
    /// Method and URI. A label `{id}` stands for a segment of the path or a part of one, a greedy label `{path+}` for
    /// several segments. A query is sent as it is. Required with `rest-json`; an error with `aws-json-1.0` and `aws-json-1.1`.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"GET /users/{id}"))]
    pub http: Option<String>,
    /// The prefix of the host name. A label is replaced by the value of its member.
    #[cfg_attr(feature = "cli", schemars(example = &"{account}."))]
    pub host: Option<String>,
    /// How the body of the request is sent: as a `form`, or with a media type. The default is what the service says.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"application/merge-patch+json"))]
    pub request: Option<RequestFormat>,
    /// The media type that the response has, or a list of those that it may have. The client sends it in the header
    /// `accept`. The default is what the service says.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"application/vnd.api+json"))]
    pub response: Option<MediaTypes>,
    /// The status code of a success. The default is 200; any 2xx is accepted.
    #[cfg_attr(feature = "cli", schemars(range(min = 200, max = 299), example = 201))]
    pub status: Option<u16>,
    /// How calls are authenticated. The default is what the service says.
    #[cfg_attr(feature = "cli", schemars(example = &"none"))]
    pub auth: Option<Auth>,
    /// Whether a signature leaves the body out.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub unsigned_payload: bool,
    /// Whether sending the request twice does no more than sending it once, so that it can be sent again after
    /// a failure. The default is yes with an idempotency token, and otherwise what HTTP says of the method: no for POST
    /// and PATCH, yes for the others. With `aws-json-1.0` and `aws-json-1.1` it is yes, as in AWS's own clients.
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub idempotent: Option<bool>,
    /// Whether the request carries a checksum of its body.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub checksum_required: bool,
    /// Whether the request carries the SHA-256 of its body, and its SHA-256 tree hash, which Amazon S3 Glacier requires.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub tree_hash: bool,
    /// Whether the body of the request is compressed with gzip.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub compress_request: bool,
    /// What the operation does, in Markdown.
    #[cfg_attr(feature = "cli", schemars(example = &"Ends the caller's session."))]
    pub docs: Option<String>,
    /// The members of the request: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "id": { "type": "string", "required": true, "label": "id" } })))]
    pub input: Named<MemberOrType>,
    /// The type of the members of all other names in the body of the request.
    #[serde(default, deserialize_with = "optional_type_name")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"string"))]
    pub additional_input: Option<String>,
    /// The members of the response: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "name": "string" })))]
    pub output: Named<MemberOrType>,
    /// The names of the errors that the operation can return.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = ["NotFound"]))]
    pub errors: Vec<String>,
    /// How the operation's output is split into pages.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "input_token": "nextToken", "output_token": "nextToken" })))]
    pub pagination: Option<Pagination>,
}

/// How an output is split into pages.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(
    deny_unknown_fields,
    expecting = "a map with `input_token` and `output_token`"
)]
pub struct Pagination {
    /// The member of the input that is the token of the requested page.
    #[cfg_attr(feature = "cli", schemars(example = &"nextToken"))]
    pub input_token: String,
    /// The member of the output that is the token of the next page, or a member of a structure in it: `page.next`.
    #[cfg_attr(feature = "cli", schemars(example = &"nextToken"))]
    pub output_token: String,
    /// The list or map in the output that contains a page's items, or one of a structure in it: `page.items`.
    #[cfg_attr(feature = "cli", schemars(example = &"accountList"))]
    pub items: Option<String>,
    /// The member of the input that is the maximum number of items on a page.
    #[cfg_attr(feature = "cli", schemars(example = &"maxResults"))]
    pub page_size: Option<String>,
}
