//! Where the options are found that `Cargo.toml` keeps.

use std::fs;

use restsmith_tests::restsmith;
use tempfile::TempDir;

use super::project::{project, run, told, write_manifest};

const WORKSPACE: &str = "\
[workspace]
members = [\"shop\"]

[workspace.metadata.restsmith]
specs = [\"spec\"]
out = \"shop/src/api\"
clients = [\"blocking\"]
";

/// Runs the command in a member whose `Cargo.toml` has these lines below those of the package.
fn in_member(project: &TempDir, lines: &str, arguments: &[&str]) -> (i32, String) {
    let folder = project.path().join("shop");
    fs::create_dir_all(&folder).unwrap();
    let manifest = format!("[package]\nname = \"shop\"\n\n{lines}");
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let output = restsmith()
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let (code, _, said) = told(&output);
    (code, said.to_owned())
}

#[test]
fn a_member_has_the_options_of_its_workspace_with_paths_from_there() {
    let project = project();
    write_manifest(&project, WORKSPACE);
    let (code, said) = in_member(&project, "", &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("../shop/src/api: "), "{said}");
    assert!(project.path().join("shop/src/api/mod.rs").is_file());
    assert_eq!(
        in_member(&project, "", &["dependencies", "--write"]),
        (0, "added to Cargo.toml:\n".to_owned())
    );
}

#[test]
fn the_options_of_a_member_come_before_those_of_its_workspace() {
    let project = project();
    write_manifest(&project, WORKSPACE);
    let lines = "[package.metadata.restsmith]\nspecs = [\"../spec\"]\nout = \"client\"\n";
    let (code, said) = in_member(&project, lines, &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("client: "), "{said}");
}

#[test]
fn a_package_that_is_a_workspace_too_has_the_options_of_the_workspace() {
    let project = project();
    write_manifest(
        &project,
        &format!("{WORKSPACE}\n[package]\nname = \"root\"\n"),
    );
    let output = run(&project, &[]);
    let (code, _, said) = told(&output);
    assert_eq!(code, 0);
    assert!(said.starts_with("shop/src/api: "), "{said}");
}

#[test]
fn another_workspace_above_has_no_say() {
    let project = project();
    write_manifest(&project, WORKSPACE);
    let (code, said) = in_member(&project, "[workspace]\n", &["../spec/pets.yaml"]);
    let expected = "error: nothing says where to generate";
    assert!(code == 2 && said.starts_with(expected), "{said}");
}

#[test]
fn a_table_that_is_misspelt_or_elsewhere_is_answered_with_the_right_one() {
    let project = project();
    for (table, line, span, right) in [
        (
            "metadata.restsmith",
            "metadata.restsmith",
            11,
            "package.metadata.restsmith",
        ),
        (
            "package.metadata.rest-smith",
            "package.metadata.rest-smith",
            19,
            "package.metadata.restsmith",
        ),
        (
            "package.metadata.restmith",
            "package.metadata.restmith",
            19,
            "package.metadata.restsmith",
        ),
        (
            "workspace.metadata.rest_smith",
            "workspace.metadata.rest_smith",
            21,
            "workspace.metadata.restsmith",
        ),
    ] {
        write_manifest(
            &project,
            &format!("[package]\nname = \"shop\"\n[{table}]\nout = \"api\"\n"),
        );
        let word = table.rsplit('.').next().unwrap();
        let (before, under) = (" ".repeat(span - 1), "^".repeat(word.len()));
        let expected = format!(
            "error: the table `{table}` is not known\n \
             --> Cargo.toml:3:{span}\n  |\n3 | [{line}]\n  | {before}{under}\n  |\n  \
             = help: did you mean `[{right}]`?\n"
        );
        assert_eq!(told(&run(&project, &[])), (2, "", expected.as_str()));
    }
    write_manifest(
        &project,
        "[package]\nname = \"shop\"\n[package.metadata.docs.rs]\n",
    );
    assert!(
        told(&run(&project, &[]))
            .2
            .starts_with("error: nothing says where")
    );
}
