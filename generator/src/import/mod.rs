//! From other descriptions of an API to a spec.
//!
//! `botocore` reads the models that AWS publishes, and `openapi` OpenAPI documents. What they make is a spec in the format's
//! terms: `tree` takes that apart, `yaml` writes it, and `save` puts it on disk. `enums` names values, with `words`.

#[cfg(feature = "import")]
mod botocore;
mod enums;
mod openapi;
#[cfg(feature = "import")]
mod save;
#[cfg(test)]
mod tests;
mod tree;
mod words;
mod yaml;

#[cfg(feature = "import")]
use std::path::Path;

#[cfg(feature = "import")]
use serde_json::Value;

#[cfg(feature = "import")]
use crate::Error;

#[cfg(feature = "import")]
pub use botocore::{BotocoreModel, import_botocore, import_botocore_files};
pub(crate) use openapi::import_files;
pub use openapi::{OpenApiDocument, import_openapi};
#[cfg(feature = "import")]
pub use save::save_imported;

/// A spec that was made from a model.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The name of the service, which is the name of its module and a good one for the file.
    pub service: String,
    /// The spec.
    pub yaml: String,
    /// What was left out, and why: a sentence each.
    pub warnings: Vec<String>,
    /// What makes the client large, if operations of an OpenAPI document were selected: a sentence each.
    pub notes: Vec<String>,
}

/// Returns whether a file is an OpenAPI document of any version, and not a botocore model.
///
/// # Errors
///
/// When the file can't be read, or is neither JSON nor YAML.
///
/// # Examples
///
/// ```no_run
/// assert!(restsmith::is_openapi("petstore.yaml".as_ref())?);
/// # Ok::<(), restsmith::Error>(())
/// ```
#[cfg(feature = "import")]
pub fn is_openapi(file: &Path) -> Result<bool, Error> {
    let text = botocore::read(file)?;
    let document: Value = serde_yaml::from_str(&text).map_err(|error| {
        let message = format!(
            "{} is neither valid JSON nor valid YAML: {error}",
            file.display()
        );
        Error::request(message)
    })?;
    let has = |key: &str| document.get(key).is_some();
    Ok(has("openapi") || has("swagger"))
}
