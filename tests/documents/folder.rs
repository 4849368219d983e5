//! The OpenAPI documents of folders.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde_yaml::Value;

/// Returns the files in these folders that may be documents, each with its path from the folder. With a size, only so
/// many are taken, which the seed chooses.
pub fn files(
    folders: &[PathBuf],
    sample: Option<usize>,
    seed: u64,
) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for folder in folders {
        find(folder, folder, &mut files)?;
    }
    files.sort();
    if let Some(size) = sample {
        fastrand::Rng::with_seed(seed).shuffle(&mut files);
        files.truncate(size);
        files.sort();
    }
    Ok(files)
}

fn find(root: &Path, folder: &Path, found: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            find(root, &path, found)?;
        } else if matches!(extension, Some("json" | "yaml" | "yml")) {
            let name = path.strip_prefix(root).unwrap_or(&path).with_extension("");
            found.push((name.display().to_string(), path));
        }
    }
    Ok(())
}

/// Returns whether a file is an OpenAPI document of version 3.
pub fn is_document(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    let document: Value = match serde_json::from_str(&text) {
        Ok(document) => document,
        Err(_) => serde_yaml::from_str(&text).unwrap_or_default(),
    };
    document.get("openapi").is_some_and(|version| {
        let version = version.as_str().unwrap_or_default();
        version.starts_with("3.0") || version.starts_with("3.1")
    })
}
