//! The YAML as written: a serde mirror of the format, and nothing that Rust code would need.
//!
//! The mirror holds all that AWS's rest-json protocol can say. What a name refers to, and whether the
//! values make sense together, is for [`lower`](crate::lower) to decide.

mod misfit;
mod position;
mod read;

use indexmap::IndexMap;
use serde::Deserialize;

pub use position::Node;
pub use read::read;

/// Names and what they stand for, in the order of the file.
pub type Named<T> = IndexMap<String, T>;

/// A whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a map with `restsmith`, `service` and `operations`")]
pub struct Spec {
    /// The version of the format: 1.
    pub restsmith: u32,
    /// What the API is.
    pub service: Service,
    /// What it can do.
    #[serde(default)]
    pub operations: Named<Operation>,
    /// The errors that operations list by name.
    #[serde(default)]
    pub errors: Named<Error>,
    /// The errors that any operation may answer with.
    #[serde(default)]
    pub common_errors: Named<Error>,
    /// The types that members refer to by name.
    #[serde(default)]
    pub shapes: Named<Shape>,
}

/// What the API is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a map")]
pub struct Service {
    /// The name of the Rust module.
    pub name: String,
    /// The name for people.
    pub title: Option<String>,
    /// The version of the API, for the documentation.
    pub version: Option<String>,
    /// The protocol that it speaks.
    pub protocol: Protocol,
    /// Where it is reached.
    pub endpoint: Endpoint,
    /// Markdown.
    pub docs: Option<String>,
}

/// The protocol that a service speaks.
#[derive(Clone, Copy, Debug, Deserialize)]
pub enum Protocol {
    /// JSON bodies, and HTTP's own means for the rest.
    #[serde(rename = "rest-json")]
    RestJson,
}

/// Where a service is reached; exactly one of the two.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "`{ aws: PREFIX }` or `{ url: URL }`")]
pub struct Endpoint {
    /// The first labels of an AWS host name, before the region.
    pub aws: Option<String>,
    /// By partition, the first labels of its FIPS hosts, where they are not those of `aws` with `-fips`.
    #[serde(default)]
    pub fips: Named<String>,
    /// The service's name in environment variables, such as `SSO` in `AWS_ENDPOINT_URL_SSO`.
    pub sdk_id: Option<String>,
    /// A fixed base URL.
    pub url: Option<String>,
}

/// One call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a map")]
pub struct Operation {
    /// Method and URI, such as `GET /users/{id}`.
    pub http: String,
    /// The status of success.
    pub status: Option<u16>,
    /// How the caller proves who they are.
    pub auth: Option<Auth>,
    /// Whether sending it twice does no more than sending it once, if the method doesn't say so.
    pub idempotent: Option<bool>,
    /// Markdown.
    pub docs: Option<String>,
    /// What is sent.
    #[serde(default)]
    pub input: Named<Member>,
    /// What comes back.
    #[serde(default)]
    pub output: Named<Member>,
    /// The names of the errors that the operation may answer with.
    #[serde(default)]
    pub errors: Vec<String>,
}

/// How the caller proves who they are.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// Not at all, or by a member of the input.
    None,
    /// By an `authorization: Bearer` header.
    Bearer,
    /// By AWS's signature, version 4.
    Sigv4,
}

/// A field of an input, an output, an error or a structure.
///
/// Without a binding it belongs to the JSON body.
#[derive(Debug, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the format")]
#[serde(deny_unknown_fields, expecting = "a map")]
pub struct Member {
    /// A built-in type or the name of a shape.
    #[serde(rename = "type")]
    pub target: String,
    /// Whether it has to be there.
    #[serde(default)]
    pub required: bool,
    /// Markdown.
    pub docs: Option<String>,
    /// The name in the JSON body, if not the member's own.
    pub name: Option<String>,
    /// Bound to this header.
    pub header: Option<String>,
    /// Bound to this key of the query.
    pub query: Option<String>,
    /// Bound to the label of this name in the URI.
    pub label: Option<String>,
    /// Bound to all headers that begin so.
    pub prefix_headers: Option<String>,
    /// Bound to the query as a map.
    #[serde(default)]
    pub query_map: bool,
    /// Bound to the whole body.
    #[serde(default)]
    pub payload: bool,
    /// Bound to the response's status.
    #[serde(default)]
    pub response_code: bool,
}

/// An answer that is not a success.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a map")]
pub struct Error {
    /// The HTTP status it comes with.
    pub status: u16,
    /// The code on the wire, if not the name.
    pub code: Option<String>,
    /// Why the same call may succeed a little later, if status and code don't say so.
    pub retry: Option<Retry>,
    /// Markdown.
    pub docs: Option<String>,
    /// What it carries besides its message.
    #[serde(default)]
    pub members: Named<Member>,
}

/// Why the same call may succeed a little later.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Retry {
    /// Something broke that may be whole again.
    Transient,
    /// Calls come too fast.
    Throttling,
}

/// A named type.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a map")]
pub struct Shape {
    /// A built-in type, `structure`, `union`, `list`, `map`, `enum` or `int_enum`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether the value must never be shown.
    #[serde(default)]
    pub sensitive: bool,
    /// Markdown.
    pub docs: Option<String>,
    /// The fields of a structure or the variants of a union.
    #[serde(default)]
    pub members: Named<Member>,
    /// The type of the items of a list, or of the values of a map.
    pub of: Option<String>,
    /// Whether a list or a map may hold nulls.
    #[serde(default)]
    pub sparse: bool,
    /// The values of an enum, each with its name.
    #[serde(default)]
    pub values: Named<serde_yaml::Value>,
}
