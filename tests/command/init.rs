//! `restsmith init`: a spec to start from.

use std::fs;

use restsmith::{Builder, init};
use restsmith_tests::restsmith;
use tempfile::TempDir;

#[test]
fn a_spec_to_start_from_is_called_like_its_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("new/folder/users.yaml");
    init(&path).unwrap();
    let spec = fs::read_to_string(path).unwrap();
    assert_eq!(spec.matches("\n  name: users\n").count(), 1, "{spec}");
    assert!(!spec.contains("my_api"), "{spec}");
}

#[test]
fn a_spec_to_start_from_generates_without_a_warning() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("users.yaml");
    init(&path).unwrap();
    let change = Builder::new()
        .plan(folder.path().join("src/api"), &[path])
        .unwrap();
    assert_eq!(change.warnings(), [""; 0]);
    change.apply().unwrap();
    let users = folder.path().join("src/api/users");
    let operation = fs::read_to_string(users.join("operation/end_session.rs")).unwrap();
    assert!(operation.contains("pub fn new(token: impl "), "{operation}");
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("users.yaml");
    fs::write(&path, "mine").unwrap();
    let error = init(&path).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{} exists already; nothing was written", path.display())
    );
    assert_eq!(fs::read_to_string(path).unwrap(), "mine");
}

#[test]
fn a_file_whose_name_no_service_can_have_is_not_written() {
    let folder = TempDir::new().unwrap();
    for name in ["My-Api", "9lives", "runtime", "mod", "gen", "a.b", "größe"] {
        let path = folder.path().join(format!("{name}.yaml"));
        let expected = format!(
            "`{name}` can't be the name of a service: call the file by lower-case letters, digits and `_`, \
             beginning with a letter, no keyword, and not `runtime`"
        );
        assert_eq!(init(&path).unwrap_err().to_string(), expected);
        assert!(!path.exists());
    }
    assert!(init("".as_ref()).is_err());
}

#[test]
fn a_hyphen_in_the_name_of_the_file_is_an_underscore_in_that_of_the_service() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("my-new-api.yml");
    init(&path).unwrap();
    let spec = fs::read_to_string(path).unwrap();
    assert!(spec.contains("\n  name: my_new_api\n"), "{spec}");
}

#[test]
fn a_name_that_no_spec_has_is_refused_with_one_that_it_can_have() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("spec")).unwrap();
    for (name, message) in [
        ("foo", "`foo` isn't the name of a spec: write `foo.yaml`"),
        (
            "a.json",
            "`a.json` isn't the name of a spec: write `a.yaml`",
        ),
        (
            "spec",
            "`spec` is a folder: name a file in it, such as `spec/my_api.yaml`",
        ),
        (
            "new/",
            "`new/` is a folder: name a file in it, such as `new/my_api.yaml`",
        ),
    ] {
        let output = restsmith()
            .args(["init", name])
            .current_dir(&folder)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), said),
            (Some(2), format!("error: {message}\n"))
        );
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_command_writes_a_spec_and_says_what_to_do_next() {
    let folder = TempDir::new().unwrap();
    let run = |arguments: &[&str]| {
        let output = restsmith()
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let next =
        |path| format!("wrote {path}\nnext: restsmith {path} --out src/api --clients ureq\n");
    let none = String::new;
    assert_eq!(run(&["init"]), (0, next("spec/my_api.yaml"), none()));
    assert_eq!(
        run(&["init", "users.yaml"]),
        (0, next("users.yaml"), none())
    );
    let refusal = "error: users.yaml exists already; nothing was written\n".to_owned();
    assert_eq!(run(&["init", "users.yaml"]), (2, none(), refusal));
    assert_eq!(run(&["init", "My-Api.yaml"]).0, 2);
    let (code, _, errors) = run(&["users.yaml", "--out", "src/api", "--clients", "ureq"]);
    assert_eq!(
        (code, errors.starts_with("src/api: ")),
        (0, true),
        "{errors}"
    );
}
