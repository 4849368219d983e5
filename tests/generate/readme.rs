//! What README shows is what the repository holds.

use std::{fs, path::Path, process::Command};

use restsmith::{Builder, ClientKind};
use restsmith_tests::{Answer, FreshCrate, Server, readme_block, restsmith};
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

const MODULE: &str = "<!-- build script -->";

#[test]
fn the_module_of_a_build_script_is_that_of_the_sample() {
    let program = root().join("tests/samples/build-script/src/main.rs");
    let program = fs::read_to_string(program).unwrap();
    assert!(
        program.contains(&format!("\n\n{}\n", readme_block(MODULE))),
        "{program}"
    );
}

#[test]
fn the_documentation_of_the_builder_takes_the_file_in_as_readme_does() {
    let documented = fs::read_to_string(root().join("generator/src/builder.rs")).unwrap();
    let comment = |line| format!("/// {line}\n");
    let module: String = readme_block(MODULE).lines().map(comment).collect();
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
fn the_spec_is_valid() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tickets.yaml");
    fs::write(&path, readme_block("<!-- tickets.yaml -->")).unwrap();
    let change = Builder::new()
        .plan(folder.path().join("api"), &[path])
        .unwrap();
    assert_eq!(change.warnings(), [""; 0]);
}

/// Makes the crate of the quick start with README's commands, and calls this server instead of the one without a listener.
fn quick_start(server: &Server) -> String {
    let program = FreshCrate::new("quick-start").unwrap();
    program.write_manifest("").unwrap();
    for made in ["src/api", "spec"] {
        drop(fs::remove_dir_all(program.path().join(made)));
    }
    let commands = readme_block("<!-- commands -->")
        .lines()
        .flat_map(|line| line.split(" && "));
    for command in commands {
        let mut words = command.split(' ');
        if words.next() != Some("restsmith") {
            continue;
        }
        let output = restsmith()
            .args(words)
            .current_dir(program.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    let main = readme_block("<!-- quick start -->");
    let here = "http://127.0.0.1:8080";
    assert_eq!(main.matches(here).count(), 1, "{main}");
    program
        .write("src/main.rs", &main.replace(here, &server.url()))
        .unwrap();
    let check = restsmith()
        .arg("--check")
        .current_dir(program.path())
        .output()
        .unwrap();
    assert!(check.status.success(), "{check:?}");
    program.cargo(&["fmt", "--check"]).unwrap();
    program.cargo(&["build", "--quiet"]).unwrap();
    let output = Command::new(program.program()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_quick_start_ends_a_session() {
    let server = Server::start([Answer::response("204 No Content", &[], "")]);
    assert_eq!(quick_start(&server), "the session has ended\n");
    let requests = server.requests();
    assert!(
        requests
            .first()
            .unwrap()
            .starts_with("POST /session/end HTTP/1.1\r\n"),
        "{requests:?}"
    );
}
