//! What a model says about the whole service.

use heck::ToSnakeCase;

use super::{
    customs,
    docs::markdown,
    endpoint::Endpoint,
    model::{Metadata, Model},
    xml,
};
use crate::{
    format::{self, Auth},
    names::is_service_name,
    protocol::{Destination, Protocol},
};

/// Returns the name of the service's module: its id in AWS's SDKs, in Rust's style.
pub(super) fn name(metadata: &Metadata) -> String {
    let id = metadata
        .service_id
        .as_ref()
        .or(metadata.endpoint_prefix.as_ref());
    let name = id.map(|id| id.to_snake_case()).unwrap_or_default();
    let legal: String = name
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
        .collect();
    let candidates = [
        legal.clone(),
        format!("{legal}_service"),
        format!("service_{legal}"),
    ];
    let mut candidates = candidates.into_iter().filter(|_| !legal.is_empty());
    candidates
        .find(|name| is_service_name(name))
        .unwrap_or_else(|| "service".to_owned())
}

/// Returns the name by which requests call the service, if they do.
fn target_prefix(protocol: Protocol, metadata: &Metadata) -> Option<String> {
    match protocol.rules().destination {
        Destination::Operation | Destination::Form(_) => None,
        Destination::Names(_) => metadata.target_prefix.clone(),
    }
}

/// Returns what a spec says of the whole service.
pub(super) fn service(
    model: &Model,
    name: String,
    protocol: Protocol,
    auth: Auth,
    endpoint: Endpoint,
) -> format::Service {
    let metadata = &model.metadata;
    format::Service {
        name,
        title: metadata.service_full_name.clone(),
        version: metadata.api_version.clone(),
        protocol,
        target_prefix: target_prefix(protocol, metadata),
        endpoint: endpoint.reached,
        auth: Some(auth),
        auth_schemes: format::Named::new(),
        signing_name: endpoint.signing_name,
        errors: None,
        required_in_responses: None,
        headers: customs::headers(metadata, protocol.rules()),
        request: None,
        response: None,
        xml: xml::service(metadata, protocol.rules().body.has_root),
        docs: markdown(model.documentation.as_deref()),
    }
}
