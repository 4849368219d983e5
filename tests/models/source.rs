//! Where the models are.

use std::{
    collections::BTreeMap,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// Takes `botocore` from `PyPI`, and returns the folder of its models.
pub fn download(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let pip = Command::new("pip")
        .args([
            "install",
            "--quiet",
            "--no-deps",
            "--no-compile",
            "--disable-pip-version-check",
            "--target",
        ])
        .arg(folder)
        .arg("botocore")
        .status()?;
    if pip.success() {
        Ok(folder.join("botocore/data"))
    } else {
        Err(format!("pip: {pip}").into())
    }
}

/// Returns the newest model of each service below some folders.
pub fn models(folders: &[PathBuf]) -> io::Result<BTreeMap<String, PathBuf>> {
    let mut files = Vec::new();
    for folder in folders {
        find(folder, &mut files)?;
    }
    // Versions are dates: of one service, the newest comes last, and stays.
    files.sort();
    Ok(files
        .into_iter()
        .map(|path| (service(&path), path))
        .collect())
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, found)?;
        } else if path
            .file_name()
            .is_some_and(|name| name == "service-2.json" || name == "service-2.json.gz")
        {
            found.push(path);
        }
    }
    Ok(())
}

/// Returns the name of a model's service: the two folders above are the service and its version, or the service alone.
fn service(path: &Path) -> String {
    let folders = path
        .iter()
        .rev()
        .skip(1)
        .take(2)
        .map(|folder| folder.to_string_lossy().into_owned());
    folders
        .into_iter()
        .find(|folder| !folder.starts_with("20"))
        .unwrap_or_default()
}
