//! Where the suites are.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use crate::shared;

/// The variable that names the folder with a folder of suites for each protocol.
const VARIABLE: &str = "RESTSMITH_CONFORMANCE_DIR";

/// A folder with suites in `input` and `output`, as JSON or YAML, or in folders of its own.
#[derive(Debug)]
pub struct Place {
    pub name: String,
    /// Its files, of which one is enough, with what they hold: `input` or `output`.
    pub files: Vec<(&'static str, PathBuf)>,
    /// The folders in it that have suites, by name.
    pub places: Vec<Self>,
}

/// Returns the project's own suites.
pub fn own() -> io::Result<Place> {
    place(
        "own".to_owned(),
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("own"),
    )
}

/// Returns the suites in the folder that the variable names, or why there are none.
pub fn given() -> io::Result<Result<Vec<Place>, String>> {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let chosen = env::var_os(VARIABLE).filter(|folder| !folder.is_empty());
    let folder = chosen
        .as_ref()
        .map_or_else(|| shared::path("conformance"), |folder| root.join(folder));
    println!("cargo::rerun-if-changed={}", folder.display());
    let places = if folder.is_dir() {
        below(&folder)?
    } else {
        Vec::new()
    };
    Ok(match chosen {
        _ if !places.is_empty() => Ok(places),
        None => Err(shared::NEEDED.to_owned()),
        Some(_) => {
            let missing = format!(
                "no folder below {} has an input.json or an output.json",
                folder.display()
            );
            let reason = format!("skipped: needs another {VARIABLE}: {missing}");
            println!("cargo::warning={reason}");
            Err(reason)
        }
    })
}

fn place(name: String, folder: &Path) -> io::Result<Place> {
    Ok(Place {
        name,
        files: files(folder),
        places: below(folder)?,
    })
}

/// Returns the folders with suites in a folder, by name.
fn below(folder: &Path) -> io::Result<Vec<Place>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let folders = entries.into_iter().filter(|entry| entry.path().is_dir());
    let places = folders.map(|entry| {
        place(
            entry.file_name().to_string_lossy().into_owned(),
            &entry.path(),
        )
    });
    let places = places.collect::<io::Result<Vec<_>>>()?;
    Ok(places
        .into_iter()
        .filter(|place| !place.files.is_empty() || !place.places.is_empty())
        .collect())
}

fn files(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    let file = |name| {
        let files = ["json", "yaml"].map(|extension| folder.join(format!("{name}.{extension}")));
        Some((name, files.into_iter().find(|file| file.is_file())?))
    };
    ["input", "output"].into_iter().filter_map(file).collect()
}
