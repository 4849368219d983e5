//! A project on whose files the command works.

use std::{
    fs,
    process::{Command, Output},
};

use restsmith_tests::restsmith;
use tempfile::TempDir;

pub(super) const SPEC: &str = "\
restsmith: 1
service:
  name: pets
  protocol: rest-json
  endpoint: { url: https://pets.example.com }
operations:
  Feed: { http: POST /feed }
";

/// A folder with `spec/pets.yaml` in it.
pub(super) fn project() -> TempDir {
    let project = TempDir::new().unwrap();
    fs::create_dir(project.path().join("spec")).unwrap();
    fs::write(project.path().join("spec/pets.yaml"), SPEC).unwrap();
    project
}

/// What `Cargo.toml` says of a crate with a feature for each choice.
pub(super) const KEPT: &str = "\
[package]
name = \"pets\"

[package.metadata.restsmith]
out = \"generated/src\"
clients = [\"hyper\", \"reqwest\", \"ureq\"]
tracing = true
aws-sigv4 = true
gzip = true
cargo-features = true
crate = true
";

/// The same, with a `Cargo.toml` that keeps the options and lacks nothing.
pub(super) fn project_with_settings() -> TempDir {
    let project = project();
    fs::write(project.path().join("Cargo.toml"), KEPT).unwrap();
    let added = run(&project, &["dependencies", "--write"]);
    assert!(added.status.success(), "{added:?}");
    project
}

pub(super) fn run(project: &TempDir, arguments: &[&str]) -> Output {
    command(project, arguments).output().unwrap()
}

pub(super) fn command(project: &TempDir, arguments: &[&str]) -> Command {
    let mut command = restsmith();
    command.args(arguments).current_dir(project.path());
    command
}

/// Exit code, standard output and standard error.
pub(super) fn told(output: &Output) -> (i32, &str, &str) {
    let text = |bytes| str::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Writes the project's `Cargo.toml`.
pub(super) fn write_manifest(project: &TempDir, text: &str) {
    fs::write(project.path().join("Cargo.toml"), text).unwrap();
}

/// Reads the project's `Cargo.toml`.
pub(super) fn manifest(project: &TempDir) -> String {
    fs::read_to_string(project.path().join("Cargo.toml")).unwrap()
}
