//! Operations in botocore's terms.

use serde_json::{Map, Value, json};

use super::{
    closure::{Closure, is_unit, local_name},
    docs,
    model::{Shape, Target, Traits},
    service::auth,
};

/// Returns the operations by their names.
pub(super) fn operations(closure: &Closure<'_>) -> Value {
    let operations = closure.operations();
    operations
        .map(|(name, shape)| (name.to_owned(), operation(name, shape, closure)))
        .collect::<Map<_, _>>()
        .into()
}

fn operation(name: &str, operation: &Shape, closure: &Closure<'_>) -> Value {
    let traits = &operation.traits;
    let errors = operation.errors.iter().chain(&closure.service().errors);
    let errors: Vec<_> = errors
        .map(|error| json!({ "shape": closure.name(&error.target) }))
        .collect();
    json!({
        "name": name,
        "http": http(traits),
        "input": message(operation.input.as_ref(), closure),
        "output": message(operation.output.as_ref(), closure),
        "errors": errors,
        "documentation": docs::html(traits),
        "idempotent": traits.has("smithy.api#idempotent"),
        "readonly": traits.has("smithy.api#readonly"),
        "endpoint": traits.text_in("smithy.api#endpoint", "hostPrefix")
            .map(|prefix| json!({ "hostPrefix": prefix })),
        "auth": auth(traits).unwrap_or_default(),
        "unsignedPayload": traits.has("aws.auth#unsignedPayload"),
        "httpChecksumRequired": traits.has("smithy.api#httpChecksumRequired"),
        "httpChecksum": traits.find("aws.protocols#httpChecksum"),
        "requestcompression": traits.find("smithy.api#requestCompression"),
        "staticContextParams": traits
            .find("smithy.rules#staticContextParams")
            .cloned()
            .unwrap_or_else(|| json!({})),
    })
}

/// Returns the method and the URI. A protocol without them has one for all operations.
fn http(traits: &Traits) -> Value {
    const HTTP: &str = "smithy.api#http";
    let code = traits.find(HTTP).and_then(|http| http.get("code"));
    json!({
        "method": traits.text_in(HTTP, "method").unwrap_or("POST"),
        "requestUri": traits.text_in(HTTP, "uri").unwrap_or("/"),
        "responseCode": code,
    })
}

/// Returns an input or an output, with the name and the namespace of its root in XML.
fn message(target: Option<&Target>, closure: &Closure<'_>) -> Option<Value> {
    let id = &target?.target;
    if is_unit(id) {
        return None;
    }
    let traits = closure.shape(id).map(|shape| &shape.traits);
    let root = traits.and_then(|traits| traits.text("smithy.api#xmlName"));
    Some(json!({
        "shape": closure.name(id),
        "locationName": root.unwrap_or(local_name(id)),
        "xmlNamespace": traits.and_then(|traits| traits.find("smithy.api#xmlNamespace")),
    }))
}
