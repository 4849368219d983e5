//! The YAML as written: a serde mirror of the format, and nothing that Rust code would need.
//!
//! The mirror holds all that the protocols can say. What a name refers to, and whether the
//! values make sense together, is for [`lower`](crate::lower) to decide. The format's JSON Schema is made from
//! these types too: a comment on a key is what an editor shows for it.
//!
//! They are serialized in the order of their fields, except [`Shape`]. The serializer of the importer leaves out what is
//! absent, false or empty.

mod auth;
mod elsewhere;
mod error_status;
mod hosts;
mod media_types;
mod member;
mod mismatch;
mod misplaced;
mod named;
mod node;
mod operation;
mod other_formats;
mod position;
mod present;
mod read;
mod required;
#[cfg(feature = "cli")]
mod schema;
mod shape;
mod type_name;
mod waiter;
mod xml;
mod yaml_help;

use named::named;
use present::present;
use serde::{Deserialize, Serialize};

use crate::protocol::{ErrorsBy, Protocol};

pub use auth::{Alternative, Auth, AuthScheme, AuthSchemeType, BUILT_IN_AUTH};
pub use error_status::ErrorStatus;
pub use hosts::Hosts;
pub use media_types::{MediaTypes, RequestFormat};
pub use member::{Member, MemberOrType, Style};
pub use named::Named;
pub use node::{Node, Positions};
pub use operation::{Operation, Output, Pagination, Until};
#[cfg(feature = "openapi")]
pub(crate) use other_formats::of_keys as other_format;
pub use read::read;
#[cfg(feature = "cli")]
pub use schema::schema;
pub use shape::{BUILT_IN, Error, MADE_OF, Retry, Shape, UnionBy, Value, Values, has_key};
pub use waiter::{Acceptor, AcceptorState, AcceptorStatus, Waiter};
pub use xml::{MemberXml, Namespace, RootXml, ServiceXml, ShapeXml};

/// A REST API, described for restsmith.
#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(
    deny_unknown_fields,
    expecting = "a map with `restsmith`, `service` and `operations`"
)]
pub struct Spec {
    /// The version of the format. It is 1.
    #[cfg_attr(feature = "cli", schemars(range(min = 1, max = 1), example = 1))]
    pub restsmith: u32,
    /// What the API is, and where it is reached.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({
        "name": "users", "protocol": "rest-json", "endpoint": { "url": "https://api.example.com/v1" }
    })))]
    pub service: Service,
    /// What the API can do: each operation by its name.
    #[serde(deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "Ping": { "http": "GET /ping" } })))]
    pub operations: Named<Operation>,
    /// The errors that operations list: each by its name, which is its code on the wire too.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "NotFound": { "status": 404 } })))]
    pub errors: Named<Error>,
    /// The errors that any operation can return: each by its name, which is its code on the wire too.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "Throttled": { "status": 429 } })))]
    pub common_errors: Named<Error>,
    /// The types that members refer to: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "Token": { "type": "string", "sensitive": true } })))]
    pub shapes: Named<Shape>,
}

impl Spec {
    /// Returns whether a member of an input may go before the host name.
    #[must_use]
    pub fn has_virtual_hosts(&self) -> bool {
        let mut inputs = self.operations.values().map(Operation::input_members);
        inputs.any(|input| {
            input
                .values()
                .any(|MemberOrType(member)| member.virtual_host)
        })
    }
}

/// What the API is, and where it is reached.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(
    deny_unknown_fields,
    expecting = "a map with `name`, `protocol` and `endpoint`"
)]
pub struct Service {
    /// The name of the Rust module: lower-case letters, digits and `_`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = "^[a-z][a-z0-9_]*$"), example = &"portal"))]
    pub name: String,
    /// The name in the documentation.
    #[cfg_attr(feature = "cli", schemars(example = &"AWS IAM Identity Center portal"))]
    pub title: Option<String>,
    /// The version of the API, for the documentation. With `aws-query` and `ec2-query` requests contain it, and it is
    /// required. Quote it, or YAML may take it for something else.
    #[cfg_attr(feature = "cli", schemars(example = &"2019-06-10"))]
    pub version: Option<String>,
    /// The protocol that the API speaks.
    #[cfg_attr(feature = "cli", schemars(example = &"rest-json"))]
    pub protocol: Protocol,
    /// The name of the service in requests: the prefix of the header `x-amz-target` with `aws-json-1.0` and `aws-json-1.1`, and
    /// a segment of the path with `rpc-v2-cbor`. Required with these; an error with the others.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"DynamoDB_20120810"))]
    pub target_prefix: Option<String>,
    /// Where the API is reached: `aws` or `url`.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "aws": "portal.sso" })))]
    pub endpoint: Endpoint,
    /// How calls of operations without an `auth` are authenticated. The default is `none`.
    #[cfg_attr(feature = "cli", schemars(example = &"sigv4"))]
    pub auth: Option<Auth>,
    /// The API's schemes of authentication: each by its name, which is its setting on the client's builder too.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "key": { "type": "api_key", "header": "x-api-key" } })))]
    pub auth_schemes: Named<AuthScheme>,
    /// How the bodies of requests are sent, as `form` or with a media type of JSON, by operations without a `request`.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"application/vnd.api+json"))]
    pub request: Option<RequestFormat>,
    /// The media type of JSON that responses have, or a list of them, for operations without a `response`.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"application/vnd.api+json"))]
    pub response: Option<MediaTypes>,
    /// What all requests have in XML.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "namespace": { "uri": "https://example.com/ns" } })))]
    pub xml: Option<ServiceXml>,
    /// The name of the service in AWS signatures, if it isn't the first label of `endpoint.aws`.
    #[cfg_attr(feature = "cli", schemars(example = &"awsssoportal"))]
    pub signing_name: Option<String>,
    /// How errors are told apart.
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "by": "status" })))]
    pub errors: Option<Recognition>,
    /// Whether a success that lacks a required member is an error. The default is yes for a `url`. It is no for a service
    /// of AWS, which leaves out empty members: the member is empty then.
    #[cfg_attr(feature = "cli", schemars(example = true))]
    pub required_in_responses: Option<bool>,
    /// Headers that every request carries: each by its name. A member that is bound to one takes precedence.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "accept": "application/json" })))]
    pub headers: Named<String>,
    /// What to know about the API, in Markdown.
    #[cfg_attr(feature = "cli", schemars(example = &"The portal that a person reaches after signing in."))]
    pub docs: Option<String>,
}

/// How the errors of a service are told apart.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `by`")]
pub struct Recognition {
    /// What decides which error a response is. Without it, it is `code_or_status` for a `url` with `rest-json`, and `code`
    /// otherwise.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"status"))]
    pub by: Option<ErrorsBy>,
    /// The path of the code in the body: names of members, separated by dots, and `[0]` for the first item of a list.
    /// Without it, the client looks in the usual places.
    #[cfg_attr(feature = "cli", schemars(example = &"error.code"))]
    pub code: Option<String>,
    /// The path of the message in the body. If there is none, the client looks in the usual places.
    #[cfg_attr(feature = "cli", schemars(example = &"errors[0].message"))]
    pub message: Option<String>,
}

/// Where an API is reached: a host of AWS's in every region, or one URL.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "`{ aws: PREFIX }` or `{ url: URL }`")]
pub struct Endpoint {
    /// The labels of AWS host names before the region: `portal.sso` for `portal.sso.eu-west-1.amazonaws.com`.
    #[cfg_attr(feature = "cli", schemars(example = &"portal.sso"))]
    pub aws: Option<String>,
    /// The service's id in AWS's SDKs: `SSO` makes `AWS_ENDPOINT_URL_SSO` count.
    #[cfg_attr(feature = "cli", schemars(example = &"SSO"))]
    pub sdk_id: Option<String>,
    /// By partition, the labels of its FIPS hosts, where they are not those of `aws` with `-fips`.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "aws-us-gov": "portal.sso" })))]
    pub fips: Named<String>,
    /// By region, by partition or as `default`, the hosts that are not named as most are.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "aws": { "plain": "account.us-east-1.amazonaws.com" } })))]
    pub hosts: Named<Hosts>,
    /// By region, by partition or as `default`, the hosts that requests with a `virtual_host` go to if the caller asks for
    /// acceleration.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "aws": { "plain": "s3-accelerate.amazonaws.com" } })))]
    pub accelerated: Named<Hosts>,
    /// The endpoints of operations that are not at that of the service: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "search": { "aws": "search-dynamodb" } })))]
    pub others: Named<OtherEndpoint>,
    /// The base URL of an API outside AWS. A name in braces is one of the `variables`.
    #[cfg_attr(feature = "cli", schemars(example = &"https://api.example.com/v1"))]
    pub url: Option<String>,
    /// The variables of the URLs: each by its name, which is its setting on the client's builder too.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "tenant": { "default": "demo" } })))]
    pub variables: Named<Variable>,
    /// Other base URLs of the same API, between which the caller chooses: each by its name.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "sandbox": "https://sandbox.example.com/v1" })))]
    pub environments: Named<String>,
}

/// The endpoint of some operations of a service of AWS.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `aws`")]
pub struct OtherEndpoint {
    /// The labels of the host names before the region.
    #[cfg_attr(feature = "cli", schemars(example = &"search-dynamodb"))]
    pub aws: String,
    /// The name of the service in the signatures of these operations, if it is another one than that of the service.
    #[cfg_attr(feature = "cli", schemars(example = &"s3-object-lambda"))]
    pub signing_name: Option<String>,
    /// By partition, the labels of its FIPS hosts, where they are not those of `aws` with `-fips`.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "aws-us-gov": "search-dynamodb" })))]
    pub fips: Named<String>,
    /// By region, by partition or as `default`, the hosts that are not named as most are.
    #[serde(default, deserialize_with = "named")]
    #[cfg_attr(feature = "cli", schemars(example = serde_json::json!({ "default": { "plain": "{region}.search.{dns_suffix}" } })))]
    pub hosts: Named<Hosts>,
}

/// A part of a URL that the caller sets on the client's builder.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a map with `default`")]
pub struct Variable {
    /// The value if the caller sets none. Without it, the client can't be built until the variable or a whole URL is set.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = &"eu"))]
    pub default: Option<String>,
    /// The values that it may have, as those of an `enum`. Without it, it is text.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "cli", schemars(!default, example = ["eu", "us"]))]
    pub values: Option<Values>,
    /// What it means, in Markdown.
    #[cfg_attr(feature = "cli", schemars(example = &"Where the data is kept."))]
    pub docs: Option<String>,
}
