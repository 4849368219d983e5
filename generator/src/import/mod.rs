//! From other descriptions of an API to a spec.
//!
//! `botocore` reads the models that AWS publishes, `smithy` those of Smithy, and `openapi` OpenAPI documents. What they
//! make is a spec in the format's terms: `tree` takes that apart, `yaml` writes it, and `save` puts it on disk. `enums`
//! names values, with `words`, and `base_url` checks a URL that is given.

mod base_url;
#[cfg(feature = "import")]
mod botocore;
mod enums;
mod openapi;
#[cfg(feature = "import")]
mod save;
#[cfg(feature = "import")]
mod smithy;
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
use crate::{Error, format};

#[cfg(feature = "import")]
pub use botocore::{BotocoreModel, import_botocore, import_botocore_files};
pub(crate) use openapi::import_files;
pub use openapi::{OpenApiDocument, import_openapi};
#[cfg(feature = "import")]
pub use save::save_imported;
#[cfg(feature = "import")]
pub use smithy::{SmithyModel, import_smithy};

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

/// Returns the error of a text that is in another format than the one that is wanted, if that is known. It says what to do
/// with the text.
#[cfg(feature = "import")]
fn other_format(text: &str, wanted: &str) -> Option<Error> {
    let document: Value = serde_yaml::from_str(text).ok()?;
    let format = format::other_format(|key| document.get(key).is_some())?;
    let (name, help) = (format.name, format.help);
    (name != wanted).then(|| Error::request(format!("this is {name}, not {wanted}; {help}")))
}

/// A kind of description of an API that can be imported.
#[cfg(feature = "import")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Description {
    /// An OpenAPI document of any version.
    Openapi,
    /// A Smithy model in JSON.
    Smithy,
    /// Anything else, which can only be a botocore model.
    Botocore,
}

/// Returns what a file is, by its content.
///
/// # Errors
///
/// When the file can't be read, or is neither JSON nor YAML.
///
/// # Examples
///
/// ```no_run
/// use restsmith::{Description, description};
///
/// assert_eq!(description("petstore.yaml".as_ref())?, Description::Openapi);
/// # Ok::<(), restsmith::Error>(())
/// ```
#[cfg(feature = "import")]
pub fn description(file: &Path) -> Result<Description, Error> {
    let text = botocore::read(file)?;
    let document: Value = serde_yaml::from_str(&text).map_err(|error| {
        let message = format!(
            "{} is neither valid JSON nor valid YAML: {error}",
            file.display()
        );
        Error::request(message)
    })?;
    let has = |key: &str| document.get(key).is_some();
    Ok(if has("openapi") || has("swagger") {
        Description::Openapi
    } else if has("smithy") {
        Description::Smithy
    } else {
        Description::Botocore
    })
}
