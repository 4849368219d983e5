//! The dependencies of the crate whose build script generates code.

use std::{collections::HashSet, fs, path::Path};

use toml::de::DeTable;

/// The tables of a manifest whose crates the code of the package can name. A client may be for tests alone.
const TABLES: &[&str] = &["dependencies", "dev-dependencies", "dev_dependencies"];

/// The dependencies in a `Cargo.toml`.
#[derive(Debug)]
pub(crate) struct Dependencies {
    /// The names by which its code calls other crates.
    names: HashSet<String>,
}

impl Dependencies {
    /// Reads a `Cargo.toml`. There is nothing to say of one that can't be read: Cargo has read it.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(path).ok()?)
    }

    /// Parses the text of a `Cargo.toml`.
    ///
    /// The key of a dependency is the name that counts, whatever `package`, `path` or `workspace` say of it.
    fn parse(text: &str) -> Option<Self> {
        let document = DeTable::parse(text).ok()?;
        let document = document.get_ref();
        let platforms = document
            .get("target")
            .and_then(|target| target.get_ref().as_table())
            .into_iter()
            .flat_map(|target| target.values())
            .filter_map(|platform| platform.get_ref().as_table());
        let names = platforms
            .chain([document])
            .flat_map(|table| TABLES.iter().filter_map(|name| table.get(*name)))
            .filter_map(|dependencies| dependencies.get_ref().as_table())
            .flat_map(DeTable::keys)
            .map(|name| identifier(name.get_ref()))
            .collect();
        Some(Self { names })
    }

    /// Returns whether code can name this crate.
    pub(crate) fn contains(&self, crate_: &str) -> bool {
        self.names.contains(&identifier(crate_))
    }
}

/// Returns what code calls a crate.
fn identifier(name: &str) -> String {
    name.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::Dependencies;

    fn depends_on_jiff(text: &str) -> bool {
        Dependencies::parse(text).unwrap().contains("jiff")
    }

    #[test]
    fn a_dependency_counts_in_whatever_form_it_is_written() {
        for text in [
            "dependencies.jiff = '0.2'",
            "[dependencies]\njiff = '0.2'",
            "[dependencies]\n\"jiff\" = { version = '0.2', optional = true }",
            "[dependencies]\njiff.workspace = true",
            "[dependencies]\njiff = { workspace = true, features = ['std'] }",
            "[dependencies.jiff]\nversion = '0.2'",
            "[dependencies]\njiff = { package = 'jiff-fork', version = '1' }",
            "[target.'cfg(any(unix, windows))'.dependencies]\njiff = '0.2'",
            "[target.x86_64-unknown-linux-gnu.dependencies.jiff]\npath = '../jiff'",
            "[dev-dependencies]\njiff = '0.2'",
        ] {
            assert!(depends_on_jiff(text), "{text}");
        }
    }

    #[test]
    fn what_code_can_not_name_does_not_count() {
        for text in [
            "",
            "[package]\nname = 'jiff'",
            "[build-dependencies]\njiff = '0.2'",
            "[workspace.dependencies]\njiff = '0.2'",
            "[dependencies]\ntime = { package = 'jiff', version = '0.2' }",
            "[dependencies]\n# jiff = '0.2'",
            "[patch.crates-io]\njiff = { path = '../jiff' }",
        ] {
            assert!(!depends_on_jiff(text), "{text}");
        }
    }

    #[test]
    fn hyphens_are_underscores() {
        let dependencies =
            Dependencies::parse("[dependencies]\naws_sigv4 = '1'\nmd-5 = '0.11'").unwrap();
        assert!(dependencies.contains("aws-sigv4") && dependencies.contains("md-5"));
    }

    #[test]
    fn a_manifest_that_is_no_toml_gives_none() {
        assert!(Dependencies::parse("[dependencies").is_none());
    }
}
