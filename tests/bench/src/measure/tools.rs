//! The programs that are built once and run often.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::structures::manifest;
use crate::{
    Failure,
    bench::Bench,
    cargo::{build, cargo},
    process::run,
};

/// Builds the `restsmith` command.
pub(super) fn restsmith(bench: &Bench) -> Result<PathBuf, Failure> {
    let target = bench.work("restsmith");
    let mut cargo = cargo("build", &bench.repository().join("Cargo.toml"), &target);
    run(cargo.args(["--release", "--locked", "--package", "restsmith"]))?;
    Ok(target.join("release/restsmith"))
}

/// The `restsmith` command, without the settings that the repository's own Cargo.toml has for it, wherever this runs.
pub(super) fn command(restsmith: &Path) -> Command {
    let mut command = Command::new(restsmith);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// A program of this workspace, in a target folder.
pub(super) fn tool(bench: &Bench, package: &str, target: &str) -> Result<PathBuf, Failure> {
    let target = bench.work(target);
    build(bench, &[package], &target)?;
    Ok(target.join("release").join(package))
}

/// Generates a client as a crate of this name below a folder. Gives its dependencies, as its manifest has them.
pub(super) fn client(
    restsmith: &Path,
    spec: &Path,
    options: &[&str],
    folder: &Path,
    name: &str,
) -> Result<String, Failure> {
    let folder = folder.join(name);
    let mut generate = command(restsmith);
    generate
        .arg(spec)
        .args(["--crate", "--quiet"])
        .args(options);
    run(generate.arg("--out").arg(folder.join("src")))?;
    let mut dependencies = command(restsmith);
    dependencies.arg("dependencies").arg(spec).args(options);
    let dependencies = run(&mut dependencies)?.1;
    fs::write(folder.join("Cargo.toml"), manifest(name, &dependencies))?;
    Ok(dependencies)
}
