//! What README shows is what the repository holds.

use std::{fs, path::Path};

use restsmith::{Builder, ClientKind};
use restsmith_tests::readme_block;
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

#[test]
fn programs_are_those_of_the_samples() {
    for path in [
        "tests/samples/build-script/src/main.rs",
        "tests/samples/checked-in-crate/src/main.rs",
    ] {
        let program = fs::read_to_string(root().join(path)).unwrap();
        assert_eq!(readme_block(&format!("<!-- {path} -->")), program, "{path}");
    }
}

#[test]
fn the_documentation_of_the_builder_takes_the_file_in_as_readme_does() {
    let documented = fs::read_to_string(root().join("generator/src/builder.rs")).unwrap();
    let program = readme_block("<!-- tests/samples/build-script/src/main.rs -->");
    let (_, module) = program.split_once("\n\n").unwrap();
    let (module, _) = module.split_once("\n\n").unwrap();
    let comment = |line| format!("/// {line}\n");
    let module: String = module.lines().map(comment).collect();
    assert!(
        documented.contains(&format!("/// ```ignore\n{module}/// ```\n")),
        "{module}"
    );
}

#[test]
fn the_dependencies_are_those_that_the_command_prints() {
    let builder = Builder::new().clients([ClientKind::Ureq]);
    let dependencies = builder
        .dependencies(&[root().join("spec/portal.yaml")])
        .unwrap();
    let shown = readme_block("<!-- dependencies: ureq -->");
    assert_eq!(shown.split_once("\n\n").unwrap().1, dependencies);
}

#[test]
fn the_shortened_spec_is_a_spec() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("portal.yaml");
    fs::write(
        &path,
        readme_block("[`spec/portal.yaml`](spec/portal.yaml), shortened").trim_start(),
    )
    .unwrap();
    let change = Builder::new()
        .plan(folder.path().join("api"), &[path])
        .unwrap();
    assert_eq!(change.warnings(), [""; 0]);
}
