//! What README shows is what the repository holds.

#![cfg(test)]

use std::{fs, path::Path};

use restsmith::{ClientKind, Folder};
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The text of the fenced block behind a marker.
fn block_behind<'a>(text: &'a str, marker: &str) -> &'a str {
    let (_, rest) = text.split_once(marker).unwrap_or_else(|| panic!("README has no {marker}"));
    let (_, block) = rest.split_once("```").unwrap().1.split_once('\n').unwrap();
    block.split_once("```").unwrap().0
}

#[test]
fn programs_are_those_of_the_samples() {
    for path in ["tests/samples/build-script/src/main.rs", "tests/samples/checked-in-crate/src/main.rs"] {
        let program = fs::read_to_string(root().join(path)).unwrap();
        assert_eq!(block_behind(&readme(), &format!("<!-- {path} -->")), program, "{path}");
    }
}

#[test]
fn the_dependencies_are_those_that_the_command_prints() {
    let folder = TempDir::new().unwrap();
    let folder = Folder { clients: [ClientKind::Ureq].into(), ..Folder::new(folder.path()) };
    let change = folder.plan(&[root().join("spec/portal.yaml")]).unwrap();
    let readme = readme();
    let shown = block_behind(&readme, "<!-- dependencies: ureq -->");
    assert_eq!(shown.split_once("\n\n").unwrap().1, change.dependencies());
}

#[test]
fn the_shortened_spec_is_a_spec() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("portal.yaml");
    fs::write(
        &path,
        block_behind(&readme(), "[`spec/portal.yaml`](spec/portal.yaml), shortened").trim_start(),
    )
    .unwrap();
    let change = Folder::new(folder.path().join("api")).plan(&[path]).unwrap();
    assert_eq!(change.warnings(), [""; 0]);
}
