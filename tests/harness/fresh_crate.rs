//! A crate outside the workspace, as a user of generated code has one.

use std::{
    env,
    error::Error,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use restsmith::{Builder, ClientKind};

/// A spec with a value of every type, so that the modules of a program that writes values compile.
const EVERY_TYPE: &str = include_str!("every_type.yaml");
/// The folder of what the crates build. They share it, so that what they depend on is built once.
const TARGET: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/fresh-crates");
/// The folder of the crates. They stay there, so that Cargo builds one again only if it changed.
const CRATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/fresh-crates/crates");
const LOCK_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");

/// A crate in a folder below `target`. Its warnings are errors, and it is built without the internet.
#[derive(Debug)]
pub struct FreshCrate {
    folder: PathBuf,
    name: String,
    edition: &'static str,
}

impl FreshCrate {
    /// Creates the crate of this name, which no other test has.
    ///
    /// # Errors
    ///
    /// When there can't be a folder.
    pub fn new(name: &str) -> io::Result<Self> {
        let fresh = Self {
            folder: Path::new(CRATES).join(name),
            name: name.to_owned(),
            edition: "2024",
        };
        // So that Clippy doesn't find the settings of this repository.
        fresh.write("clippy.toml", "")?;
        // So that restsmith finds a crate around the specs.
        if !fresh.folder.join("Cargo.toml").exists() {
            fresh.write_manifest("")?;
        }
        Ok(fresh)
    }

    /// The same crate in this edition of Rust; the default is the newest.
    #[must_use]
    pub fn edition(mut self, edition: &'static str) -> Self {
        self.edition = edition;
        self
    }

    /// Writes a program that calls an API: the blocking client of a spec as the module `api`, with these dependencies besides
    /// those of the client, and these files.
    ///
    /// # Errors
    ///
    /// When the spec is invalid, or a file can't be written.
    pub fn write_caller(
        &self,
        spec: &str,
        dependencies: &str,
        files: &[(&str, &str)],
    ) -> Result<(), Box<dyn Error>> {
        let source = self.folder.join("src/api");
        if source.exists() {
            fs::remove_dir_all(&source)?;
        }
        self.write("service.yaml", spec)?;
        self.write("every_type.yaml", EVERY_TYPE)?;
        let specs = ["service.yaml", "every_type.yaml"].map(|name| self.folder.join(name));
        let change = Builder::new()
            .clients([ClientKind::Ureq])
            .plan(&source, &specs)?;
        change.apply()?;
        self.write_manifest(&format!("{}{dependencies}", change.dependencies()))?;
        for (path, text) in files {
            self.write(path, text)?;
        }
        Ok(())
    }

    /// Writes its Cargo.toml: the package, for the oldest Rust that will do, then these sections.
    ///
    /// # Errors
    ///
    /// When it can't be written.
    pub fn write_manifest(&self, sections: &str) -> io::Result<()> {
        let Self { name, edition, .. } = self;
        let rust = env!("CARGO_PKG_RUST_VERSION");
        // A workspace of its own, though it stands in the folder of another one.
        let package = format!(
            "[workspace]\n\n[package]\nname = \"{name}\"\nversion = \"1.2.3\"\nedition = \"{edition}\"\nrust-version = \"{rust}\"\n"
        );
        self.write("Cargo.toml", &format!("{package}\n{sections}"))?;
        // The versions that the workspace has, which are on this machine.
        fs::copy(LOCK_FILE, self.path().join("Cargo.lock")).map(|_| ())
    }

    /// The crate's folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Writes one of its files, unless it has this text already.
    ///
    /// # Errors
    ///
    /// When it can't be written.
    pub fn write(&self, path: &str, text: &str) -> io::Result<()> {
        let path = self.path().join(path);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        fs::create_dir_all(path.parent().unwrap_or(self.path()))?;
        fs::write(path, text)
    }

    /// Runs a command of Cargo's in the crate.
    ///
    /// # Errors
    ///
    /// When it fails: all that it printed.
    pub fn cargo(&self, arguments: &[&str]) -> Result<String, String> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let output = Command::new(cargo)
            .args(arguments)
            .current_dir(self.path())
            .env("CARGO_TARGET_DIR", TARGET)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("RUSTFLAGS", "-Dwarnings")
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output();
        let Output {
            status,
            stdout,
            stderr,
        } = output.map_err(|error| error.to_string())?;
        let printed = [stdout, stderr].concat();
        let printed = String::from_utf8_lossy(&printed).into_owned();
        if status.success() {
            Ok(printed)
        } else {
            Err(format!("{arguments:?}: {status}\n{printed}"))
        }
    }

    /// The program that `cargo build` makes of it.
    #[must_use]
    pub fn program(&self) -> PathBuf {
        Path::new(TARGET)
            .join("debug")
            .join(format!("{}{}", self.name, env::consts::EXE_SUFFIX))
    }
}
