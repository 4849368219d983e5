//! Where `.ci/emulators` installs the emulators, whether or not they are there.

use std::path::{Path, PathBuf};

/// Returns the program that plays `DynamoDB`.
#[must_use]
pub fn dynalite() -> PathBuf {
    folder().join("node_modules/.bin/dynalite")
}

/// Returns the program that plays many services.
#[must_use]
pub fn moto() -> PathBuf {
    folder().join("venv/bin/moto_server")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/emulators")
}
