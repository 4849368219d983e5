//! Operations as written.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{
    Auth, MediaTypes, MemberOrType, Named, RequestFormat, RootXml, Waiter,
    named::{named, present_named},
    present::present,
    type_name::optional_type_name,
};

/// One call.
#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `http`")]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the format")]
pub struct Operation {
    /// Method and URI. A label `{id}` stands for a segment of the path or a part of one, a greedy label `{path+}` for
    /// several segments. A query is sent as it is. Required with `rest-json` and `rest-xml`; an error with the others.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"GET /users/{id}"))]
    pub http: Option<String>,
    /// The prefix of the host name. A label is replaced by the value of its member.
    #[cfg_attr(feature = "cli", schemars(example = &"{account}."))]
    pub host: Option<String>,
    /// The base URL of the operation, or for a service of AWS the name of one of its `others`, if it isn't that of the service.
    /// One that the caller sets takes precedence.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"https://uploads.example.com"))]
    pub endpoint: Option<String>,
    /// How the body of the request is sent: as a `form`, or with a media type. The default is what the service says.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"application/merge-patch+json"))]
    pub request: Option<RequestFormat>,
    /// The media type that the response has, or a list of those that it may have. The client sends it in the header
    /// `accept`. The default is what the service says.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"application/vnd.api+json"))]
    pub response: Option<MediaTypes>,
    /// The root element of requests in XML.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "name": "CreateUserRequest" })))]
    pub xml: Option<RootXml>,
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
    /// and PATCH, yes for the others. With the other protocols than `rest-json` and `rest-xml` it is yes, as in AWS's own
    /// clients.
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
    /// The members of the request: each by its name. With `rpc-v2-cbor`, an input without members is sent as an empty map,
    /// and without an input nothing is sent.
    #[serde(default, deserialize_with = "present_named")]
    #[cfg_attr(feature = "cli", schemars(!default, example = serde_json::json!({ "id": { "type": "string", "required": true, "label": "id" } })))]
    pub input: Option<Named<MemberOrType>>,
    /// The type of the members of all other names in the body of the request.
    #[serde(default, deserialize_with = "optional_type_name")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"string"))]
    pub additional_input: Option<String>,
    /// The members of the response: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "name": "string" })))]
    pub output: Named<MemberOrType>,
    /// The successes of an operation that has several: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "Created": { "status": 201, "members": { "id": "string" } } })))]
    pub outputs: Named<Output>,
    /// The names of the errors that the operation can return.
    #[serde(default)]
    #[cfg_attr(feature = "cli", schemars(example = ["NotFound"]))]
    pub errors: Vec<String>,
    /// How the operation's output is split into pages.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "input_token": "nextToken", "output_token": "nextToken" })))]
    pub pagination: Option<Pagination>,
    /// What a client can wait for by calling the operation again and again: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "TableExists": { "acceptors": [{ "state": "success", "status": "success" }] } })))]
    pub waiters: Named<Waiter>,
}

impl Operation {
    /// Returns the members of the input, if there is one.
    #[must_use]
    pub fn input_members(&self) -> &Named<MemberOrType> {
        static NONE: LazyLock<Named<MemberOrType>> = LazyLock::new(Named::new);
        self.input.as_ref().unwrap_or(&NONE)
    }
}

/// A success of an operation that has several.
#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `status`")]
pub struct Output {
    /// The status code. One from 300 to 399 is not an error then.
    #[cfg_attr(feature = "cli", schemars(range(min = 200, max = 399), example = 201))]
    pub status: u16,
    /// What it means, in Markdown.
    #[cfg_attr(feature = "cli", schemars(example = &"The ticket is open."))]
    pub docs: Option<String>,
    /// The members of the response: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "id": "string" })))]
    pub members: Named<MemberOrType>,
}

/// How an output is split into pages.
///
/// What names the next page is a token, a link, a number or an offset. The other keys are for some of these.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(
    deny_unknown_fields,
    expecting = "a map with `input_token` and `output_token`, or with `next`, `page` or `offset`"
)]
pub struct Pagination {
    /// The member of the input that is the token of the requested page.
    #[cfg_attr(feature = "cli", schemars(example = &"nextToken"))]
    pub input_token: Option<String>,
    /// The path of the token of the next page in the output: names of members, separated by dots, and `[-1]` for the last
    /// item of a list.
    #[cfg_attr(feature = "cli", schemars(example = &"nextToken"))]
    pub output_token: Option<String>,
    /// What contains the URI of the next page: `link` for the header `Link`, or the path of a member of the output.
    #[cfg_attr(feature = "cli", schemars(example = &"link"))]
    pub next: Option<String>,
    /// The member of the input that is the number of the requested page.
    #[cfg_attr(feature = "cli", schemars(example = &"page"))]
    pub page: Option<String>,
    /// With `page`, the number of the first page. The default is that of the member, or else 1.
    #[cfg_attr(feature = "cli", schemars(example = 0))]
    pub first_page: Option<u8>,
    /// The member of the input that is the number of items before the requested page.
    #[cfg_attr(feature = "cli", schemars(example = &"offset"))]
    pub offset: Option<String>,
    /// With `page` or `offset`, the page that ends the pages: an empty one.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"empty"))]
    pub until: Option<Until>,
    /// The path of a boolean in the output that is true if there is another page.
    #[cfg_attr(feature = "cli", schemars(example = &"has_more"))]
    pub has_more: Option<String>,
    /// With `page`, the path of the number of pages in the output.
    #[cfg_attr(feature = "cli", schemars(example = &"meta.total_pages"))]
    pub pages: Option<String>,
    /// With `offset`, the path of the number of all items in the output.
    #[cfg_attr(feature = "cli", schemars(example = &"count"))]
    pub total: Option<String>,
    /// The path of the list or map in the output that contains a page's items.
    #[cfg_attr(feature = "cli", schemars(example = &"accountList"))]
    pub items: Option<String>,
    /// The member of the input that is the maximum number of items on a page.
    #[cfg_attr(feature = "cli", schemars(example = &"maxResults"))]
    pub page_size: Option<String>,
}

/// The page that ends the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// A page without items.
    Empty,
}
