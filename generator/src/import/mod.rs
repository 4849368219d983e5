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
}

/// Makes a spec of a description whose content says what it is: an OpenAPI document, or a botocore model. `operations` are
/// those that are wanted; none means all.
///
/// # Errors
///
/// In the cases of [`import_openapi`] and [`import_botocore`], and when the file is neither.
///
/// # Examples
///
/// ```no_run
/// let imported = restsmith::import("petstore.yaml".as_ref(), &[])?;
/// restsmith::save_imported(&[imported], "spec/petstore.yaml".as_ref(), false)?;
/// # Ok::<(), restsmith::Error>(())
/// ```
#[cfg(feature = "import")]
pub fn import(file: &Path, operations: &[String]) -> Result<Imported, Error> {
    let text = botocore::read(file)?;
    let document: Value = serde_yaml::from_str(&text).map_err(|error| {
        let message = format!(
            "{} is neither valid JSON nor valid YAML: {error}",
            file.display()
        );
        Error::request(message)
    })?;
    let has = |key: &str| document.get(key).is_some();
    if has("openapi") || has("swagger") {
        let mut document = OpenApiDocument::read(file);
        document.operations = operations.to_vec();
        return import_openapi(&document);
    }
    import_botocore(&BotocoreModel::read(file)?, operations)
        .map_err(|error| Error::request(format!("{}: {error}", file.display())))
}
