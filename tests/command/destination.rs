//! Folders that clients can't be generated into.

use std::fs;

use super::project::{KEPT, command, project, run, told, write_manifest};

const PACKAGE: &str = "[package]\nname = \"pets\"\n";

#[test]
fn the_folder_of_a_crate_is_refused_for_a_module() {
    let project = project();
    write_manifest(&project, PACKAGE);
    fs::create_dir_all(project.path().join("tools/src")).unwrap();
    fs::create_dir(project.path().join("bin")).unwrap();
    fs::write(project.path().join("bin/main.rs"), "fn main() {}").unwrap();
    for folder in [".", "src", "src/", "bin", "./src", "spec/../src"] {
        let output = run(&project, &["spec/pets.yaml", "--out", folder]);
        let expected = format!(
            "error: `{folder}` is the folder of a crate: name a folder of its own for the module, such as `src/api`, or \
             generate the whole crate with `--crate`\n"
        );
        assert_eq!(told(&output), (2, "", expected.as_str()));
    }
    assert!(!project.path().join("mod.rs").exists() && !project.path().join("src").exists());
    for arguments in [
        &["spec/pets.yaml", "--out", "src", "--crate"][..],
        &["spec/pets.yaml", "--out", "tools/src"],
    ] {
        assert_eq!(told(&run(&project, arguments)).0, 0, "{arguments:?}");
    }
}

#[test]
fn a_file_is_no_folder() {
    let project = project();
    fs::write(project.path().join("notes"), "").unwrap();
    for name in ["src/main.rs", "notes"] {
        let output = run(&project, &["spec/pets.yaml", "--out", name]);
        let expected = format!(
            "error: `{name}` is a file, and clients are generated into a folder: name one of its own, such as `src/api`\n"
        );
        assert_eq!(told(&output), (2, "", expected.as_str()));
    }
}

#[test]
fn a_kept_folder_outside_of_the_one_of_cargo_toml_has_a_warning() {
    let project = project();
    let inner = project.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let kept = KEPT.replace("generated/src", "../client/src");
    fs::write(inner.join("Cargo.toml"), kept).unwrap();
    let from_inner = |arguments: &[&str]| {
        let arguments = [&["../spec/pets.yaml", "-q"], arguments].concat();
        let output = command(&project, &arguments).current_dir(&inner).output();
        output.unwrap()
    };
    let expected = "warning: `out` in Cargo.toml leads out of its folder: to `../client/src`\n";
    assert_eq!(told(&from_inner(&[])), (0, "", expected));
    assert_eq!(told(&from_inner(&["--out", "../client/src"])), (0, "", ""));
}
