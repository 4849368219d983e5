//! The `Cargo.toml` that the current folder belongs to: where it is, and the lines that keep options in it.

use std::{
    collections::BTreeMap,
    env, iter,
    path::{Component, Path, PathBuf},
};

use clap::ValueEnum;

use super::KEYS;
use crate::command::{destination::Destination, generate::Choices, specs::DEFAULT_SPECS};

/// The table of options in the `Cargo.toml` of a package, and of a workspace.
pub(super) const PACKAGE_TABLE: &str = "package.metadata.restsmith";
pub(super) const WORKSPACE_TABLE: &str = "workspace.metadata.restsmith";

/// A `Cargo.toml` in the current folder or above it.
pub(in super::super) struct Manifest {
    /// Its folder.
    pub(in super::super) folder: PathBuf,
    /// Its folder, as seen from the current one.
    pub(super) from_here: PathBuf,
    /// The current folder, as seen from its folder.
    to_here: PathBuf,
    /// The name of the table of options, which depends on whether there is a package.
    pub(super) table: &'static str,
    /// Whether the table is there.
    pub(in super::super) has_settings: bool,
}

impl Manifest {
    /// Finds the files as Cargo does, the nearest first: that of a package, and that of its workspace.
    pub(super) fn find_all() -> Vec<Self> {
        let Ok(here) = env::current_dir() else {
            return Vec::new();
        };
        let with_manifest = |(_, folder): &(usize, &Path)| folder.join("Cargo.toml").is_file();
        here.ancestors()
            .enumerate()
            .filter(with_manifest)
            .map(|(depth, folder)| Self {
                folder: folder.to_owned(),
                from_here: iter::repeat_n("..", depth).collect(),
                to_here: here.strip_prefix(folder).unwrap_or(&here).to_owned(),
                table: PACKAGE_TABLE,
                has_settings: false,
            })
            .collect()
    }

    /// Returns a path of the current folder as it is seen from the folder of the file.
    pub(super) fn path_in(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.folder).unwrap_or(path);
        let mut whole = PathBuf::new();
        for part in self.to_here.join(path).components() {
            let is_below = matches!(whole.components().next_back(), Some(Component::Normal(_)));
            match part {
                Component::ParentDir if is_below => {
                    whole.pop();
                }
                part => whole.push(part),
            }
        }
        whole.display().to_string()
    }

    /// Returns its path, as seen from the current folder.
    pub(in super::super) fn path(&self) -> PathBuf {
        self.from_here.join("Cargo.toml")
    }

    /// Returns the folder whose specs are taken where none is named.
    pub(in super::super) fn default_specs(&self) -> PathBuf {
        self.from_here.join(DEFAULT_SPECS)
    }

    /// Returns the lines that keep these options.
    pub(in super::super) fn lines(&self, choices: &Choices, destination: &Destination) -> String {
        let text = |text: String| format!("{text:?}");
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        let specs = choices.specs.iter().map(|spec| text(self.path_in(spec)));
        let clients = choices.clients.iter().filter_map(|client| {
            let value = client.to_possible_value()?;
            Some(text(value.get_name().to_owned()))
        });
        let (specs, clients): (Vec<_>, Vec<_>) = (specs.collect(), clients.collect());
        let values = BTreeMap::from([
            ("specs", (!specs.is_empty()).then(|| list(specs))),
            (
                "out",
                destination.out.as_ref().map(|out| text(self.path_in(out))),
            ),
            ("clients", (!clients.is_empty()).then(|| list(clients))),
            ("tracing", choices.tracing.map(|on| on.to_string())),
            ("aws-sigv4", choices.aws_sigv4.map(|on| on.to_string())),
            ("gzip", choices.gzip.map(|on| on.to_string())),
            (
                "cargo-features",
                choices.cargo_features.map(|on| on.to_string()),
            ),
            ("crate", destination.is_crate.map(|on| on.to_string())),
        ]);
        let lines = KEYS
            .iter()
            .filter_map(|(key, _)| Some(format!("{key} = {}\n", values.get(key)?.as_ref()?)));
        format!("[{}]\n{}", self.table, lines.collect::<String>())
    }
}
