//! The two folders where a sign-in leaves files.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{
    file::{CachedFile, Unread},
    token::{CliFile, SsoFile, Token, Unclear},
};

/// A folder below the `.aws` folder in which files may be removed.
#[derive(Clone, Debug)]
pub struct CacheFolder {
    aws_dir: PathBuf,
    parent: &'static str,
}

/// A token and the file that it is in.
#[derive(Debug)]
pub struct TokenFile {
    /// The file.
    pub file: CachedFile,
    /// What is in it.
    pub token: Token,
}

/// Role credentials that came from a sign-in, and the file that they are in.
#[derive(Debug)]
pub struct CredentialFile {
    /// The file.
    pub file: CachedFile,
    /// When the credentials expire.
    pub expires_at: Option<Timestamp>,
}

/// Something that stays because nobody can say what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is below the `.aws` folder.
    pub file: String,
    /// What is wrong with it.
    pub reason: String,
}

/// All that the two folders hold.
#[derive(Debug, Default)]
pub struct Found {
    /// The tokens, by file name.
    pub tokens: Vec<TokenFile>,
    /// The role credentials that came from a sign-in, by file name.
    pub credentials: Vec<CredentialFile>,
    /// How many client registrations there are.
    pub registrations: usize,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Found {
    /// Looks through the folders of an `.aws` folder. What can't be read becomes a problem.
    #[must_use]
    pub fn in_aws_dir(aws_dir: &Path) -> Self {
        let mut found = Self::default();
        for file in CacheFolder::tokens(aws_dir).files(&mut found.problems) {
            match SsoFile::parse(file.contents()) {
                Ok(SsoFile::Token(token)) => found.tokens.push(TokenFile { file, token }),
                Ok(SsoFile::Registration) => {
                    found.registrations = found.registrations.saturating_add(1);
                }
                Ok(SsoFile::Other) => {}
                Err(unclear) => found.problems.push(Problem::of(&file, unclear)),
            }
        }
        for file in CacheFolder::credentials(aws_dir).files(&mut found.problems) {
            match CliFile::parse(file.contents()) {
                Ok(CliFile::SsoCredentials { expires_at }) => {
                    found.credentials.push(CredentialFile { file, expires_at });
                }
                Ok(CliFile::Other) => {}
                Err(unclear) => found.problems.push(Problem::of(&file, unclear)),
            }
        }
        found
    }
}

impl Problem {
    fn of(file: &CachedFile, unclear: Unclear) -> Self {
        Self {
            file: file.name.clone(),
            reason: unclear.to_string(),
        }
    }
}

impl CacheFolder {
    /// `sso/cache`, with the tokens and client registrations.
    #[must_use]
    pub fn tokens(aws_dir: &Path) -> Self {
        Self {
            aws_dir: aws_dir.to_owned(),
            parent: "sso",
        }
    }

    /// `cli/cache`, with role credentials.
    #[must_use]
    pub fn credentials(aws_dir: &Path) -> Self {
        Self {
            aws_dir: aws_dir.to_owned(),
            parent: "cli",
        }
    }

    /// Whether it is a folder of its own, and not a link to one somewhere else.
    ///
    /// # Errors
    ///
    /// When it is not there ([`Unread::Gone`]), or something else.
    pub fn check(&self) -> Result<(), Unread> {
        for folder in [self.aws_dir.join(self.parent), self.path()] {
            let kind = fs::symlink_metadata(folder)?.file_type();
            if kind.is_symlink() {
                return Err(Unread::Link);
            }
            if !kind.is_dir() {
                return Err(Unread::Failed(io::ErrorKind::NotADirectory.into()));
            }
        }
        Ok(())
    }

    /// Checks whether files may be removed from it.
    ///
    /// # Errors
    ///
    /// When the operating system says no.
    #[cfg(unix)]
    pub fn check_access(&self) -> io::Result<()> {
        use rustix::fs::{Access, access};
        Ok(access(self.path(), Access::WRITE_OK | Access::EXEC_OK)?)
    }

    /// Checks nothing: elsewhere it is known only when a file is removed.
    ///
    /// # Errors
    ///
    /// Never.
    #[cfg(not(unix))]
    pub fn check_access(&self) -> io::Result<()> {
        Ok(())
    }

    fn path(&self) -> PathBuf {
        self.aws_dir.join(self.parent).join("cache")
    }

    fn name(&self) -> String {
        format!("{}/cache", self.parent)
    }

    /// The files whose name ends in `.json`, in the order of their names.
    fn files(&self, problems: &mut Vec<Problem>) -> Vec<CachedFile> {
        let paths = self.check().and_then(|()| Ok(self.paths()?));
        let paths = paths.unwrap_or_else(|unread| {
            report(self.name(), &unread, problems);
            Vec::new()
        });
        let read = |path: PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{}/{name}", self.name());
            let file = CachedFile::read(path, name.clone());
            file.map_err(|unread| report(name, &unread, problems)).ok()
        };
        paths.into_iter().filter_map(read).collect()
    }

    fn paths(&self) -> io::Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(self.path())? {
            let entry = entry?;
            if entry.file_name().as_encoded_bytes().ends_with(b".json") {
                paths.push(entry.path());
            }
        }
        paths.sort();
        Ok(paths)
    }
}

/// What is gone is no problem: another run was faster, or nobody ever signed in.
fn report(file: String, unread: &Unread, problems: &mut Vec<Problem>) {
    if !matches!(unread, Unread::Gone) {
        problems.push(Problem {
            file,
            reason: unread.to_string(),
        });
    }
}
