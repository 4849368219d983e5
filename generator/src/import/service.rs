//! What a model says about the whole service.

use heck::ToSnakeCase;

use super::{
    botocore::{Metadata, Model},
    docs::markdown,
    endpoint::Endpoint,
    yaml::{Map, Node},
};
use crate::{Error, names::is_service_name};

/// How callers prove who they are, in the format's words.
pub(super) type Auth = &'static str;

/// Refuses a model of another protocol than rest-json.
pub(super) fn check_protocol(metadata: &Metadata) -> Result<(), Error> {
    let protocol = metadata.protocol.as_deref();
    if protocol == Some("rest-json") || metadata.protocols.iter().any(|protocol| protocol == "rest-json") {
        return Ok(());
    }
    let spoken = protocol.or(metadata.protocols.first().map(String::as_str));
    Err(Error::request(match spoken {
        Some(spoken) => format!("the service speaks the protocol {spoken}; only rest-json can be imported"),
        None => "the model doesn't say which protocol the service speaks; only rest-json can be imported"
            .to_owned(),
    }))
}

/// The name of the service's module: its id in AWS's SDKs, in Rust's style.
pub(super) fn name(metadata: &Metadata) -> String {
    let id = metadata.service_id.as_ref().or(metadata.endpoint_prefix.as_ref());
    let name = id.map(|id| id.to_snake_case()).unwrap_or_default();
    let legal: String =
        name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    let candidates = [legal.clone(), format!("{legal}_service"), format!("service_{legal}")];
    let mut candidates = candidates.into_iter().filter(|_| !legal.is_empty());
    candidates.find(|name| is_service_name(name)).unwrap_or_else(|| "service".to_owned())
}

/// The first way that is known of those that a model lists.
pub(super) fn known_auth(schemes: &[String]) -> Option<Auth> {
    schemes.iter().find_map(|scheme| match scheme.as_str() {
        "aws.auth#sigv4" => Some("sigv4"),
        "smithy.api#httpBearerAuth" => Some("bearer"),
        "smithy.api#noAuth" => Some("none"),
        _ => None,
    })
}

/// How callers of the operations that say nothing about it prove who they are.
pub(super) fn auth(metadata: &Metadata) -> Auth {
    known_auth(&metadata.auth).unwrap_or(match metadata.signature_version.as_deref() {
        Some("bearer") => "bearer",
        Some(version) if version.starts_with("v4") || version.starts_with("s3") => "sigv4",
        _ => "none",
    })
}

/// What requests of some services carry besides, though no model says so: API Gateway answers in another form of
/// JSON without `accept`, and Glacier asks for the version of its API.
fn headers(metadata: &Metadata) -> Option<Node> {
    let header = match metadata.service_id.as_deref()? {
        "API Gateway" => ("accept", "application/json".to_owned()),
        "Glacier" => ("x-amz-glacier-version", metadata.api_version.clone()?),
        _ => return None,
    };
    Some(Node::Map(vec![(header.0.to_owned(), Node::Text(header.1))]))
}

/// The section of the service.
pub(super) fn service(model: &Model, name: &str, auth: Auth, endpoint: Endpoint) -> Node {
    let metadata = &model.metadata;
    let mut service: Map = vec![("name".to_owned(), Node::text(name))];
    let mut text = |key: &str, value: Option<&String>| {
        service.extend(value.map(|value| (key.to_owned(), Node::text(value))));
    };
    text("title", metadata.service_full_name.as_ref());
    text("version", metadata.api_version.as_ref());
    text("protocol", Some(&"rest-json".to_owned()));
    service.push(("endpoint".to_owned(), endpoint.node));
    service.push(("auth".to_owned(), Node::text(auth)));
    service.extend(endpoint.signing_name.map(|name| ("signing_name".to_owned(), Node::Text(name))));
    service.extend(headers(metadata).map(|headers| ("headers".to_owned(), headers)));
    let docs = markdown(model.documentation.as_deref());
    service.extend(docs.map(|docs| ("docs".to_owned(), Node::docs(docs))));
    Node::Section(service)
}
