//! Generating into a folder that is checked in.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    ClientKind, Error, MessageFormat,
    diagnostic::{self, Style},
    output::Plan,
    pipeline::{self, Form, Generated},
    support::{Choices, Support},
};

/// Generates clients into a folder, as the `restsmith` command does.
///
/// # Examples
///
/// ```no_run
/// # fn main() -> Result<(), restsmith::Error> {
/// let change = restsmith::Folder::new("src/api").plan(&["spec/portal.yaml"])?;
/// change.apply()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Folder {
    /// The folder.
    pub path: PathBuf,
    /// Which clients are generated.
    pub clients: BTreeSet<ClientKind>,
    /// Whether calls give spans and events for the `tracing` crate.
    pub tracing: bool,
    /// Whether a signer on the crate `aws-sigv4` comes with the clients that need one.
    pub aws_sigv4: bool,
    /// Whether clients ask for responses in gzip, and decode them.
    pub gzip: bool,
    /// Whether each transport, `tracing`, `aws-sigv4` and `gzip` is behind a Cargo feature of its own name.
    pub cargo_features: bool,
    /// Whether the folder is the `src` of a crate, with a `lib.rs` instead of a `mod.rs`.
    pub is_crate: bool,
    /// How diagnostics are shown.
    pub message_format: MessageFormat,
    /// Whether they are coloured.
    pub color: bool,
}

impl Folder {
    /// A folder for a module with all clients, without features and without colour.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let Choices { clients, tracing, aws_sigv4, gzip, cargo_features } = Choices::default();
        Self {
            path: path.into(),
            clients,
            tracing,
            aws_sigv4,
            gzip,
            cargo_features,
            is_crate: false,
            message_format: MessageFormat::default(),
            color: false,
        }
    }

    /// Works out what has to change in the folder. Nothing is written.
    ///
    /// # Errors
    ///
    /// When a spec can't be read or is wrong, or a file that isn't generated stands in the way.
    pub fn plan(&self, specs: &[impl AsRef<Path>]) -> Result<Change, Error> {
        self.plan_with_progress(specs, || ())
    }

    /// As [`Folder::plan`], and calls `progress` whenever another spec is through, from any thread.
    ///
    /// # Errors
    ///
    /// In the cases of [`Folder::plan`].
    pub fn plan_with_progress(
        &self,
        specs: &[impl AsRef<Path>],
        progress: impl Fn() + Sync,
    ) -> Result<Change, Error> {
        let form = Form::Tree { root: if self.is_crate { "lib.rs" } else { "mod.rs" } };
        let Generated { files, support, warnings } = self.generate(specs, &form, progress)?;
        let warnings = warnings.iter().filter(|(_, found)| !found.is_empty());
        let warnings =
            warnings.map(|(source, found)| diagnostic::render(source, found, self.style())).collect();
        Ok(Change { plan: Plan::new(&self.path, files)?, support, warnings })
    }

    /// The lines that the generated code needs in its crate's `Cargo.toml`, whatever the folder holds.
    ///
    /// # Errors
    ///
    /// When a spec can't be read or is wrong.
    pub fn dependencies(&self, specs: &[impl AsRef<Path>]) -> Result<String, Error> {
        self.generate(specs, &Form::None, || ()).map(|generated| generated.support.dependencies())
    }

    fn generate(
        &self,
        specs: &[impl AsRef<Path>],
        form: &Form,
        progress: impl Fn() + Sync,
    ) -> Result<Generated, Error> {
        let choices = Choices {
            clients: self.clients.clone(),
            tracing: self.tracing,
            aws_sigv4: self.aws_sigv4,
            gzip: self.gzip,
            cargo_features: self.cargo_features,
        };
        pipeline::generate(specs, &choices, form, self.style(), progress)
    }

    fn style(&self) -> Style {
        Style { format: self.message_format, color: self.color }
    }
}

/// The specs of a folder: every `.yaml` or `.yml` file, by name.
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
        if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
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

/// What has to change in a folder.
#[derive(Debug)]
pub struct Change {
    plan: Plan,
    support: Support,
    warnings: Vec<String>,
}

impl Change {
    /// Whether the folder is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plan.is_empty()
    }

    /// What is odd about the specs: the rendered warnings of each.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The files that are missing, differ, or are no longer generated, by path.
    pub fn stale(&self) -> impl Iterator<Item = &Path> {
        self.plan.stale().into_iter()
    }

    /// How many files are written, removed, and left as they are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        (self.plan.write.len(), self.plan.remove.len(), self.plan.unchanged)
    }

    /// The lines that the generated code needs in its crate's `Cargo.toml`.
    #[must_use]
    pub fn dependencies(&self) -> String {
        self.support.dependencies()
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
