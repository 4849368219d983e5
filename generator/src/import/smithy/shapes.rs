//! Shapes and members in botocore's terms.

use serde_json::{Map, Value, json};

use super::{
    closure::{Closure, local_name, prelude},
    docs,
    model::{Kind, Member, Shape, Traits},
    service::{QUERY_COMPATIBLE, is_query, member_name},
};
use crate::protocol::Protocol;

/// Returns the shapes by their names, as the protocol has them.
pub(super) fn shapes(closure: &Closure<'_>, protocol: Protocol) -> Value {
    let context = Context {
        closure,
        has_bindings: !protocol.rules().bindings.is_empty(),
        is_query: is_query(protocol),
        is_query_compatible: closure.service().has_trait(QUERY_COMPATIBLE),
        member_name: member_name(protocol),
    };
    let shapes = closure.shapes();
    let shapes = shapes.filter_map(|(name, id, shape)| {
        let value = match shape {
            Some(shape) => of_shape(shape, &context),
            None => json!({ "type": type_name(prelude(id)?), "document": prelude(id)? == Kind::Document }),
        };
        Some((name.to_owned(), value))
    });
    shapes.collect::<Map<_, _>>().into()
}

/// What the shapes belong to.
struct Context<'c> {
    closure: &'c Closure<'c>,
    /// Whether members can be outside of bodies. Where they can't, their traits say nothing.
    has_bindings: bool,
    /// Whether the protocol is that of `aws.protocols#awsQuery`.
    is_query: bool,
    /// Whether the service responds with the codes of that protocol, whichever is spoken.
    is_query_compatible: bool,
    /// The trait that gives a member another name in bodies.
    member_name: Option<&'static str>,
}

fn of_shape(shape: &Shape, context: &Context<'_>) -> Value {
    let (kind, traits) = (shape.kind, &shape.traits);
    let has = |name: &str| traits.has(&format!("smithy.api#{name}"));
    let reference =
        |member: &Option<Member>| member.as_ref().map(|member| reference(member, context));
    let is_required = |member: &Member| member.traits.has("smithy.api#required");
    let has_members = matches!(kind, Kind::Structure | Kind::Union);
    let named = || shape.members.iter().filter(|_| has_members);
    let required: Vec<_> = named()
        .filter(|(_, member)| is_required(member))
        .map(|(name, _)| name)
        .collect();
    let members: Map<_, _> = named()
        .map(|(name, member)| (name.clone(), of_member(name, member, shape, context)))
        .collect();
    let payload = named().find(|(_, member)| member.traits.has("smithy.api#httpPayload"));
    let is_stream = has("streaming");
    json!({
        "type": type_name(kind),
        "required": required,
        "members": members,
        "member": reference(&shape.member),
        "key": reference(&shape.key),
        "value": reference(&shape.value),
        "enum": values(shape),
        "intEnum": numbers(shape),
        "documentation": docs::html(traits),
        "payload": payload.map(|(name, _)| name),
        "timestampFormat": timestamp_format(traits),
        // It is the content type of a payload, and makes a text in a header base64.
        "mediaType": traits.find("smithy.api#mediaType").filter(|_| context.has_bindings),
        "error": error(traits, context),
        "exception": has("error"),
        "fault": traits.text("smithy.api#error") == Some("server"),
        "retryable": traits.find("smithy.api#retryable"),
        "sensitive": has("sensitive"),
        "streaming": is_stream && kind == Kind::Blob,
        "eventstream": is_stream && kind == Kind::Union,
        "union": kind == Kind::Union,
        "document": kind == Kind::Document,
        "sparse": has("sparse"),
    })
}

/// Returns what botocore calls a type.
fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Blob => "blob",
        Kind::Boolean => "boolean",
        Kind::String | Kind::Enum => "string",
        Kind::Timestamp => "timestamp",
        Kind::Byte => "byte",
        Kind::Short => "short",
        Kind::Integer | Kind::IntEnum => "integer",
        Kind::Long => "long",
        Kind::Float => "float",
        Kind::Double => "double",
        Kind::BigInteger => "biginteger",
        Kind::BigDecimal => "bigdecimal",
        Kind::List => "list",
        Kind::Map => "map",
        Kind::Document
        | Kind::Structure
        | Kind::Union
        | Kind::Service
        | Kind::Resource
        | Kind::Operation
        | Kind::Apply => "structure",
    }
}

/// Returns the values of an enum: those of its members, or of the trait of Smithy 1.0.
fn values(shape: &Shape) -> Vec<&str> {
    if shape.kind == Kind::Enum {
        let members = shape.members.iter();
        return members
            .map(|(name, member)| member.traits.text("smithy.api#enumValue").unwrap_or(name))
            .collect();
    }
    let values = shape.find("smithy.api#enum").and_then(Value::as_array);
    let values = values.into_iter().flatten();
    values
        .filter_map(|value| value.get("value")?.as_str())
        .collect()
}

/// Returns the numbers of an enum by the names of its members.
fn numbers(shape: &Shape) -> Map<String, Value> {
    let members = shape.members.iter().filter(|_| shape.kind == Kind::IntEnum);
    let number = |member: &Member| member.traits.find("smithy.api#enumValue").cloned();
    members
        .filter_map(|(name, member)| Some((name.clone(), number(member)?)))
        .collect()
}

fn timestamp_format(traits: &Traits) -> Option<&'static str> {
    match traits.text("smithy.api#timestampFormat")? {
        "date-time" => Some("iso8601"),
        "http-date" => Some("rfc822"),
        "epoch-seconds" => Some("unixTimestamp"),
        _ => None,
    }
}

/// Returns the status code and the code of an error. The trait of the query protocol counts in that protocol, and for
/// services that spoke it before (<https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>).
fn error(traits: &Traits, context: &Context<'_>) -> Value {
    let query = traits.find("aws.protocols#awsQueryError");
    let query = query.filter(|_| context.is_query || context.is_query_compatible);
    let status = traits
        .find("smithy.api#httpError")
        .filter(|_| !context.is_query);
    json!({
        "httpStatusCode": status.or_else(|| query?.get("httpResponseCode")),
        "code": query.and_then(|query| query.get("code")),
        "fault": traits.text("smithy.api#error") == Some("server"),
    })
}

/// Returns a reference with what it says by itself.
fn reference(member: &Member, context: &Context<'_>) -> Value {
    Value::Object(reference_entries(member, context))
}

fn reference_entries(member: &Member, context: &Context<'_>) -> Map<String, Value> {
    let traits = &member.traits;
    let mut reference = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        reference.extend(value.map(|value| (key.to_owned(), value)));
    };
    let own_name = context.member_name.and_then(|id| traits.find(id));
    put("shape", Some(context.closure.name(&member.target).into()));
    put("documentation", docs::html(traits).map(Value::from));
    put("timestampFormat", timestamp_format(traits).map(Value::from));
    put("locationName", own_name.cloned());
    put(
        "xmlNamespace",
        traits.find("smithy.api#xmlNamespace").cloned(),
    );
    reference
}

/// Returns a member of a structure or a union.
fn of_member(name: &str, member: &Member, owner: &Shape, context: &Context<'_>) -> Value {
    let traits = &member.traits;
    let has = |name: &str| traits.has(&format!("smithy.api#{name}"));
    let mut reference = reference_entries(member, context);
    let mut put = |key: &str, value: Value| drop(reference.insert(key.to_owned(), value));
    if let Some((location, wire_name)) = location(name, traits).filter(|_| context.has_bindings) {
        put("location", location.into());
        match wire_name {
            Some(wire_name) => put("locationName", wire_name.into()),
            None => put("locationName", Value::Null),
        }
    }
    if let Some(query_name) = traits.find("aws.protocols#ec2QueryName") {
        put("queryName", query_name.clone());
    }
    if has("httpPayload") {
        let (name, namespace) = root(member, context.closure);
        put("rootName", name.into());
        put("xmlNamespace", namespace.cloned().into());
    }
    put("flattened", has("xmlFlattened").into());
    put("xmlAttribute", has("xmlAttribute").into());
    put("idempotencyToken", has("idempotencyToken").into());
    put("hostLabel", has("hostLabel").into());
    if has_default(member, owner) {
        let default = traits.find("smithy.api#default").cloned();
        put("default", default.unwrap_or_default());
    }
    reference.into()
}

/// Returns the name and the namespace of the root element of a payload: what the member says, or its target. Elsewhere, what
/// a target says of itself as a root doesn't count.
///
/// <https://github.com/smithy-lang/smithy/blob/main/smithy-aws-protocol-tests/model/restXml/http-payload.smithy>
fn root<'m>(member: &'m Member, closure: &Closure<'m>) -> (&'m str, Option<&'m Value>) {
    let target = closure.shape(&member.target).map(|shape| &shape.traits);
    let traits = || [Some(&member.traits), target].into_iter().flatten();
    let name = traits().find_map(|traits| traits.text("smithy.api#xmlName"));
    let namespace = traits().find_map(|traits| traits.find("smithy.api#xmlNamespace"));
    (name.unwrap_or(local_name(&member.target)), namespace)
}

/// Returns where a member is bound, and its name there.
fn location<'t>(name: &'t str, traits: &'t Traits) -> Option<(&'static str, Option<&'t str>)> {
    let text = |id: &str| traits.text(&format!("smithy.api#{id}"));
    let has = |id: &str| traits.has(&format!("smithy.api#{id}"));
    if let Some(header) = text("httpHeader") {
        Some(("header", Some(header)))
    } else if let Some(prefix) = text("httpPrefixHeaders") {
        Some(("headers", Some(prefix)))
    } else if let Some(query) = text("httpQuery") {
        Some(("querystring", Some(query)))
    } else if has("httpQueryParams") {
        Some(("querystring", None))
    } else if has("httpLabel") {
        Some(("uri", Some(name)))
    } else if has("httpResponseCode") {
        Some(("statusCode", None))
    } else {
        None
    }
}

/// Returns whether a client fills in the default of a member. Smithy leaves it to the service where the member is one of
/// an input, is optional for clients, or got the default later.
fn has_default(member: &Member, owner: &Shape) -> bool {
    let has = |id: &str| member.traits.has(&format!("smithy.api#{id}"));
    let is_left =
        owner.has_trait("smithy.api#input") || has("clientOptional") || has("addedDefault");
    has("default") && !is_left
}
