//! The files of a model.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use flate2::read::GzDecoder;

use super::overlay;
use crate::Error;

/// More than ten times AWS's largest model; a larger file isn't one.
const MAX_BYTES: u64 = 256 << 20;

/// Reads a file of a model, packed or not, with what its overlay changes.
pub(in crate::import) fn read(path: &Path) -> Result<String, Error> {
    let text = read_text(path)?;
    let Some(name) = overlay::name(path) else {
        return Ok(text);
    };
    match beside(path, &name) {
        None => Ok(text),
        Some(overlay) => overlay::merged(text, &read_text(&overlay)?).map_err(|error| {
            Error::request(format!(
                "{} isn't a botocore overlay: {error}",
                overlay.display()
            ))
        }),
    }
}

fn read_text(path: &Path) -> Result<String, Error> {
    read_file(path).map_err(|error| match error.kind() {
        _ if path.is_dir() => Error::request(format!(
            "{} is a folder: name the file `service-2.json` in it",
            path.display()
        )),
        _ => Error::io("read", path, error),
    })
}

fn read_file(path: &Path) -> io::Result<String> {
    let file = fs::File::open(path)?;
    let mut text = String::new();
    let is_packed = path.extension().is_some_and(|extension| extension == "gz");
    let read = if is_packed {
        GzDecoder::new(file)
            .take(MAX_BYTES)
            .read_to_string(&mut text)
    } else {
        file.take(MAX_BYTES).read_to_string(&mut text)
    }?;
    if u64::try_from(read).is_ok_and(|read| read == MAX_BYTES) {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "the file is too large for a model",
        ));
    }
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

/// Reads the file of this name that stands beside a model, packed or not, if there is one.
pub(super) fn read_beside(model: &Path, name: &str) -> Result<Option<String>, Error> {
    beside(model, name).map(|path| read(&path)).transpose()
}

/// Returns the path of the file of this name that stands beside a model, packed or not, if there is one.
fn beside(model: &Path, name: &str) -> Option<PathBuf> {
    let folder = model.parent().unwrap_or(Path::new(""));
    let candidates: [PathBuf; 2] = [folder.join(name), folder.join(format!("{name}.gz"))];
    candidates.into_iter().find(|path| path.is_file())
}
