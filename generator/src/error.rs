//! The error of the generator.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use crate::MessageFormat;

/// The error of the generator: a wrong spec, or a file that can't be read or written.
///
/// Its `Debug` is its `Display`, the rendered diagnostics, so that a build script's
/// `fn main() -> Result<(), restsmith::Error>` reads well when it fails.
pub struct Error {
    kind: Box<Kind>,
}

enum Kind {
    Spec {
        rendered: String,
        summary: Option<String>,
        names_command: bool,
    },
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    Foreign(Vec<PathBuf>),
    Request(String),
    Emitter(syn::Error),
}

impl Error {
    /// Creates the error of wrong specs, with all their diagnostics, rendered.
    pub(crate) fn spec(
        reports: &[String],
        errors: usize,
        has_more: bool,
        format: MessageFormat,
    ) -> Self {
        let count = match (errors, has_more) {
            (1, _) => "1 error".to_owned(),
            (_, false) => format!("{errors} errors"),
            (_, true) => format!("{errors} errors and more that are not shown"),
        };
        let summary = (format == MessageFormat::Human)
            .then(|| format!("nothing was generated, because of {count}"));
        let separator = if summary.is_some() { "\n" } else { "" };
        Self {
            kind: Box::new(Kind::Spec {
                rendered: reports.join(separator),
                summary,
                names_command: true,
            }),
        }
    }

    /// Leaves out the command that explains a code: a build script doesn't need it, so it may not be installed.
    pub(crate) fn without_command(mut self) -> Self {
        if let Kind::Spec { names_command, .. } = &mut *self.kind {
            *names_command = false;
        }
        self
    }

    pub(crate) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self {
            kind: Box::new(Kind::Io {
                action,
                path: path.to_owned(),
                source,
            }),
        }
    }

    /// Creates the error of tokens that are no Rust, which is a mistake of an emitter.
    pub(crate) fn emitter(error: syn::Error) -> Self {
        Self {
            kind: Box::new(Kind::Emitter(error)),
        }
    }

    /// Creates the error of files that restsmith didn't generate, in place of generated ones.
    pub(crate) fn foreign(paths: Vec<PathBuf>) -> Self {
        Self {
            kind: Box::new(Kind::Foreign(paths)),
        }
    }

    /// Creates an error of this message.
    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self {
            kind: Box::new(Kind::Request(message.into())),
        }
    }

    /// Returns whether a spec is wrong, as opposed to the files around it.
    #[must_use]
    pub fn is_spec(&self) -> bool {
        matches!(*self.kind, Kind::Spec { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Spec {
                rendered,
                summary: Some(summary),
                names_command,
            } => {
                write!(f, "{rendered}\n{summary}")?;
                if *names_command {
                    f.write_str("; `restsmith explain CODE` says more about a code")?;
                }
                Ok(())
            }
            Kind::Spec {
                rendered,
                summary: None,
                ..
            } => f.write_str(rendered.trim_end()),
            Kind::Io {
                action,
                path,
                source,
            } => write!(f, "can't {action} {}: {source}", path.display()),
            Kind::Foreign(paths) => {
                f.write_str("nothing was written, because restsmith didn't generate these files:")?;
                for path in paths {
                    write!(f, "\n  {}", path.display())?;
                }
                f.write_str("\nmove them away, or choose another folder")
            }
            Kind::Request(message) => f.write_str(message),
            Kind::Emitter(error) => {
                write!(
                    f,
                    "this is a bug in restsmith: it generated invalid Rust: {error}"
                )
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `fn main() -> Result` prints `Error: ` before it.
        if let Kind::Spec { .. } = *self.kind {
            writeln!(f)?;
        }
        fmt::Display::fmt(self, f)
    }
}

/// There is no source: the text says the cause already.
impl std::error::Error for Error {}
