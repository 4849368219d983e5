//! Models as botocore publishes them, as far as random values depend on them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use indexmap::IndexMap;
use restsmith::BotocoreModel;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Failure, fault::Fault, protocol::Protocol};

/// A service of botocore's.
#[derive(Debug)]
pub struct Service {
    /// The folder of its models, which is its name in botocore.
    pub name: String,
    file: PathBuf,
}

/// A model.
#[derive(Debug, Deserialize)]
pub struct Model {
    metadata: Metadata,
    pub operations: IndexMap<String, Operation>,
    pub shapes: IndexMap<String, Shape>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    protocol: Option<String>,
    #[serde(default)]
    protocols: Vec<String>,
    aws_query_compatible: Option<Value>,
    service_id: Option<String>,
}

/// An operation.
#[derive(Debug, Deserialize)]
pub struct Operation {
    #[serde(default)]
    http: Http,
    #[serde(default)]
    deprecated: bool,
    pub input: Option<Reference>,
    pub output: Option<Reference>,
    #[serde(default)]
    pub errors: Vec<Reference>,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Http {
    #[serde(default)]
    method: String,
    #[serde(default)]
    request_uri: String,
    response_code: Option<u16>,
}

/// A reference to a shape, with what it says beyond the shape.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a trait of the model"
)]
pub struct Reference {
    pub shape: String,
    pub location: Option<String>,
    pub location_name: Option<String>,
    pub timestamp_format: Option<String>,
    #[serde(default)]
    pub idempotency_token: bool,
    #[serde(default)]
    pub host_label: bool,
    #[serde(default)]
    pub jsonvalue: bool,
    #[serde(default)]
    pub flattened: bool,
}

/// A shape.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a trait of the model"
)]
pub struct Shape {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub members: IndexMap<String, Reference>,
    #[serde(default)]
    pub required: Vec<String>,
    pub payload: Option<String>,
    pub member: Option<Reference>,
    pub value: Option<Reference>,
    #[serde(default, rename = "enum")]
    pub texts: Vec<String>,
    #[serde(default)]
    pub document: bool,
    #[serde(default)]
    pub union: bool,
    #[serde(default)]
    pub sparse: bool,
    #[serde(default)]
    pub flattened: bool,
    pub timestamp_format: Option<String>,
    pub error: Option<ErrorTrait>,
}

/// What a model says of an error.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorTrait {
    pub code: Option<String>,
    pub http_status_code: Option<u16>,
}

/// Returns the services that speak a protocol, by name.
pub fn services(folder: &Path, protocol: Protocol) -> Result<Vec<Service>, Failure> {
    let mut services = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // Which is what botocore takes: the newest version.
        let Some(file) = newest(&entry.path())? else {
            continue;
        };
        let service = Service {
            name: entry.file_name().to_string_lossy().into_owned(),
            file,
        };
        let model: Model = serde_json::from_str(&service.read()?.service)?;
        if model.speaks(protocol) {
            services.push(service);
        }
    }
    services.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(services)
}

/// Returns the newest model of a service.
fn newest(folder: &Path) -> io::Result<Option<PathBuf>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let versions = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    let models = versions
        .iter()
        .map(|version| version.join("service-2.json.gz"));
    Ok(models.filter(|model| model.is_file()).max())
}

impl Service {
    fn read(&self) -> Result<BotocoreModel, Failure> {
        Ok(BotocoreModel::read(&self.file)?)
    }

    /// Returns the model for the importer, and for random values. It asks for no signature, as the server doesn't look
    /// at one, and says nothing of hosts and pages, which the server has none of.
    pub fn model(&self, protocol: Protocol) -> Result<(BotocoreModel, Model), Failure> {
        let read = self.read()?;
        let mut service: Value = serde_json::from_str(&read.service)?;
        let operations = service.get_mut("operations").and_then(Value::as_object_mut);
        for (_, operation) in operations.into_iter().flatten() {
            if let Value::Object(operation) = operation {
                operation.insert("authtype".to_owned(), json!("none"));
                // Which is how a signature is made.
                drop(operation.remove("unsignedPayload"));
            }
        }
        let mut unsigned = BotocoreModel::new(service.to_string());
        unsigned.protocol = Some(protocol.name().to_owned());
        Ok((unsigned, serde_json::from_value(service)?))
    }
}

impl Model {
    fn speaks(&self, protocol: Protocol) -> bool {
        let Metadata {
            protocol: only,
            protocols,
            ..
        } = &self.metadata;
        only.iter()
            .chain(protocols)
            .any(|name| name == protocol.name())
    }

    /// Returns whether errors still have the codes that they had when the service spoke query.
    pub fn has_codes_of_query(&self) -> bool {
        self.metadata.aws_query_compatible.is_some()
    }

    /// Returns why the output of an operation has no body, if it has none.
    pub fn no_body_of_output(&self, operation: &Operation) -> Option<Fault> {
        let output = operation.output.as_ref();
        let has_payload = output
            .and_then(|output| self.shapes.get(&output.shape))
            .is_some_and(|shape| shape.payload.is_some());
        if !operation.can_have_body() || operation.http.response_code == Some(204) {
            Some(Fault::NoBody)
        } else if self.is_s3() && operation.http.method == "PUT" && !has_payload {
            Some(Fault::NoBodyToPut)
        } else {
            None
        }
    }

    /// Returns whether the service is S3.
    pub fn is_s3(&self) -> bool {
        self.metadata.service_id.as_deref() == Some("S3")
    }

    /// Returns whether another operation has the same method, URI and required parameters, and the server takes requests for
    /// that one: it is the first one that isn't deprecated.
    pub fn is_taken_for_another(&self, name: &str) -> bool {
        let Some((index, _, operation)) = self.operations.get_full(name) else {
            return false;
        };
        let (request, rank) = (self.request_of(operation), (operation.deprecated, index));
        let mut others = self.operations.values().enumerate();
        others.any(|(index, other)| {
            (other.deprecated, index) < rank && self.request_of(other) == request
        })
    }

    /// Returns what the server knows an operation of a REST protocol by.
    fn request_of<'m>(&'m self, operation: &'m Operation) -> (&'m Http, Vec<&'m str>) {
        let input = operation.input.as_ref();
        let input = input.and_then(|input| self.shapes.get(&input.shape));
        let members = input.into_iter().flat_map(|shape| {
            let is_required = |name: &String| shape.requires(name);
            shape
                .members
                .iter()
                .filter(move |(name, _)| is_required(name))
        });
        let parameters = members
            .filter(|(_, member)| member.location.as_deref() == Some("querystring"))
            .filter_map(|(_, member)| member.location_name.as_deref());
        (&operation.http, parameters.collect())
    }

    /// Returns the shape that a reference names.
    pub fn shape(&self, reference: &Reference) -> Result<&Shape, String> {
        self.shapes
            .get(&reference.shape)
            .ok_or_else(|| format!("there is no shape `{}`", reference.shape))
    }
}

impl Operation {
    /// Returns whether answers can have a body.
    pub fn can_have_body(&self) -> bool {
        self.http.method != "HEAD"
    }
}

impl Shape {
    /// Returns what it is, in one word.
    pub fn kind(&self) -> &str {
        if self.document {
            "document"
        } else {
            &self.kind
        }
    }

    /// Returns whether there is a member for the message of an error.
    pub fn has_message(&self) -> bool {
        let mut names = self.members.keys();
        names.any(|name| name.eq_ignore_ascii_case("message"))
    }

    /// Returns whether a member is required.
    pub fn requires(&self, member: &str) -> bool {
        self.required.iter().any(|required| required == member)
    }
}
