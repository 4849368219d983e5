//! What is generated is laid out as rustfmt does by default.

#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use restsmith::{BotocoreModel, Builder, ClientKind, import_botocore};
use restsmith_published::shared;
use tempfile::TempDir;

const EVERY_CLIENT: [ClientKind; 3] = [ClientKind::Hyper, ClientKind::Reqwest, ClientKind::Ureq];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs rustfmt over a file and all modules in it.
fn assert_laid_out(root: &Path) {
    let rustfmt = Command::new("rustfmt")
        .args(["--check", "--edition", "2024"])
        .arg(root)
        .output()
        .unwrap();
    let (difference, errors) = (
        String::from_utf8_lossy(&rustfmt.stdout),
        String::from_utf8_lossy(&rustfmt.stderr),
    );
    assert!(rustfmt.status.success(), "{difference}{errors}");
}

fn assert_client_is_laid_out(specs: &[PathBuf]) {
    let folder = TempDir::new().unwrap();
    let builder = Builder::new()
        .clients(EVERY_CLIENT)
        .aws_sigv4(true)
        .gzip(true)
        .tracing(true);
    let change = builder.plan(folder.path(), specs).unwrap();
    change.apply().unwrap();
    assert_laid_out(&folder.path().join("mod.rs"));
}

#[cfg_attr(
    not(shared),
    allow(dead_code, reason = "there is no model to generate from")
)]
fn assert_client_of_model_is_laid_out(service: &str) {
    let path = shared::path("models").join(service).join("service-2.json");
    let model = BotocoreModel::read(&path).unwrap();
    let folder = TempDir::new().unwrap();
    let spec = folder.path().join("spec.yaml");
    fs::write(&spec, import_botocore(&model, &[] as &[&str]).unwrap().yaml).unwrap();
    assert_client_is_laid_out(&[spec]);
}

#[test]
#[cfg_attr(not(rustfmt_is_there), ignore = "skipped: needs rustfmt")]
fn the_crate_that_is_checked_in_is_laid_out() {
    assert_laid_out(&repository().join("generated/src/lib.rs"));
}

#[test]
#[cfg_attr(not(rustfmt_is_there), ignore = "skipped: needs rustfmt")]
fn clients_with_whatever_a_spec_can_say_are_laid_out() {
    let tests = repository().join("tests");
    let specs = ["cloud", "stock", "store", "styles"];
    assert_client_is_laid_out(
        &specs.map(|name| tests.join("mutations").join(name).with_extension("yaml")),
    );
}

#[test]
#[cfg_attr(not(rustfmt_is_there), ignore = "skipped: needs rustfmt")]
fn the_clients_of_hand_written_specs_are_laid_out() {
    let specs = [
        "harness/every_type.yaml",
        "responses/spec/aws.yaml",
        "responses/spec/aws_json.yaml",
        "responses/spec/by_code.yaml",
        "responses/spec/by_status.yaml",
        "responses/spec/plain.yaml",
        "samples/team-api/spec/tickets.yaml",
        "transfer/coded.yaml",
        "transfer/transfer.yaml",
    ];
    let specs = specs.map(|spec| repository().join("tests").join(spec));
    for spec in specs {
        assert_client_is_laid_out(&[spec]);
    }
}

#[test]
#[cfg_attr(not(shared), ignore = "skipped: needs ../shared")]
#[cfg_attr(all(shared, not(rustfmt_is_there)), ignore = "skipped: needs rustfmt")]
fn the_client_of_lambda_is_laid_out() {
    assert_client_of_model_is_laid_out("lambda");
}

#[test]
#[cfg_attr(not(shared), ignore = "skipped: needs ../shared")]
#[cfg_attr(all(shared, not(rustfmt_is_there)), ignore = "skipped: needs rustfmt")]
fn the_client_of_quicksight_with_its_long_names_is_laid_out() {
    assert_client_of_model_is_laid_out("quicksight");
}
