//! The options that `Cargo.toml` keeps, in `[package.metadata.restsmith]`.

mod manifest;
mod reader;

use std::{
    fs,
    io::{self, Write},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Failure, destination::Destination, generate::Choices, package::absolute};
pub(super) use manifest::Manifest;
use manifest::{PACKAGE_TABLE, WORKSPACE_TABLE};
use reader::Reader;

/// The keys of the table, each with an example of its value.
const KEYS: &[(&str, &str)] = &[
    ("specs", "[\"spec/portal.yaml\"]"),
    ("out", "\"src/api\""),
    ("clients", "[\"ureq\"]"),
    ("tracing", "true"),
    ("aws-sigv4", "true"),
    ("gzip", "true"),
    ("cargo-features", "true"),
    ("crate", "true"),
];

/// The options of a package or a workspace.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) choices: Choices,
    pub(super) destination: Destination,
    /// The `Cargo.toml` that was read, if there is one.
    pub(super) manifest: Option<Manifest>,
}

impl Settings {
    /// Reads the options of the package that the current folder belongs to, or of its workspace.
    pub(super) fn read() -> Result<Self, Failure> {
        let mut nearest = None;
        for mut manifest in Manifest::find_all() {
            let path = manifest.path();
            let name = path.display().to_string();
            let text = fs::read_to_string(&path)
                .map_err(|error| Failure::new(format!("can't read {name}: {error}")))?;
            let document = DeTable::parse(&text)
                .map_err(|error| Failure::new(format!("{name} isn't valid TOML: {error}")))?;
            let document = document.get_ref();
            let (is_package, is_workspace) = (
                document.contains_key("package"),
                document.contains_key("workspace"),
            );
            if !is_package {
                manifest.table = WORKSPACE_TABLE;
            }
            let mut reader = Reader {
                name: &name,
                text: &text,
                rendered: Vec::new(),
            };
            let tables = match (is_package, nearest.is_none()) {
                // A package in between belongs to the same workspace, or to none.
                (true, true) => &[PACKAGE_TABLE, WORKSPACE_TABLE][..],
                _ => &[WORKSPACE_TABLE],
            };
            let found = tables
                .iter()
                .find_map(|table| Some((*table, value(document, table)?)));
            let settings = found.map(|(table, value)| {
                manifest.table = table;
                manifest.has_settings = true;
                reader.settings(value, &manifest)
            });
            if settings.is_none() && nearest.is_none() {
                reader.misplaced(document);
            }
            if !reader.rendered.is_empty() {
                return Err(Failure::rendered(reader.rendered.join("\n\n")));
            }
            if let Some(mut settings) = settings {
                settings.manifest = Some(manifest);
                return Ok(settings);
            }
            nearest.get_or_insert(manifest);
            if is_workspace {
                break;
            }
        }
        Ok(Self {
            manifest: nearest,
            ..Self::default()
        })
    }

    /// Warns if `Cargo.toml` has clients generated outside its folder.
    pub(super) fn warn_of_foreign_out(&self) {
        let (Some(manifest), Some(out)) = (&self.manifest, &self.destination.out) else {
            return;
        };
        if absolute(out).is_some_and(|out| !out.starts_with(&manifest.folder)) {
            let (out, manifest) = (out.display(), manifest.path());
            let manifest = manifest.display();
            drop(writeln!(
                io::stderr(),
                "warning: `out` in {manifest} leads out of its folder: to `{out}`"
            ));
        }
    }

    /// Returns the lines that keep these options, which are those of the command line, if `Cargo.toml` keeps none.
    pub(super) fn lines_to_keep(
        &self,
        choices: &Choices,
        destination: &Destination,
    ) -> Option<String> {
        let manifest = self.manifest.as_ref()?;
        let is_kept = manifest.has_settings || destination.out.is_none();
        (!is_kept).then(|| manifest.lines(choices, destination))
    }
}

/// Returns what stands at a path of keys.
fn value<'a, 'i>(document: &'a DeTable<'i>, path: &str) -> Option<&'a Spanned<DeValue<'i>>> {
    let mut value = None;
    let mut within = Some(document);
    for key in path.split('.') {
        value = within.and_then(|within| within.get(key));
        within = value.and_then(|value| value.get_ref().as_table());
    }
    value
}
