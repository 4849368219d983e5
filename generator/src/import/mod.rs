//! From other descriptions of an API to a spec.
//!
//! `botocore` reads the models that AWS publishes. What it makes is a spec in the format's terms: `tree` takes that apart,
//! `yaml` writes it, and `save` puts it on disk. `enums` names values.

mod botocore;
mod enums;
mod save;
#[cfg(test)]
mod tests;
mod tree;
mod yaml;

pub use botocore::{BotocoreModel, import_botocore, import_botocore_files};
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
