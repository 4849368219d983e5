//! AWS's model of a service as botocore publishes it: a serde mirror of what an import needs.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

/// A file `service-2.json`.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map with `metadata`, `operations` and `shapes`")]
pub(super) struct Model {
    pub(super) metadata: Metadata,
    #[serde(default)]
    pub(super) operations: IndexMap<String, Operation>,
    #[serde(default)]
    pub(super) shapes: IndexMap<String, Shape>,
    pub(super) documentation: Option<String>,
}

/// The same file, as far as it is about the whole service.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map with `metadata`, `operations` and `shapes`")]
pub(super) struct About {
    pub(super) metadata: Metadata,
}

/// What the service is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata {
    pub(super) api_version: Option<String>,
    pub(super) endpoint_prefix: Option<String>,
    pub(super) protocol: Option<String>,
    #[serde(default)]
    pub(super) protocols: Vec<String>,
    pub(super) service_full_name: Option<String>,
    pub(super) service_id: Option<String>,
    pub(super) signature_version: Option<String>,
    pub(super) json_version: Option<String>,
    pub(super) target_prefix: Option<String>,
    /// A map without entries, if it is there.
    pub(super) aws_query_compatible: Option<Value>,
    pub(super) signing_name: Option<String>,
    pub(super) xml_namespace: Option<XmlNamespace>,
    #[serde(default)]
    pub(super) auth: Vec<String>,
}

/// A namespace of XML.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum XmlNamespace {
    Uri(String),
    Full { uri: String, prefix: Option<String> },
}

/// The type of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Structure,
    List,
    Map,
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    #[serde(alias = "bigInteger")]
    BigInteger,
    #[serde(alias = "bigDecimal")]
    BigDecimal,
    Blob,
    Timestamp,
    #[serde(alias = "character")]
    String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a trait of the model"
)]
pub(super) struct Operation {
    pub(super) http: Http,
    pub(super) input: Option<Reference>,
    pub(super) output: Option<Reference>,
    #[serde(default)]
    pub(super) errors: Vec<Reference>,
    pub(super) documentation: Option<String>,
    #[serde(default)]
    pub(super) idempotent: bool,
    #[serde(default)]
    pub(super) readonly: bool,
    pub(super) endpoint: Option<HostPrefix>,
    pub(super) authtype: Option<String>,
    #[serde(default)]
    pub(super) auth: Vec<String>,
    #[serde(default)]
    pub(super) unsigned_payload: bool,
    /// Whether the root of the response's XML is the only member of the output.
    #[serde(default)]
    pub(super) s3_unwrapped_xml_output: bool,
    #[serde(default)]
    pub(super) http_checksum_required: bool,
    pub(super) http_checksum: Option<HttpChecksum>,
    #[serde(rename = "requestcompression")]
    pub(super) request_compression: Option<RequestCompression>,
    /// What an operation says to the rules of endpoints, by parameter.
    #[serde(default)]
    pub(super) static_context_params: IndexMap<String, ContextParam>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Http {
    pub(super) method: String,
    pub(super) request_uri: String,
    pub(super) response_code: Option<u16>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct HostPrefix {
    pub(super) host_prefix: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct HttpChecksum {
    #[serde(default)]
    pub(super) request_checksum_required: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct RequestCompression {
    #[serde(default)]
    pub(super) encodings: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ContextParam {
    pub(super) value: Value,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a trait of the model"
)]
pub(super) struct Shape {
    #[serde(rename = "type")]
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) required: Vec<String>,
    #[serde(default)]
    pub(super) members: IndexMap<String, Reference>,
    /// The items of a list.
    pub(super) member: Option<Reference>,
    /// The keys of a map.
    pub(super) key: Option<Reference>,
    /// The values of a map.
    pub(super) value: Option<Reference>,
    #[serde(default, rename = "enum")]
    pub(super) values: Vec<String>,
    /// The numbers of an enum, by their names. Only models of Smithy have them.
    #[serde(default, rename = "intEnum")]
    pub(super) numbers: IndexMap<String, i64>,
    pub(super) documentation: Option<String>,
    pub(super) payload: Option<String>,
    pub(super) location_name: Option<String>,
    #[serde(default)]
    pub(super) flattened: bool,
    pub(super) xml_namespace: Option<XmlNamespace>,
    pub(super) timestamp_format: Option<String>,
    /// The media type of a string or a blob. Only models of Smithy have it.
    pub(super) media_type: Option<String>,
    pub(super) error: Option<ErrorTrait>,
    pub(super) retryable: Option<Retryable>,
    #[serde(default)]
    pub(super) fault: bool,
    #[serde(default)]
    pub(super) sensitive: bool,
    #[serde(default)]
    pub(super) streaming: bool,
    #[serde(default)]
    pub(super) union: bool,
    #[serde(default)]
    pub(super) document: bool,
    #[serde(default)]
    pub(super) sparse: bool,
    #[serde(default)]
    pub(super) eventstream: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ErrorTrait {
    pub(super) http_status_code: Option<u16>,
    pub(super) code: Option<String>,
    #[serde(default)]
    pub(super) fault: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Retryable {
    #[serde(default)]
    pub(super) throttling: bool,
}

/// What refers to a shape: a member, an item, a value, an input, an output or an error.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a trait of the model"
)]
pub(super) struct Reference {
    pub(super) shape: String,
    pub(super) documentation: Option<String>,
    pub(super) location: Option<String>,
    pub(super) location_name: Option<String>,
    pub(super) timestamp_format: Option<String>,
    #[serde(default)]
    pub(super) flattened: bool,
    #[serde(default)]
    pub(super) xml_attribute: bool,
    pub(super) xml_namespace: Option<XmlNamespace>,
    /// The name of the root element that a payload is. Only models of Smithy have it.
    pub(super) root_name: Option<String>,
    pub(super) query_name: Option<String>,
    #[serde(default)]
    pub(super) idempotency_token: bool,
    #[serde(default)]
    pub(super) jsonvalue: bool,
    #[serde(default)]
    pub(super) host_label: bool,
    #[serde(default)]
    pub(super) streaming: bool,
    pub(super) default: Option<Value>,
}
