//! What is checked in below `generated/` is what the specs say.

use std::{fs, path::Path};

use restsmith::{Builder, Change, ClientKind, specs_in};

const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What `cargo run` would change.
fn change() -> Change {
    let root = Path::new(WORKSPACE);
    let builder = Builder::new()
        .clients([ClientKind::Hyper, ClientKind::Reqwest, ClientKind::Ureq])
        .tracing(true)
        .aws_sigv4(true)
        .gzip(true)
        .cargo_features(true)
        .for_crate(true);
    builder
        .plan(
            root.join("generated/src"),
            &specs_in(&root.join("spec")).unwrap(),
        )
        .unwrap()
}

fn manifest(path: &str) -> String {
    fs::read_to_string(Path::new(WORKSPACE).join(path)).unwrap()
}

/// The lines of one section of a manifest, without comments and blank lines.
fn section<'a>(manifest: &'a str, name: &str) -> Vec<&'a str> {
    let lines = manifest
        .lines()
        .skip_while(|line| *line != format!("[{name}]"))
        .skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

#[test]
fn the_checked_in_client_is_what_the_specs_say() {
    let change = change();
    let stale: Vec<_> = change
        .stale()
        .map(|path| path.display().to_string())
        .collect();
    assert!(
        stale.is_empty(),
        "these files are stale: {stale:#?}\nrun: cargo run"
    );
}

#[test]
fn the_generated_crate_declares_exactly_the_dependencies_that_the_command_prints() {
    let printed = change().dependencies();
    let expected: Vec<_> = section(&printed, "dependencies")
        .into_iter()
        .map(|line| match line.split_once(" = ").unwrap() {
            (name, rest) if rest.contains("optional = true") => {
                format!("{name} = {{ workspace = true, optional = true }}")
            }
            (name, _) => format!("{name}.workspace = true"),
        })
        .collect();
    let manifest = manifest("generated/Cargo.toml");
    assert_eq!(section(&manifest, "dependencies"), expected);
}

#[test]
fn the_workspace_gives_those_dependencies_the_printed_versions_and_features() {
    let printed = change().dependencies();
    let workspace = manifest("Cargo.toml");
    let workspace = section(&workspace, "workspace.dependencies");
    for line in section(&printed, "dependencies") {
        let line = line.replace(", optional = true", "");
        // A table with nothing but a version is written shorter.
        let short = line.replace("{ version = ", "").replace("\" }", "\"");
        let is_there = workspace.iter().any(|own| *own == line || *own == short);
        assert!(is_there, "the workspace lacks the line\n{line}");
    }
}

#[test]
fn the_generated_crate_declares_exactly_the_features_that_the_command_prints() {
    let printed = change().dependencies();
    let manifest = manifest("generated/Cargo.toml");
    // The form of a list that doesn't fit into a line, without its line breaks.
    let declared = section(&manifest, "features").join("\n");
    let declared = declared
        .replace("[\n    ", "[")
        .replace(",\n    ", ", ")
        .replace(",\n]", "]");
    assert_eq!(declared, section(&printed, "features").join("\n"));
}
