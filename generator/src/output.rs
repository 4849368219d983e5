//! A set of generated files and what is on disk: what differs, and how it is written.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use syn::Item;

use crate::{Error, render::GENERATED};

/// The files that can be at the root of what is generated.
const ROOT_FILES: &[&str] = &["lib.rs", "mod.rs"];

/// What has to change so that a folder holds what was generated.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The files that are missing or differ, with their text.
    pub(crate) write: BTreeMap<PathBuf, String>,
    /// The files that are no longer generated.
    pub(crate) remove: BTreeSet<PathBuf>,
    /// How many files are as they should be.
    pub(crate) unchanged: usize,
}

impl Plan {
    /// Compares files, given by their paths below a folder, with what the folder holds.
    ///
    /// # Errors
    ///
    /// When the folder can't be read, or a file that isn't generated stands in the way.
    pub(crate) fn new(folder: &Path, files: BTreeMap<PathBuf, String>) -> Result<Self, Error> {
        let mut remove = no_longer_generated(folder, &files)?;
        let mut plan = Self {
            write: BTreeMap::new(),
            remove: BTreeSet::new(),
            unchanged: 0,
        };
        let mut foreign = Vec::new();
        for (path, text) in files {
            let path = folder.join(path);
            match read(&path)? {
                Some(old) if same_text(&old, &text) => plan.unchanged += 1,
                Some(old) if !is_generated(&old) => foreign.push(path),
                _ => {
                    plan.write.insert(path, text);
                }
            }
        }
        if !foreign.is_empty() {
            return Err(Error::foreign(foreign));
        }
        plan.remove.append(&mut remove);
        Ok(plan)
    }

    /// Whether nothing has to change.
    pub(crate) fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }

    /// The files that change, by path.
    pub(crate) fn stale(&self) -> BTreeSet<&Path> {
        self.write
            .keys()
            .chain(&self.remove)
            .map(PathBuf::as_path)
            .collect()
    }

    /// Writes and removes.
    ///
    /// # Errors
    ///
    /// When a file can't be written or removed. Each file is either the old one or the new one, never a part
    /// of it.
    pub(crate) fn apply(&self) -> Result<(), Error> {
        let folders: BTreeSet<_> = self.write.keys().map(|path| folder_of(path)).collect();
        for folder in folders {
            make_folder(folder)?;
        }
        for (path, text) in &self.write {
            replace(path, text)?;
        }
        for path in &self.remove {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::io("remove", path, error));
                }
                _ => {}
            }
            remove_empty_folders(path);
        }
        Ok(())
    }
}

/// Writes a file if its text differs.
///
/// # Errors
///
/// When a file that isn't generated stands in the way, or it can't be written.
pub(crate) fn write_if_changed(path: &Path, text: &str) -> Result<(), Error> {
    match read(path)? {
        Some(old) if old == text.as_bytes() => Ok(()),
        Some(old) if !is_generated(&old) => Err(Error::foreign(vec![path.to_owned()])),
        _ => write(path, text),
    }
}

/// Reads a file, if there is one.
///
/// # Errors
///
/// When it can't be read.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, error)),
    }
}

/// Writes a file, whatever it holds, and makes the folders above it.
///
/// # Errors
///
/// When it can't be written. It is then the old one.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Error> {
    make_folder(folder_of(path))?;
    replace(path, text)
}

/// Returns the folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Makes a folder, and those above it.
fn make_folder(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| refused(folder, &error))
}

/// Writes a file in a folder that is there, in one step: nobody sees a part of it.
fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let folder = folder_of(path);
    // The errors of a temporary file hold its name, which says nothing to the user.
    let in_folder = |error: io::Error| refused(folder, &error.kind().into());
    let mut file = temporary_file(folder).map_err(in_folder)?;
    file.write_all(text.as_bytes()).map_err(in_folder)?;
    file.persist(path)
        .map_err(|error| Error::io("write", path, error.error))?;
    Ok(())
}

/// Returns the error of a folder in which nothing can be written.
fn refused(folder: &Path, error: &io::Error) -> Error {
    let help = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "\nmake the folder writable, or choose another one"
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "\na file is in the way: move it away, or choose another folder"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "\nmake room on the disk",
        _ => "",
    };
    Error::request(format!(
        "can't write in the folder `{}`: {error}{help}",
        folder.display()
    ))
}

#[cfg(unix)]
fn temporary_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // As any new file: what the umask leaves of it.
    tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(folder)
}

/// git may have checked a file out with the line ends of Windows.
fn same_text(old: &[u8], new: &str) -> bool {
    old == new.as_bytes() || String::from_utf8_lossy(old).replace("\r\n", "\n") == new
}

fn is_generated(bytes: &[u8]) -> bool {
    bytes.starts_with(GENERATED.as_bytes())
}

/// The generated files below the modules that the folder's root names, now or before, that are in `files` no
/// more. Other folders may belong to another run.
fn no_longer_generated(
    folder: &Path,
    files: &BTreeMap<PathBuf, String>,
) -> Result<BTreeSet<PathBuf>, Error> {
    let mut stale = BTreeSet::new();
    let mut modules: BTreeSet<String> = BTreeSet::new();
    for name in ROOT_FILES {
        let path = folder.join(name);
        let Some(old) = read(&path)?.filter(|old| is_generated(old)) else {
            continue;
        };
        modules.extend(module_names(&old));
        if !files.contains_key(Path::new(name)) {
            stale.insert(path);
        }
    }
    for module in modules {
        let file = folder.join(format!("{module}.rs"));
        if read(&file)?.is_some_and(|old| is_generated(&old)) {
            stale.insert(file);
        }
        generated_files(&folder.join(module), &mut stale)?;
    }
    stale.retain(|path| {
        path.strip_prefix(folder)
            .is_ok_and(|path| !files.contains_key(path))
    });
    Ok(stale)
}

fn module_names(source: &[u8]) -> Vec<String> {
    let source = String::from_utf8_lossy(source);
    let Ok(file) = syn::parse_file(&source) else {
        return Vec::new();
    };
    let name = |item| match item {
        Item::Mod(module) => Some(module.ident.to_string().trim_start_matches("r#").to_owned()),
        _ => None,
    };
    file.items.into_iter().filter_map(name).collect()
}

fn generated_files(folder: &Path, found: &mut BTreeSet<PathBuf>) -> Result<(), Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(());
        }
        Err(error) => return Err(Error::io("read", folder, error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| Error::io("read", folder, error))?;
        let path = entry.path();
        let kind = entry
            .file_type()
            .map_err(|error| Error::io("read", &path, error))?;
        if kind.is_dir() {
            generated_files(&path, found)?;
        } else if kind.is_file()
            && path.extension().is_some_and(|extension| extension == "rs")
            && read(&path)?.is_some_and(|bytes| is_generated(&bytes))
        {
            found.insert(path);
        }
    }
    Ok(())
}

/// A folder that is left empty goes too, and the one that it was in; one that isn't stays.
fn remove_empty_folders(path: &Path) {
    for folder in path.ancestors().skip(1) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}
