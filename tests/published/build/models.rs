//! The models of AWS's services.

use std::{
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};

use heck::ToSnakeCase;
use restsmith::{BotocoreModel, Imported, import_botocore};
use serde_json::{Map, Value};

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

    /// Returns a spec with one operation that can be imported by itself: the first of those that say least to the rules of
    /// endpoints, as cases do. That of a service which speaks CBOR has all operations.
    pub fn spec(&self) -> Result<Imported, Box<dyn Error>> {
        if self.model.protocol.is_some() {
            return Ok(import_botocore(&self.model, &[""; 0])?);
        }
        let model: Value = serde_json::from_str(&self.model.service)?;
        let said = |operation: &Value| {
            operation
                .get("staticContextParams")
                .and_then(Value::as_object)
                .map_or(0, Map::len)
        };
        let operations = model
            .get("operations")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let mut operations: Vec<_> = operations
            .map(|(name, operation)| (said(operation), name))
            .collect();
        operations.sort_by_key(|(said, _)| *said);
        let mut imports = operations
            .into_iter()
            .map(|(_, name)| name)
            .map(|name| import_botocore(&self.model, &[name]));
        let first = imports.find_map(Result::ok);
        first.ok_or_else(|| format!("nothing of {} can be imported", self.folder).into())
    }
}
