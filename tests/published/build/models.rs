//! The models of AWS's services.

use std::{
    collections::BTreeMap,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};

use heck::ToSnakeCase;
use restsmith::{BotocoreModel, Imported, import_botocore};
use serde_json::{Map, Value, json};

use crate::shared;

/// The name of Smithy's RPC v2 CBOR.
const CBOR: &str = "smithy-rpc-v2-cbor";

/// The model of a service.
pub struct Published {
    /// The folder that it is in.
    pub folder: String,
    model: BotocoreModel,
    /// Why it can't be imported, if its service speaks another protocol, or takes signatures of version 2 only.
    pub refusal: Option<String>,
}

/// Returns the models in `../shared`, by name.
pub fn all() -> Result<Vec<Published>, Box<dyn Error>> {
    let entries = fs::read_dir(shared::path("models"))?;
    let files = entries.map(|entry| Ok(entry?.path().join("service-2.json")));
    let mut files = files.collect::<io::Result<Vec<PathBuf>>>()?;
    files.retain(|file| file.is_file());
    files.sort();
    files.into_iter().map(|file| read(&file)).collect()
}

fn read(file: &Path) -> Result<Published, Box<dyn Error>> {
    let folder = file
        .parent()
        .and_then(Path::file_name)
        .ok_or("a model is in a folder")?;
    let mut model = BotocoreModel::read(file)?;
    model.protocol = speaks_cbor(&model)?.then(|| CBOR.to_owned());
    let refusal = match model.check_protocol() {
        Err(error)
            if ["can be imported", "Signature Version 2"]
                .iter()
                .any(|why| error.to_string().contains(why)) =>
        {
            Some(format!("skipped: {error}"))
        }
        result => {
            result?;
            None
        }
    };
    Ok(Published {
        folder: folder.to_string_lossy().into_owned(),
        model,
        refusal,
    })
}

/// Returns whether a service speaks CBOR, which clients of it are tested with.
fn speaks_cbor(model: &BotocoreModel) -> Result<bool, Box<dyn Error>> {
    let model: Value = serde_json::from_str(&model.service)?;
    let protocols = model.pointer("/metadata/protocols");
    let mut protocols = protocols.and_then(Value::as_array).into_iter().flatten();
    Ok(protocols.any(|protocol| protocol == CBOR))
}

impl Published {
    /// Returns the name of the service's tests.
    pub fn name(&self) -> String {
        self.folder.to_snake_case()
    }

    /// Returns a spec with the first operations that can be imported by themselves of those that say the same to the rules of
    /// endpoints. That of a service which speaks CBOR has all operations.
    pub fn spec(&self) -> Result<Imported, Box<dyn Error>> {
        if self.model.protocol.is_some() {
            return Ok(import_botocore(&self.model, &[""; 0])?);
        }
        let mut chosen: Vec<(Said, &str)> = Vec::new();
        let model: Value = serde_json::from_str(&self.model.service)?;
        for (name, operation) in object(&model, "operations") {
            let said = Said::new(&model, operation);
            if chosen.iter().all(|(other, _)| *other != said)
                && import_botocore(&self.model, &[name]).is_ok()
            {
                chosen.push((said, name));
            }
        }
        let names: Vec<_> = chosen.into_iter().map(|(_, name)| name).collect();
        if names.is_empty() {
            return Err(format!("nothing of {} can be imported", self.folder).into());
        }
        Ok(import_botocore(&self.model, &names)?)
    }

    /// Returns the operations of a spec.
    pub fn operations(&self, spec: &Imported) -> Result<Vec<Operation>, Box<dyn Error>> {
        let model: Value = serde_json::from_str(&self.model.service)?;
        let spec: Value = serde_yaml::from_str(&spec.yaml)?;
        let operations = object(&spec, "operations").filter_map(|(name, operation)| {
            let said = Said::new(&model, model.get("operations")?.get(name)?);
            let endpoint = operation.get("endpoint").and_then(Value::as_str);
            Some(Operation {
                said,
                endpoint: endpoint.map(str::to_owned),
            })
        });
        Ok(operations.collect())
    }
}

/// An operation, as far as it concerns endpoints.
pub struct Operation {
    pub said: Said,
    /// The name of its endpoint, if that isn't the service's.
    pub endpoint: Option<String>,
}

/// What an operation says to the rules of endpoints.
#[derive(Debug, PartialEq)]
pub struct Said {
    /// Its own parameters that aren't false.
    params: BTreeMap<String, Value>,
    /// Whether a member of its input is S3's bucket.
    has_bucket: bool,
}

impl Said {
    fn new(model: &Value, operation: &Value) -> Self {
        let params = object(operation, "staticContextParams");
        let params = params.filter_map(|(name, param)| Some((name, param.get("value")?)));
        let params = params.filter(|(_, value)| **value != json!(false));
        let input = operation.pointer("/input/shape").and_then(Value::as_str);
        let input = input.and_then(|input| model.get("shapes")?.get(input));
        Self {
            params: params
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            has_bucket: input.is_some_and(|input| input.pointer("/members/Bucket").is_some()),
        }
    }

    /// Returns whether a parameter is one of the operation's own.
    pub fn has(&self, param: &str) -> bool {
        self.params.contains_key(param)
    }

    /// Returns whether these are the parameters of a call.
    pub fn is_of(&self, params: &Map<String, Value>, is_own: impl Fn(&str) -> bool) -> bool {
        let own = params
            .iter()
            .filter(|(name, value)| is_own(name) && **value != json!(false));
        let own: BTreeMap<_, _> = own.collect();
        let is_same = self.params.iter().eq(own);
        is_same && self.has_bucket == params.contains_key("Bucket")
    }
}

/// Returns the entries of an object in an object.
fn object<'a>(of: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    of.get(key).and_then(Value::as_object).into_iter().flatten()
}
