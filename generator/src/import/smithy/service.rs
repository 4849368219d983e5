//! What a model says about the whole service.

use serde_json::{Value, json};

use super::{closure::Closure, model::Traits};
use crate::protocol::Protocol;

/// A protocol that a service may speak.
struct Spoken {
    /// The trait of the service.
    id: &'static str,
    /// What botocore calls it.
    name: &'static str,
    protocol: Protocol,
    /// The trait that gives a member another name in bodies.
    ///
    /// awsJson has none: the members of its bodies have the names of the model, by the tests of that protocol
    /// (<https://github.com/smithy-lang/smithy/tree/main/smithy-aws-protocol-tests/model/awsJson1_1>).
    member_name: Option<&'static str>,
}

const JSON_NAME: Option<&str> = Some("smithy.api#jsonName");
const XML_NAME: Option<&str> = Some("smithy.api#xmlName");

const SPOKEN: [Spoken; 7] = [
    spoken(
        "aws.protocols#awsJson1_0",
        "json",
        Protocol::AwsJson10,
        None,
    ),
    spoken(
        "aws.protocols#awsJson1_1",
        "json",
        Protocol::AwsJson11,
        None,
    ),
    spoken(
        "aws.protocols#restJson1",
        "rest-json",
        Protocol::RestJson,
        JSON_NAME,
    ),
    spoken(
        "aws.protocols#restXml",
        "rest-xml",
        Protocol::RestXml,
        XML_NAME,
    ),
    spoken(
        "smithy.protocols#rpcv2Cbor",
        "smithy-rpc-v2-cbor",
        Protocol::RpcV2Cbor,
        None,
    ),
    spoken(
        "aws.protocols#awsQuery",
        "query",
        Protocol::AwsQuery,
        XML_NAME,
    ),
    spoken(
        "aws.protocols#ec2Query",
        "ec2",
        Protocol::Ec2Query,
        XML_NAME,
    ),
];

const fn spoken(
    id: &'static str,
    name: &'static str,
    protocol: Protocol,
    member_name: Option<&'static str>,
) -> Spoken {
    Spoken {
        id,
        name,
        protocol,
        member_name,
    }
}

/// Returns whether a protocol is that of the trait `aws.protocols#awsQuery`, whose errors may have other codes than names.
pub(super) fn is_query(protocol: Protocol) -> bool {
    protocol == Protocol::AwsQuery
}

/// Returns the trait that gives a member another name in the bodies of a protocol, if there is one.
pub(super) fn member_name(protocol: Protocol) -> Option<&'static str> {
    let mut all = SPOKEN.iter();
    all.find(|spoken| spoken.protocol == protocol)?.member_name
}

/// The trait of a service that spoke AWS's query protocol before, and still responds with the codes of that time.
pub(super) const QUERY_COMPATIBLE: &str = "aws.protocols#awsQueryCompatible";

/// The schemes of authentication, in the order of their ids: without the trait `auth`, it is the order of preference.
const AUTH_SCHEMES: [&str; 6] = [
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

/// Returns the `metadata` of the service.
pub(super) fn metadata(closure: &Closure<'_>) -> Value {
    const SERVICE: &str = "aws.api#service";
    let service = closure.service();
    let traits = &service.traits;
    let of_aws = |key: &str| traits.text_in(SERVICE, key);
    let has_json = |version: &str| traits.has(&format!("aws.protocols#awsJson{version}"));
    let json_version = match (has_json("1_0"), has_json("1_1")) {
        (true, _) => Some("1.0"),
        (false, true) => Some("1.1"),
        (false, false) => None,
    };
    let protocols = SPOKEN.iter().filter(|spoken| traits.has(spoken.id));
    let mut protocols: Vec<_> = protocols.map(|spoken| spoken.name).collect();
    protocols.dedup();
    let query_compatible = traits.has(QUERY_COMPATIBLE);
    json!({
        "apiVersion": service.version,
        "endpointPrefix": of_aws("endpointPrefix").or_else(|| of_aws("arnNamespace")),
        "protocols": protocols,
        "jsonVersion": json_version,
        "serviceFullName": traits.text("smithy.api#title"),
        "serviceId": of_aws("sdkId").unwrap_or(closure.service_name()),
        "xmlNamespace": traits.find("smithy.api#xmlNamespace"),
        "signingName": traits.text_in("aws.auth#sigv4", "name"),
        "targetPrefix": closure.service_name(),
        "awsQueryCompatible": query_compatible.then(|| json!({})),
        "auth": auth(traits).unwrap_or_else(|| {
            let schemes = AUTH_SCHEMES.iter().filter(|scheme| traits.has(scheme));
            schemes.map(|scheme| (*scheme).to_owned()).collect()
        }),
    })
}

/// Returns the schemes of authentication that the traits of a service or an operation list.
pub(super) fn auth(traits: &Traits) -> Option<Vec<String>> {
    const NONE: &str = "smithy.api#noAuth";
    if traits.has("smithy.api#optionalAuth") {
        return Some(vec![NONE.to_owned()]);
    }
    let listed = traits.find("smithy.api#auth")?.as_array()?;
    let listed: Vec<_> = listed
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    Some(if listed.is_empty() {
        vec![NONE.to_owned()]
    } else {
        listed
    })
}
