//! Where to generate.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, package::Package};

/// Where to generate.
#[derive(Args, Default)]
pub(super) struct Destination {
    /// The folder to generate into.
    #[arg(short, long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,

    /// Generate the `src` folder of a crate: with a lib.rs instead of a mod.rs.
    #[arg(long = "crate", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub(super) is_crate: Option<bool>,
}

impl Destination {
    /// Takes from another what isn't set here.
    pub(super) fn or(self, kept: Self) -> Self {
        Self {
            out: self.out.or(kept.out),
            is_crate: self.is_crate.or(kept.is_crate),
        }
    }

    /// Refuses the name of a file, and the folder of a crate's root in which a module would get lost.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let Some(out) = &self.out else {
            return Ok(());
        };
        let name = out.display();
        if out.is_file() || !out.exists() && out.extension().is_some_and(|end| end == "rs") {
            return Err(Failure::new(format!(
                "`{name}` is a file, and clients are generated into a folder: name one of its own, such as `src/api`"
            )));
        }
        if !self.is_crate.unwrap_or(false) && holds_root(out) {
            return Err(Failure::new(format!(
                "`{name}` is the folder of a crate: name a folder of its own for the module, such as `src/api`, or \
                 generate the whole crate with `--crate`"
            )));
        }
        Ok(())
    }
}

/// Returns whether a folder is the one of a package or of its sources.
fn holds_root(folder: &Path) -> bool {
    let is_source = || Package::of(folder).is_some_and(|package| package.has_sources_in(folder));
    let has = |name| folder.join(name).exists();
    has("Cargo.toml") || has("main.rs") || is_source()
}
