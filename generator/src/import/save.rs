//! Imported specs on disk.

use std::path::{Path, PathBuf};

use super::Imported;
use crate::{Error, output};

/// Writes specs: one to the file of this path, or into the folder if there is one; several into the folder, each
/// called like its service. A file that holds the same text is left as it is. The paths are those of the specs.
///
/// # Errors
///
/// When two services have one name, a file holds another text and must not be overwritten, or can't be written. The
/// first two are found before anything is written.
pub fn save_imported(
    specs: &[Imported],
    out: &Path,
    overwrite: bool,
) -> Result<Vec<PathBuf>, Error> {
    let paths = paths(specs, out)?;
    for (spec, path) in specs.iter().zip(&paths) {
        let differs = output::read(path)?.is_some_and(|old| old != spec.yaml.as_bytes());
        if differs && !overwrite {
            return Err(Error::request(format!(
                "{} exists already with other contents; nothing was written (`--force` overwrites it)",
                path.display()
            )));
        }
    }
    for (spec, path) in specs.iter().zip(&paths) {
        output::write(path, &spec.yaml)?;
    }
    Ok(paths)
}

fn paths(specs: &[Imported], out: &Path) -> Result<Vec<PathBuf>, Error> {
    let is_spec = out
        .extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml");
    match specs {
        [_] if is_spec && !out.is_dir() => Ok(vec![out.to_owned()]),
        [_] if out.is_file() => Err(Error::request(format!(
            "--out must be a folder or a .yaml file, and {} is neither",
            out.display()
        ))),
        [_, _, ..] if is_spec || out.is_file() => Err(Error::request(format!(
            "several models make several specs: --out must be a folder, and {} isn't one",
            out.display()
        ))),
        _ => {
            let mut paths: Vec<PathBuf> = Vec::new();
            for spec in specs {
                let path = out.join(format!("{}.yaml", spec.service));
                if paths.contains(&path) {
                    return Err(Error::request(format!(
                        "two of the models describe a service called `{}`: import them one by one",
                        spec.service
                    )));
                }
                paths.push(path);
            }
            Ok(paths)
        }
    }
}
