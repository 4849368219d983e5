//! The dependencies and features of the crate that generated code belongs to.

use std::{collections::HashSet, fs, path::Path};

use toml::de::DeTable;

use crate::Error;

/// The tables of a manifest whose crates the code of the package can name. A client may be for tests alone.
const TABLES: &[&str] = &["dependencies", "dev-dependencies", "dev_dependencies"];

/// The dependencies and features in a `Cargo.toml`.
#[derive(Debug, Default)]
pub(crate) struct Dependencies {
    /// The names by which its code calls other crates.
    names: HashSet<String>,
    features: HashSet<String>,
}

impl Dependencies {
    /// Reads a `Cargo.toml`.
    ///
    /// # Errors
    ///
    /// When it can't be read, or isn't TOML.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
        Self::parse(&text).map_err(|error| {
            Error::request(format!("{} isn't valid TOML: {error}", path.display()))
        })
    }

    /// Parses the text of a `Cargo.toml`.
    ///
    /// The key of a dependency is the name that counts, whatever `package`, `path` or `workspace` say of it.
    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let document = DeTable::parse(text)?;
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
        let features = document
            .get("features")
            .and_then(|features| features.get_ref().as_table())
            .into_iter()
            .flat_map(DeTable::keys)
            .map(|name| name.get_ref().to_string())
            .collect();
        Ok(Self { names, features })
    }

    /// Returns whether code can name this crate.
    pub(crate) fn contains(&self, crate_: &str) -> bool {
        self.names.contains(&identifier(crate_))
    }

    /// Returns whether the crate has this feature.
    pub(crate) fn have_feature(&self, feature: &str) -> bool {
        self.features.contains(feature)
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
    fn a_feature_counts_whatever_it_enables() {
        let dependencies = Dependencies::parse("features.gzip = []").unwrap();
        assert!(dependencies.have_feature("gzip") && !dependencies.have_feature("hyper"));
    }

    #[test]
    fn a_manifest_that_is_no_toml_is_an_error() {
        assert!(Dependencies::parse("[dependencies").is_err());
    }
}
