//! The clients of an OpenAPI document, and where published documents are.

include!(concat!(env!("OUT_DIR"), "/shop.rs"));

/// The clients of a document with a secret at each place where there can be one.
pub mod with_secrets {
    include!(concat!(env!("OUT_DIR"), "/vault.rs"));
}

use std::{
    fs,
    path::{Path, PathBuf},
};

#[path = "../shared.rs"]
mod shared;

pub use shared::NEEDED;

/// Returns the paths of the documents in `../shared/openapi`, by name; none if the folder isn't there.
#[must_use]
pub fn documents() -> Vec<PathBuf> {
    let entries = fs::read_dir(shared::path("openapi"));
    let paths = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let is_document = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("json" | "yaml"))
    };
    let mut documents: Vec<_> = paths.filter(is_document).collect();
    documents.sort();
    documents
}

/// Returns the name of a document without its extension.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
