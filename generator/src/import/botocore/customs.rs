//! What services of AWS ask of their clients, though no model says it: known by the id of the service.

use serde_yaml::Value;

use super::model::{Metadata, Shape};
use crate::{
    format::Named,
    protocol::{Destination, Rules},
};

/// The header in which Glacier takes the tree hash of a body.
const TREE_HASH: &str = "x-amz-sha256-tree-hash";

/// Returns the headers of all requests. API Gateway responds in another form of JSON without `accept`, and Glacier asks
/// for the version of its API. A service that spoke AWS's query protocol before is asked for the error codes of that
/// time, unless that protocol is imported.
pub(super) fn headers(metadata: &Metadata, protocol: &Rules) -> Named<String> {
    let of_service = match metadata.service_id.as_deref() {
        Some("API Gateway") => Some(("accept", "application/json".to_owned())),
        Some("Glacier") => metadata
            .api_version
            .clone()
            .map(|version| ("x-amz-glacier-version", version)),
        _ => None,
    };
    let is_query = matches!(protocol.destination, Destination::Form(_));
    let query_mode = (metadata.aws_query_compatible.is_some() && !is_query)
        .then(|| ("x-amzn-query-mode", "true".to_owned()));
    of_service
        .into_iter()
        .chain(query_mode)
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Returns whether requests are signed as S3 takes signatures. Botocore's models say so, and Smithy's don't.
pub(super) fn is_signed_as_s3(metadata: &Metadata) -> bool {
    matches!(metadata.service_id.as_deref(), Some("S3" | "S3 Control"))
}

/// Returns what fills a label where the caller gives nothing: to Glacier, `-` is the account that signs.
pub(super) fn label_default(metadata: &Metadata, label: &str) -> Option<Value> {
    let is_account = metadata.service_id.as_deref() == Some("Glacier") && label == "accountId";
    is_account.then(|| Value::from("-"))
}

/// Returns whether requests carry hashes of their bodies: Glacier wants them of each archive, and of each part of one.
pub(super) fn has_tree_hash(metadata: &Metadata, input: Option<&Shape>) -> bool {
    let is_archive = |input: &Shape| {
        let headers = input
            .members
            .values()
            .filter_map(|member| member.location_name.as_deref());
        input.payload.is_some()
            && headers
                .into_iter()
                .any(|header| header.eq_ignore_ascii_case(TREE_HASH))
    };
    metadata.service_id.as_deref() == Some("Glacier") && input.is_some_and(is_archive)
}

/// Returns whether a member of an input names where the request goes: each model of Machine Learning has an endpoint of
/// its own for predictions.
pub(super) fn is_endpoint(metadata: &Metadata, member: &str) -> bool {
    metadata.service_id.as_deref() == Some("Machine Learning") && member == "PredictEndpoint"
}

/// Returns whether a member of an output may be any text, whatever its type is: S3 returns the `Expires` that an object
/// was uploaded with, which needn't be a date.
pub(super) fn is_any_text(metadata: &Metadata, member: &str) -> bool {
    metadata.service_id.as_deref() == Some("S3") && member == "Expires"
}

/// Returns whether a member holds credentials, though the models of some services don't mark it as sensitive: a secret key,
/// the session token beside a key, or the code of a device.
pub(super) fn is_secret(member: &str, owner: &Shape) -> bool {
    let is = |name: &str, other: &str| name.eq_ignore_ascii_case(other);
    let has_key = || owner.members.keys().any(|name| is(name, "AccessKeyId"));
    match member {
        name if is(name, "SessionToken") => has_key(),
        name => ["SecretAccessKey", "SecretKey", "TokenCode"]
            .iter()
            .any(|secret| is(name, secret)),
    }
}

/// Returns whether only the last segment of a member of an input is sent: Route 53 returns identifiers with paths, such as
/// `/hostedzone/Z1`, and takes them without.
pub(super) fn is_last_segment(metadata: &Metadata, shape: &str) -> bool {
    metadata.service_id.as_deref() == Some("Route 53")
        && ["ChangeId", "DelegationSetId", "ResourceId"].contains(&shape)
}

/// Returns the name of a member in the body, if the model has another one: Route 53 responds with the messages of an invalid
/// change batch in `Messages`.
pub(super) fn body_name(metadata: &Metadata, shape: &str) -> Option<&'static str> {
    let is_messages =
        metadata.service_id.as_deref() == Some("Route 53") && shape == "ErrorMessages";
    is_messages.then_some("Messages")
}

/// Returns whether the root of a response's XML is the only member of the output: S3 responds so with the region of a bucket.
pub(super) fn is_unwrapped(metadata: &Metadata, operation: &str) -> bool {
    metadata.service_id.as_deref() == Some("S3") && operation == "GetBucketLocation"
}

/// The member of S3's inputs that is a parameter of its rules for endpoints.
const BUCKET: &str = "Bucket";

/// Returns the label of paths that rules of endpoints put before the host name: the bucket of S3.
pub(super) fn label_in_hosts(metadata: &Metadata) -> Option<&'static str> {
    (metadata.service_id.as_deref() == Some("S3")).then_some(BUCKET)
}

/// Returns whether the label of an operation's path stays there. That of `GetBucketLocation` does, as in botocore: its caller
/// doesn't know the region of the bucket yet.
pub(super) fn stays_in_path(operation: &str) -> bool {
    operation == "GetBucketLocation"
}
