//! Where the suites are.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use crate::shared;

/// The variable that names the folder with a folder of suites for each protocol.
const VARIABLE: &str = "RESTSMITH_CONFORMANCE_DIR";

/// A folder with suites in `input` and `output`, as JSON or YAML.
#[derive(Debug)]
pub struct Place {
    pub name: String,
    /// Its files, of which one is enough, with what they hold: `input` or `output`.
    pub files: Vec<(&'static str, PathBuf)>,
}

/// Returns the project's own suites.
pub fn own() -> Place {
    Place { name: "own".to_owned(), files: files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("own")) }
}

/// Returns the suites in the folder that the variable names, or why there are none.
pub fn given() -> io::Result<Result<Vec<Place>, String>> {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let chosen = env::var_os(VARIABLE).filter(|folder| !folder.is_empty());
    let folder = chosen.as_ref().map_or_else(|| shared::path("conformance"), |folder| root.join(folder));
    println!("cargo::rerun-if-changed={}", folder.display());
    let places = if folder.is_dir() { below(&folder)? } else { Vec::new() };
    Ok(match chosen {
        _ if !places.is_empty() => Ok(places),
        None => Err(shared::NEEDED.to_owned()),
        Some(_) => {
            let missing = format!("no folder in {} has an input.json or an output.json", folder.display());
            let reason = format!("skipped: needs another {VARIABLE}: {missing}");
            println!("cargo::warning={reason}");
            Err(reason)
        }
    })
}

/// The folders with suites in a folder, by name.
fn below(folder: &Path) -> io::Result<Vec<Place>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let places = entries.iter().map(|entry| Place {
        name: entry.file_name().to_string_lossy().into_owned(),
        files: files(&entry.path()),
    });
    Ok(places.filter(|place| !place.files.is_empty()).collect())
}

fn files(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    let file = |name| {
        let files = ["json", "yaml"].map(|extension| folder.join(format!("{name}.{extension}")));
        Some((name, files.into_iter().find(|file| file.is_file())?))
    };
    ["input", "output"].into_iter().filter_map(file).collect()
}
