//! AWS's own models.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Failure, bench::Bench, process::run, shared};

/// The folder that has a folder for each service.
pub(crate) fn folder(bench: &Bench) -> Result<PathBuf, Failure> {
    if let Some(folder) = bench.models() {
        let folder = folder.to_owned();
        return if folder.is_dir() {
            Ok(folder)
        } else {
            Err(format!("no {}", folder.display()).into())
        };
    }
    let shared = shared::path("models");
    if shared.is_dir() {
        return Ok(shared);
    }
    let downloaded = bench.work("botocore");
    if !downloaded.is_dir() {
        if bench.is_quick() {
            return Err("name their folder by --models".into());
        }
        download(&downloaded)?;
    }
    Ok(downloaded.join("botocore/data"))
}

/// All services that have a model, with its file.
pub(crate) fn all(bench: &Bench) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut found = Vec::new();
    for entry in folder(bench)?.read_dir()? {
        let service = entry?.file_name().to_string_lossy().into_owned();
        if let Ok(path) = model(bench, &service) {
            found.push((service, path));
        }
    }
    found.sort();
    Ok(found)
}

/// The model of a service, whose folder may have one for each version of it.
pub(crate) fn model(bench: &Bench, service: &str) -> Result<PathBuf, Failure> {
    let folder = folder(bench)?.join(service);
    let versions = folder
        .read_dir()
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut folders: Vec<_> = versions.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders.push(folder.clone());
    let files = ["service-2.json", "service-2.json.gz"];
    let found = folders
        .iter()
        .rev()
        .flat_map(|folder| files.map(|file| folder.join(file)));
    found
        .into_iter()
        .find(|path| path.is_file())
        .ok_or_else(|| format!("no model in {}", folder.display()).into())
}

/// Takes the newest `botocore` from `PyPI`.
fn download(folder: &Path) -> Result<(), Failure> {
    let mut pip = Command::new("pip");
    pip.args([
        "install",
        "--quiet",
        "--no-deps",
        "--no-compile",
        "--disable-pip-version-check",
        "--target",
    ]);
    run(pip.arg(folder).arg("botocore")).map(drop)
}
