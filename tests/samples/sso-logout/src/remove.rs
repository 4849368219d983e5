//! Removing a file: the only place where anything is deleted.

use std::{
    fs, io,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use crate::{
    cache::CacheFolder,
    file::{CachedFile, Unread},
    steps::{Step, Steps},
};

/// What became of a file that was to be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Removal {
    /// It is removed.
    Removed,
    /// Somebody else had removed it already.
    AlreadyGone,
    /// It is no longer what was read, so it stays.
    Changed,
    /// It can't be removed.
    Failed(String),
    /// It is to be removed, and this is a dry run.
    Planned,
}

impl Removal {
    /// Returns whether nothing is left of the file, or would be.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::Removed | Self::AlreadyGone | Self::Planned)
    }
}

/// Removes a file of a folder if it is still what was read.
///
/// It gets a name that nobody else knows before it is checked: a sign-in that happens meanwhile makes a new
/// file under the old name and is safe. That name ends in `.json` as well, so that whoever sweeps the folder
/// next finds the file if this program is killed in between.
pub(crate) fn remove(
    folder: &CacheFolder,
    file: &CachedFile,
    steps: &Steps<'_>,
) -> ControlFlow<(), Removal> {
    steps.pass(Step::SetAside, &file.name)?;
    let aside = match set_aside(folder, file) {
        Ok(aside) => aside,
        Err(removal) => return ControlFlow::Continue(removal),
    };
    steps.pass(Step::IsSetAside, &file.name)?;
    if !file.is_same_as(&aside) {
        return ControlFlow::Continue(put_back(&aside, &file.path));
    }
    steps.pass(Step::Remove, &file.name)?;
    let removal = unlink(&aside);
    steps.pass(Step::Removed, &file.name)?;
    ControlFlow::Continue(removal)
}

/// Says what would become of the files of a folder, as far as that is known before one is touched.
pub(crate) fn plan(folder: &CacheFolder) -> Removal {
    match folder.check_access() {
        Ok(()) => Removal::Planned,
        Err(error) => failure(&error),
    }
}

fn set_aside(folder: &CacheFolder, file: &CachedFile) -> Result<PathBuf, Removal> {
    folder.check().map_err(|unread| match unread {
        Unread::Gone => Removal::AlreadyGone,
        Unread::Link => Removal::Changed,
        unread => Removal::Failed(unread.to_string()),
    })?;
    let name = format!("{}.{:016x}.sso-logout.json", file.stem(), fastrand::u64(..));
    let aside = file.path.with_file_name(name);
    fs::rename(&file.path, &aside).map_err(|error| failure(&error))?;
    Ok(aside)
}

fn unlink(path: &Path) -> Removal {
    match fs::remove_file(path) {
        Ok(()) => Removal::Removed,
        Err(error) => failure(&error),
    }
}

/// Gives a file its old name back, unless a newer one has it: then it keeps the other, under which the next run
/// finds it.
fn put_back(aside: &Path, path: &Path) -> Removal {
    // Unlike a rename, a hard link never replaces what is there.
    match fs::hard_link(aside, path) {
        Ok(()) => match fs::remove_file(aside) {
            Ok(()) => Removal::Changed,
            Err(error) => failure(&error),
        },
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Removal::Changed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Removal::AlreadyGone,
        // Not every file system has hard links, and folders have none.
        Err(_) if fs::symlink_metadata(path).is_err() => match fs::rename(aside, path) {
            Ok(()) => Removal::Changed,
            Err(error) => failure(&error),
        },
        Err(_) => Removal::Changed,
    }
}

fn failure(error: &io::Error) -> Removal {
    match error.kind() {
        io::ErrorKind::NotFound => Removal::AlreadyGone,
        _ => Removal::Failed(error.to_string()),
    }
}
