//! A folder that is checked in: the specs in it, and what has to change in it.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    Error,
    dependencies::Dependencies,
    diagnostic::{self, Style},
    needs::Needs,
    output::Plan,
    pipeline::Generated,
};

/// Returns the specs of a folder: every `.yaml` or `.yml` file, by name. Hidden files are left out, and so are overlays, whose
/// names end in `.overlay.yaml`.
///
/// # Errors
///
/// When the folder can't be read, or has none.
pub fn specs_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Error::request(format!(
            "there is no folder `{}` here: name a spec, or write one with `restsmith init`",
            folder.display()
        )),
        _ => Error::io("read the folder", folder, error),
    };
    let mut specs = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        // Editors keep locks and copies beside what they edit.
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let is_yaml = path
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "yml");
        // What an import changes in a spec is a part of one.
        let is_overlay = path
            .file_stem()
            .is_some_and(|stem| stem.as_encoded_bytes().ends_with(b".overlay"));
        if is_yaml && !is_hidden && !is_overlay && !path.is_dir() {
            specs.insert(path);
        }
    }
    if specs.is_empty() {
        return Err(Error::request(format!(
            "there is no .yaml file in {}: name a spec, or write one with `restsmith init`",
            folder.display()
        )));
    }
    Ok(specs.into_iter().collect())
}

/// Returns the files of specs: of a folder, every spec in it.
pub(crate) fn files_of(specs: &[impl AsRef<Path>]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in specs.iter().map(AsRef::as_ref) {
        if path.is_dir() {
            files.extend(specs_in(path)?);
        } else {
            files.push(path.to_owned());
        }
    }
    Ok(files)
}

/// What has to change in a folder.
#[derive(Debug)]
pub struct Change {
    plan: Plan,
    needs: Needs,
    warnings: Vec<String>,
}

impl Change {
    /// Compares what was generated with what a folder holds.
    ///
    /// # Errors
    ///
    /// When a file that isn't generated stands in the way, or the folder can't be read.
    pub(crate) fn new(folder: &Path, generated: Generated, style: Style) -> Result<Self, Error> {
        let Generated {
            files,
            needs,
            warnings,
        } = generated;
        let warnings = warnings.iter().filter(|(_, found)| !found.is_empty());
        let warnings = warnings
            .map(|(source, found)| diagnostic::render(source, found, style))
            .collect();
        Ok(Self {
            plan: Plan::new(folder, files)?,
            needs,
            warnings,
        })
    }

    /// Returns whether the folder is up to date.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plan.is_empty()
    }

    /// Returns what is odd about the specs: the rendered warnings of each.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns the files that are missing, differ, or are no longer generated, by path.
    pub fn stale(&self) -> impl Iterator<Item = &Path> {
        self.plan.stale().into_iter()
    }

    /// Returns how many files are written, removed, and left as they are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        (
            self.plan.write.len(),
            self.plan.remove.len(),
            self.plan.unchanged,
        )
    }

    /// Returns the lines that the generated code needs in its crate's `Cargo.toml`.
    #[must_use]
    pub fn dependencies(&self) -> String {
        self.needs.dependencies()
    }

    /// Returns those of the lines of [`dependencies`](Self::dependencies) that this `Cargo.toml` lacks.
    ///
    /// # Errors
    ///
    /// When the `Cargo.toml` can't be read.
    pub fn missing_dependencies(&self, manifest: impl AsRef<Path>) -> Result<String, Error> {
        let present = Dependencies::read(manifest.as_ref())?;
        Ok(self.needs.missing_dependencies(&present))
    }

    /// Makes the change.
    ///
    /// # Errors
    ///
    /// When a file can't be written or removed. Each file is then the old one or the new one, never a part of
    /// it.
    pub fn apply(&self) -> Result<(), Error> {
        self.plan.apply()
    }
}
