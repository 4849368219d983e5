//! Reading a file that somebody else may have put there.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read},
    path::{Path, PathBuf},
};

use secrecy::{ExposeSecret, SecretBox};

/// Token files have a few kilobytes.
const MAX_LEN: u64 = 1024 * 1024;

/// A file of a cache folder, as it was when it was read.
#[derive(Debug)]
pub struct CachedFile {
    /// Where it is.
    pub path: PathBuf,
    /// Where it is below the `.aws` folder, for people.
    pub name: String,
    contents: SecretBox<Vec<u8>>,
}

impl CachedFile {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// When it is no regular file, too large, or can't be read.
    pub fn read(path: PathBuf, name: String) -> Result<Self, Unread> {
        let contents = read(&path)?;
        Ok(Self {
            path,
            name,
            contents,
        })
    }

    /// What is in it. There may be secrets.
    #[must_use]
    pub fn contents(&self) -> &[u8] {
        self.contents.expose_secret()
    }

    /// Whether the file at a path holds the same as this one did when it was read.
    #[must_use]
    pub fn is_same_as(&self, path: &Path) -> bool {
        read(path).is_ok_and(|contents| contents.expose_secret() == self.contents())
    }

    /// The part of the name that says what the file is for: all before the first dot.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self
            .path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unread {
    /// It is not there any longer.
    #[error("gone")]
    Gone,
    /// It is a link. Where it leads to is not this program's business.
    #[error("a link, which is not followed")]
    Link,
    /// It is a folder.
    #[error("a folder, not a file")]
    Folder,
    /// It is a pipe, a socket or a device.
    #[error("not a regular file")]
    NotRegular,
    /// It has more bytes than any file that a sign-in leaves.
    #[error("larger than 1 MiB, too large for a token")]
    TooLarge,
    /// It was replaced while it was opened.
    #[error("replaced while it was read")]
    Replaced,
    /// The operating system says no.
    #[error("can't be read: {0}")]
    Failed(io::Error),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            Self::Gone
        } else {
            Self::Failed(error)
        }
    }
}

fn read(path: &Path) -> Result<SecretBox<Vec<u8>>, Unread> {
    let seen = fs::symlink_metadata(path)?;
    // Opening a pipe would wait for a writer, and opening a link would follow it.
    check_kind(&seen)?;
    let file = File::open(path)?;
    let opened = file.metadata()?;
    if !is_same_file(&seen, &opened) {
        return Err(Unread::Replaced);
    }
    let capacity = opened.len().min(MAX_LEN).saturating_add(1);
    // Enough from the start: a vector that grows leaves copies of secrets behind.
    let mut contents = Vec::with_capacity(usize::try_from(capacity).unwrap_or_default());
    file.take(MAX_LEN.saturating_add(1))
        .read_to_end(&mut contents)?;
    let is_too_large = u64::try_from(contents.len()).is_ok_and(|len| len > MAX_LEN);
    let contents = SecretBox::new(Box::new(contents));
    if is_too_large {
        Err(Unread::TooLarge)
    } else {
        Ok(contents)
    }
}

fn check_kind(metadata: &Metadata) -> Result<(), Unread> {
    let kind = metadata.file_type();
    if kind.is_symlink() {
        Err(Unread::Link)
    } else if kind.is_dir() {
        Err(Unread::Folder)
    } else if !kind.is_file() {
        Err(Unread::NotRegular)
    } else if metadata.len() > MAX_LEN {
        Err(Unread::TooLarge)
    } else {
        Ok(())
    }
}

#[cfg(unix)]
fn is_same_file(seen: &Metadata, opened: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (seen.dev(), seen.ino()) == (opened.dev(), opened.ino())
}

/// Without an identity to compare, what was opened at least has to be a file.
#[cfg(not(unix))]
fn is_same_file(_: &Metadata, opened: &Metadata) -> bool {
    opened.is_file()
}
