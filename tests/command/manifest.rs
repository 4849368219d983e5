//! What the command adds to `Cargo.toml`, and what it says of one that lacks something.

use std::fs;

use tempfile::TempDir;

use super::project::{command, manifest, project, run, told, write_manifest};

/// What the blocking client without a transport needs for the project's spec.
const LINES: &str = "\
[dependencies]
bytes = \"1.12\"
fastrand = \"2.2\"
http = \"1.5\"
jiter = { version = \"0.19\", default-features = false }
percent-encoding = \"2.3.1\"
secrecy = \"0.10.3\"
";

const BLOCKING: &[&str] = &[
    "spec/pets.yaml",
    "--out",
    "src/api",
    "--clients",
    "blocking",
];

const KEPT: &str = "\
[package.metadata.restsmith]
specs = [\"spec/pets.yaml\"]
out = \"src/api\"
clients = [\"blocking\"]
";

fn write_dependencies(project: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let arguments = [&["dependencies"], arguments, &["--write"]].concat();
    let output = run(project, &arguments);
    let (code, printed, said) = told(&output);
    (code, printed.to_owned(), said.to_owned())
}

#[test]
fn missing_lines_go_into_their_tables_and_everything_else_stays() {
    let project = project();
    let before = "\
# A shop.
[package]
name = \"shop\"   # for pets

[dependencies]
http = { version = \"1\" }  # pinned
# The last one.
bytes = '1.0'

[package.metadata.restsmith]
specs = [\"spec/pets.yaml\"]
out = \"src/api\"
clients = [\"blocking\"]

[lints]
workspace = true
# The end.
";
    write_manifest(&project, before);
    let added = "\
fastrand = \"2.2\"
jiter = { version = \"0.19\", default-features = false }
percent-encoding = \"2.3.1\"
secrecy = \"0.10.3\"
";
    let expected = (
        0,
        format!("[dependencies]\n{added}"),
        "added to Cargo.toml:\n".to_owned(),
    );
    assert_eq!(write_dependencies(&project, &[]), expected);
    let after = before.replace("bytes = '1.0'\n", &format!("bytes = '1.0'\n{added}"));
    assert_eq!(manifest(&project), after);
    let expected = (0, String::new(), "Cargo.toml lacks nothing\n".to_owned());
    assert_eq!(write_dependencies(&project, &[]), expected);
    assert_eq!(manifest(&project), after);
}

#[test]
fn options_are_kept_where_there_are_none() {
    let project = project();
    let package = "[package]\nname = \"shop\"\n\n[dependencies]\n\n[lints]\n";
    write_manifest(&project, package);
    let (code, printed, said) = write_dependencies(&project, BLOCKING);
    assert_eq!((code, said.as_str()), (0, "added to Cargo.toml:\n"));
    assert_eq!(printed, format!("{LINES}\n{KEPT}"));
    let expected = format!("[package]\nname = \"shop\"\n\n{KEPT}\n{LINES}\n[lints]\n");
    assert_eq!(manifest(&project), expected);
    assert_eq!(told(&run(&project, &[])).0, 0);
    assert_eq!(told(&run(&project, &["--check"])), (0, "", ""));
}

#[test]
fn tables_that_are_missing_are_added() {
    let project = project();
    write_manifest(&project, "[package]\nname = \"shop\"\n");
    let arguments = [
        "spec/pets.yaml",
        "--clients",
        "blocking",
        "--tracing",
        "--cargo-features",
    ];
    assert_eq!(write_dependencies(&project, &arguments).0, 0);
    let lines = format!(
        "{LINES}tracing = {{ version = \"0.1.40\", default-features = false, features = [\"std\"], optional = true }}\n\n\
         [features]\ntracing = [\"dep:tracing\"]\n"
    );
    assert_eq!(
        manifest(&project),
        format!("[package]\nname = \"shop\"\n\n{lines}")
    );
}

#[test]
fn every_form_of_a_table_is_added_to() {
    for (dependencies, expected) in [
        (
            "[dependencies.http]\nversion = \"1.5\"\n",
            "[dependencies]\nbytes = \"1.12\"\n",
        ),
        (
            "[dependencies]\nhttp.workspace = true\n",
            "[dependencies]\nhttp.workspace = true\nbytes = \"1.12\"\n",
        ),
        (
            "[target.'cfg(unix)'.dependencies]\nhttp = \"1.5\"\n",
            "\n[dependencies]\nbytes = \"1.12\"\n",
        ),
    ] {
        let project = project();
        let before = format!("[package]\nname = \"shop\"\n\n{dependencies}");
        write_manifest(&project, &before);
        assert_eq!(
            write_dependencies(&project, &["spec/pets.yaml", "--clients", "blocking"]).0,
            0
        );
        let after = manifest(&project);
        for line in before.lines() {
            assert!(after.contains(line), "{after}");
        }
        assert!(after.contains(expected), "{after}");
        assert!(!after.contains("http = \"1.5\"\nhttp"), "{after}");
        let (_, _, said) =
            write_dependencies(&project, &["spec/pets.yaml", "--clients", "blocking"]);
        assert_eq!(said, "Cargo.toml lacks nothing\n", "{after}");
    }
}

#[test]
fn the_ends_of_lines_stay() {
    let project = project();
    write_manifest(
        &project,
        "[package]\r\nname = \"shop\"\r\n\r\n[dependencies]\r\n",
    );
    assert_eq!(write_dependencies(&project, &BLOCKING[..3]).0, 0);
    let text = manifest(&project);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn a_table_that_is_none_is_named() {
    let project = project();
    write_manifest(&project, "dependencies = 1\n[package]\nname = \"shop\"\n");
    let expected = "error: can't add to `dependencies` in Cargo.toml: it isn't a table\n";
    let (code, printed, said) = write_dependencies(&project, &BLOCKING[..1]);
    assert_eq!((code, printed.as_str(), said.as_str()), (2, "", expected));
}

#[test]
fn without_a_package_there_is_nothing_to_add_to() {
    let project = project();
    let expected = "error: there is no Cargo.toml of a package in `src/api` or above it: make one with `cargo init`\n";
    let (code, printed, said) = write_dependencies(&project, BLOCKING);
    assert_eq!((code, printed.as_str(), said.as_str()), (2, "", expected));
}

#[test]
fn each_run_says_what_cargo_toml_lacks_and_the_check_fails() {
    let project = project();
    let package = "[package]\nname = \"shop\"\n\n[dependencies]\nbytes = \"1\"\nhttp.workspace = true\njiter = \"0.19\"\n\
                   fastrand = \"2\"\nsecrecy = \"0.10\"\n";
    write_manifest(&project, package);
    let lacks = "Cargo.toml lacks these lines:\n\n[dependencies]\npercent-encoding = \"2.3.1\"\n\n\
                 to add them, run: restsmith dependencies spec/pets.yaml --out src/api --clients blocking --write\n";
    let first = run(&project, BLOCKING);
    let (code, _, said) = told(&first);
    assert_eq!(code, 0);
    let (summary, rest) = said.split_once('\n').unwrap();
    assert!(
        summary.ends_with(" written, 0 removed, 0 unchanged"),
        "{said}"
    );
    assert_eq!(rest, lacks);
    let second = run(&project, BLOCKING);
    let (code, printed, said) = told(&second);
    assert_eq!((code, printed), (0, ""));
    assert_eq!(said.split_once('\n').unwrap().1, lacks);
    for quiet in [&["--quiet"][..], &["--check"], &["--check", "-q"]] {
        let arguments = [&["generate"], BLOCKING, quiet].concat();
        let code = i32::from(quiet.contains(&"--check"));
        assert_eq!(told(&run(&project, &arguments)), (code, "", lacks));
    }
    fs::write(
        project.path().join("src/api/mod.rs"),
        "// @generated by restsmith from x. Do not edit.\n",
    )
    .unwrap();
    let output = run(&project, &[BLOCKING, &["--check"]].concat());
    let stale = "these files are out of date:\n  src/api/mod.rs\nto update them, run: restsmith spec/pets.yaml --out src/api --clients blocking\n";
    assert_eq!(told(&output), (1, "", format!("{stale}{lacks}").as_str()));
}

#[test]
fn the_package_is_that_of_the_folder_that_is_generated() {
    let project = project();
    let workspace = "[workspace]\nmembers = [\"client\"]\n\n[workspace.metadata.restsmith]\nspecs = [\"spec\"]\n\
                     out = \"client/src/api\"\nclients = [\"blocking\"]\n";
    write_manifest(&project, workspace);
    let client = project.path().join("client");
    fs::create_dir(&client).unwrap();
    fs::write(client.join("Cargo.toml"), "[package]\nname = \"client\"\n").unwrap();
    let checked = run(&project, &["--check"]);
    let expected = format!(
        "client/Cargo.toml lacks these lines:\n\n{LINES}\nto add them, run: restsmith dependencies --write\n"
    );
    assert!(told(&checked).2.ends_with(&expected), "{checked:?}");
    let (code, printed, said) = write_dependencies(&project, &[]);
    assert_eq!(
        (code, printed.as_str(), said.as_str()),
        (0, LINES, "added to client/Cargo.toml:\n")
    );
    assert_eq!(manifest(&project), workspace);
    let text = fs::read_to_string(client.join("Cargo.toml")).unwrap();
    assert_eq!(text, format!("[package]\nname = \"client\"\n\n{LINES}"));
}

#[test]
fn a_dependency_among_the_options_is_sent_to_its_table() {
    let project = project();
    write_manifest(
        &project,
        "[package]\nname = \"shop\"\n\n[package.metadata.restsmith]\njiff = { version = \"1.0\" }\nbytes = \"1.12\"\n",
    );
    let expected = "\
error: `jiff` is not known here
 --> Cargo.toml:5:1
  |
5 | jiff = { version = \"1.0\" }
  | ^^^^
  |
  = help: a dependency belongs to `[dependencies]`: move the line there

error: `bytes` is not known here
 --> Cargo.toml:6:1
  |
6 | bytes = \"1.12\"
  | ^^^^^
  |
  = help: a dependency belongs to `[dependencies]`: move the line there
";
    assert_eq!(told(&run(&project, &[])), (2, "", expected));
}

#[test]
fn the_first_run_in_a_package_says_how_to_keep_its_options() {
    let project = project();
    write_manifest(&project, &format!("[package]\nname = \"shop\"\n\n{LINES}"));
    let output = command(&project, BLOCKING).output().unwrap();
    let expected = format!(
        "# With these lines in Cargo.toml, `restsmith` and `restsmith --check` need no options:\n{KEPT}"
    );
    assert_eq!(told(&output).1, expected);
}
