//! The folder `../shared`, which isn't beside every checkout, and what is said of tests that are skipped.

use std::path::{Path, PathBuf};

/// Says why a test is skipped that needs `../shared`. `.ci/run` looks for these words.
pub const NEEDED: &str = "skipped: needs ../shared";

/// Returns where a file or folder of `../shared` is, whether or not it is there.
///
/// The crates that include this file stand in a folder of `tests`.
#[must_use]
pub fn path(name: &str) -> PathBuf {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap_or(Path::new("."));
    repository.join("../shared").join(name)
}
