//! A spec to start from.

use std::path::Path;

use restsmith::Error;

/// Writes the spec, and says what to do with it.
pub(super) fn run(path: &Path) -> Result<String, Error> {
    restsmith::init(path)?;
    let path = path.display();
    Ok(format!(
        "wrote {path}\nnext: restsmith {path} --out src/api --clients ureq\n"
    ))
}
