//! A spec to start from.

use std::{path::Path, process::ExitCode};

use restsmith::Error;

/// Writes the spec, and says what to do with it.
pub(super) fn run(path: &Path) -> Result<ExitCode, Error> {
    restsmith::init(path)?;
    let path = path.display();
    println!("wrote {path}\nnext: restsmith {path} --out src/api --clients ureq");
    Ok(ExitCode::SUCCESS)
}
