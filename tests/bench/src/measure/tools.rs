//! The programs that are built once and run often.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Failure,
    bench::Bench,
    cargo::{build, cargo},
    process::run,
};

/// The `restsmith` command.
pub(super) fn restsmith(bench: &Bench) -> Result<PathBuf, Failure> {
    let target = bench.work("restsmith");
    let mut cargo = cargo("build", &bench.repository().join("Cargo.toml"), &target);
    run(cargo.args(["--release", "--locked", "--package", "restsmith"]))?;
    Ok(target.join("release/restsmith"))
}

/// A program of this workspace, in a target folder.
pub(super) fn tool(bench: &Bench, package: &str, target: &str) -> Result<PathBuf, Failure> {
    let target = bench.work(target);
    build(bench, &[package], &target)?;
    Ok(target.join("release").join(package))
}

/// Generates a client as the sources of a crate, and gives the dependencies for its manifest.
pub(super) fn client(
    restsmith: &Path,
    spec: &Path,
    clients: &str,
    folder: &Path,
) -> Result<String, Failure> {
    let mut generate = Command::new(restsmith);
    generate
        .arg(spec)
        .args(["--crate", "--clients", clients, "--quiet", "--out"])
        .arg(folder.join("src"));
    run(&mut generate)?;
    let mut dependencies = Command::new(restsmith);
    dependencies
        .arg("dependencies")
        .arg(spec)
        .args(["--clients", clients]);
    Ok(run(&mut dependencies)?.1)
}
