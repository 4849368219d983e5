//! Cargo, undisturbed by the settings of whoever runs this.

use std::{env, path::Path, process::Command};

use crate::{
    Failure,
    bench::Bench,
    process::{Usage, run, usage},
};

/// What changes how Cargo builds.
const SETTINGS: &[&str] = &[
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_WRAPPER",
    "RUSTFLAGS",
];

/// A Cargo command on a manifest, with a target folder of its own.
pub(crate) fn cargo(command: &str, manifest: &Path, target: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([command, "--quiet", "--manifest-path"])
        .arg(manifest);
    cargo
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", target);
    for setting in SETTINGS {
        cargo.env_remove(setting);
    }
    cargo
}

/// Builds packages of this workspace in release. Gives what it took.
pub(crate) fn build(bench: &Bench, packages: &[&str], target: &Path) -> Result<Usage, Failure> {
    let mut cargo = cargo("build", &bench.root().join("Cargo.toml"), target);
    cargo.args(["--release", "--locked"]);
    for package in packages {
        cargo.args(["--package", package]);
    }
    usage(&mut cargo)
}

/// How to build a package alone.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mode {
    Check,
    Release,
}

/// A package to be built without its dependencies.
pub(crate) struct Alone<'a> {
    pub(crate) bench: &'a Bench,
    pub(crate) manifest: &'a Path,
    pub(crate) target: &'a Path,
    /// What is built.
    pub(crate) built: &'a str,
    /// What of it is measured: itself, or a dependency.
    pub(crate) measured: &'a str,
}

impl Alone<'_> {
    /// Builds it all, for the sake of what is not measured.
    pub(crate) fn prepare(&self, mode: Mode) -> Result<(), Failure> {
        self.build(mode).map(drop)
    }

    /// Builds what is measured once more.
    pub(crate) fn seconds(&self, mode: Mode) -> Result<f64, Failure> {
        let mut clean = cargo("clean", self.manifest, self.target);
        clean.args(["--package", self.measured]);
        if let Mode::Release = mode {
            clean.arg("--release");
        }
        run(&mut clean)?;
        self.build(mode)
    }

    fn build(&self, mode: Mode) -> Result<f64, Failure> {
        let mut build = match mode {
            Mode::Check => cargo("check", self.manifest, self.target),
            Mode::Release => cargo("build", self.manifest, self.target),
        };
        if let Mode::Release = mode {
            build.arg("--release");
        }
        Ok(self
            .bench
            .seconds(usage(build.args(["--package", self.built]))?))
    }
}
