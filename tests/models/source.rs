//! Where the models are.

use std::{
    collections::BTreeMap,
    error::Error,
    ffi::OsStr,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    process::Command,
};

use restsmith::{BotocoreModel, Imported, SmithyModel, import_botocore, import_smithy};

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

/// A file of a model.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Botocore(PathBuf),
    Smithy(PathBuf),
}

/// A model that was read.
#[derive(Debug)]
pub enum Model {
    Botocore(BotocoreModel),
    Smithy(SmithyModel),
}

impl Source {
    pub fn read(&self) -> Result<Model, restsmith::Error> {
        Ok(match self {
            Self::Botocore(path) => Model::Botocore(BotocoreModel::read(path)?),
            Self::Smithy(path) => Model::Smithy(SmithyModel::read(path)?),
        })
    }

    /// Returns the name of its service. A file of botocore is in a folder of this name, or in one of the version in that.
    fn service(&self) -> String {
        let text = |name: &OsStr| name.to_string_lossy().into_owned();
        match self {
            Self::Botocore(path) => {
                let mut folders = path.iter().rev().skip(1).take(2).map(text);
                let service = folders.find(|folder| !folder.starts_with("20"));
                service.unwrap_or_default()
            }
            Self::Smithy(path) => path.file_stem().map(text).unwrap_or_default(),
        }
    }
}

impl Model {
    pub fn check_protocol(&self) -> Result<(), restsmith::Error> {
        match self {
            Self::Botocore(model) => model.check_protocol(),
            Self::Smithy(model) => model.check_protocol(),
        }
    }

    /// Makes a spec of all operations.
    pub fn import(&self) -> Result<Imported, restsmith::Error> {
        match self {
            Self::Botocore(model) => import_botocore(model, &[] as &[&str]),
            Self::Smithy(model) => import_smithy(model, &[] as &[&str]),
        }
    }
}

/// Returns the newest model of each service below some folders.
pub fn models(folders: &[PathBuf]) -> io::Result<BTreeMap<String, Source>> {
    let mut files = Vec::new();
    for folder in folders {
        find(folder, &mut files)?;
    }
    // Versions are dates: of one service, the newest comes last, and stays.
    files.sort();
    Ok(files
        .into_iter()
        .map(|source| (source.service(), source))
        .collect())
}

fn find(folder: &Path, found: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, found)?;
        } else if path
            .file_name()
            .is_some_and(|name| name == "service-2.json" || name == "service-2.json.gz")
        {
            found.push(Source::Botocore(path));
        } else if is_smithy(&path)? {
            found.push(Source::Smithy(path));
        }
    }
    Ok(())
}

/// Returns whether a file begins like a Smithy model in JSON.
fn is_smithy(path: &Path) -> io::Result<bool> {
    const BEGINNING: u64 = 100;
    if path.extension().is_none_or(|extension| extension != "json") {
        return Ok(false);
    }
    let mut text = Vec::new();
    let _ = File::open(path)?.take(BEGINNING).read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).contains("\"smithy\":"))
}
