//! The format of the suites.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use base64::{Engine, prelude::BASE64_STANDARD};
use minicbor::Decoder;
use proc_macro2::Literal;
use restsmith::BotocoreModel;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{cbor, client, model};

/// Cases that share their shapes.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suite {
    /// Why its cases are skipped, if they are of a protocol that isn't spoken.
    #[serde(skip)]
    pub refusal: Option<String>,
    /// The rules of endpoints of its service, if its cases need them and they are there.
    #[serde(skip)]
    pub endpoint_rules: Option<String>,
    #[serde(default)]
    pub metadata: Map<String, Value>,
    #[serde(default)]
    pub shapes: Map<String, Value>,
    /// Where the requests go, if that matters.
    pub client_endpoint: Option<String>,
    #[serde(default)]
    pub cases: Vec<Case>,
}

impl Suite {
    /// Returns the literal of a body, which is base64 in suites of a protocol whose bodies aren't text.
    pub fn bytes(&self, body: &str) -> Result<Literal, String> {
        let bytes = if self.is_cbor() {
            BASE64_STANDARD
                .decode(body)
                .map_err(|error| error.to_string())?
        } else {
            body.as_bytes().to_vec()
        };
        Ok(Literal::byte_string(&bytes))
    }

    /// Returns the members of a body with their values, as JSON.
    pub fn value(&self, body: &str) -> Option<Value> {
        if self.is_cbor() {
            let body = BASE64_STANDARD.decode(body).ok()?;
            cbor::outline(&mut Decoder::new(&body)).ok()
        } else {
            serde_json::from_str(body).ok()
        }
    }

    fn is_cbor(&self) -> bool {
        let protocol = self.metadata.get("protocol").and_then(Value::as_str);
        protocol == Some("smithy-rpc-v2-cbor")
    }
}

/// An operation, and what becomes of an input or a response.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Case {
    pub id: String,
    /// The operation, as a model has it.
    pub given: Map<String, Value>,
    /// The host that the client is told, which may go on with a path.
    pub client_host: Option<String>,
    /// What only clients for AWS have.
    pub vendor_params: Option<Map<String, Value>>,
    /// The input.
    #[serde(default)]
    pub params: Map<String, Value>,
    /// The request that the input becomes.
    pub serialized: Option<Request>,
    /// The output that the response becomes.
    #[serde(default)]
    pub result: Map<String, Value>,
    /// The error that the response becomes instead.
    pub error: Option<Map<String, Value>>,
    pub error_code: Option<String>,
    pub error_message: Option<String>,
    pub response: Option<Response>,
}

/// What a request has to be like.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    pub method: String,
    pub uri: String,
    pub host: Option<String>,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub forbid_headers: Vec<String>,
    #[serde(default)]
    pub require_headers: Vec<String>,
    /// None if it is not said.
    pub body: Option<String>,
}

/// A response.
#[derive(Debug, Deserialize)]
pub struct Response {
    pub status_code: u16,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub body: String,
}

/// Reads a file of suites, in JSON or in YAML.
pub fn read(path: &Path) -> Result<Vec<Suite>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    // JSON is YAML too, but read faster.
    let is_yaml = path
        .extension()
        .is_some_and(|extension| extension == "yaml");
    let suites: Vec<Value> = if is_yaml {
        serde_yaml::from_str(&text)?
    } else {
        serde_json::from_str(&text)?
    };
    suites.into_iter().map(suite).collect()
}

/// Of a protocol that isn't spoken nothing is known but the names of cases.
fn suite(suite: Value) -> Result<Suite, Box<dyn Error>> {
    let outline = Outline::deserialize(&suite)?;
    let metadata = json!({ "metadata": model::metadata(&outline.metadata) }).to_string();
    let Err(refusal) = BotocoreModel::new(metadata).check_protocol() else {
        let suite: Suite = serde_json::from_value(suite)?;
        let endpoint_rules = client::endpoint_rules(&suite);
        return Ok(Suite {
            endpoint_rules,
            ..suite
        });
    };
    let cases = outline
        .cases
        .into_iter()
        .map(|Named { id }| Case {
            id,
            ..Case::default()
        })
        .collect();
    Ok(Suite {
        refusal: Some(format!("skipped: {refusal}")),
        cases,
        ..Suite::default()
    })
}

/// The parts of a suite that are alike in all protocols.
#[derive(Debug, Deserialize)]
struct Outline {
    #[serde(default)]
    metadata: Map<String, Value>,
    #[serde(default)]
    cases: Vec<Named>,
}

#[derive(Debug, Deserialize)]
struct Named {
    id: String,
}
