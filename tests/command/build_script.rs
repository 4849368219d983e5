//! A build script whose spec is wrong: what Cargo shows, and that the next build is well.

use std::{fs, io};

use restsmith_tests::{FreshCrate, readme_block};
use tempfile::TempDir;

const GENERATOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../generator");

const SPEC: &str = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }
operations:
  Feed:
    http: POST /feed
    input:
      food: { type: Food, required: true, header: x-food }
shapes:
  Food: { type: string }
";

const BUILD: &str = r#"//! Generates the client.

fn main() -> Result<(), restsmith::Error> {
    restsmith::Builder::new()
        .clients([restsmith::ClientKind::Blocking])
        .compile(&["spec/pets.yaml"])
}
"#;

const LIBRARY: &str = r#"//! Takes the client in.

#[allow(dead_code, unreachable_pub, unused_imports)] // a program seldom calls all of a client
mod api {
    include!(concat!(env!("OUT_DIR"), "/pets.rs"));
}

/// What there is to feed with.
pub use api::pets::FeedInput;
"#;

/// A crate with a build script, and in its manifest what the generated code needs.
fn crate_with_build_script(name: &str) -> FreshCrate {
    let fresh = FreshCrate::new(name).unwrap();
    fresh.write("spec/pets.yaml", SPEC).unwrap();
    let builder = restsmith::Builder::new().clients([restsmith::ClientKind::Blocking]);
    let dependencies = builder
        .dependencies(&[fresh.path().join("spec/pets.yaml")])
        .unwrap();
    let sections = format!(
        "[build-dependencies]\nrestsmith = {{ path = '{GENERATOR}', default-features = false }}\n\n{dependencies}"
    );
    fresh.write_manifest(&sections).unwrap();
    fresh.write("build.rs", BUILD).unwrap();
    fresh.write("src/lib.rs", LIBRARY).unwrap();
    fresh
}

/// Returns what a crate's build script warns of, in the order of the warnings.
fn warnings(printed: &str, name: &str) -> Vec<String> {
    let start = format!("warning: {name}@1.2.3: ");
    printed
        .lines()
        .filter_map(|line| line.strip_prefix(&start))
        .map(str::to_owned)
        .collect()
}

#[test]
fn dependencies_that_are_missing_are_shown_as_the_lines_to_add() {
    let fresh = crate_with_build_script("lacking");
    let spec = SPEC.replace(
        "shapes:",
        "    output: { at: timestamp, ration: big_integer }\nshapes:",
    );
    fresh.write("spec/pets.yaml", &spec).unwrap();
    let failure = fresh.cargo(&["check"]).unwrap_err();
    let lines = ["jiff = { version = \"1.0\", default-features = false, features = [\"std\"] }"];
    let expected = [
        "Cargo.toml lacks these lines, which the generated code needs:",
        "[dependencies]",
        lines[0],
    ]
    .map(str::to_owned);
    // Cargo shows them after the script's run, and again beneath the errors of the compiler.
    let shown = warnings(&failure, "lacking");
    assert!(shown.starts_with(&expected), "{failure}");
    assert!(
        shown.iter().all(|line| expected.contains(line)),
        "{failure}"
    );
    let manifest = std::fs::read_to_string(fresh.path().join("Cargo.toml")).unwrap();
    let added = format!("[dependencies]\n{}\n", lines.join("\n"));
    fresh
        .write("Cargo.toml", &manifest.replace("[dependencies]\n", &added))
        .unwrap();
    let checked = fresh.cargo(&["check"]).unwrap();
    assert!(!checked.contains("warning"), "{checked}");
}

/// What the command line shows for the spec.
fn shown_by_the_command_line(fresh: &FreshCrate) -> String {
    let arguments = ["spec/pets.yaml", "--out", "out", "--check"];
    let output = restsmith_tests::restsmith()
        .args(arguments)
        .current_dir(fresh.path())
        .output()
        .unwrap();
    String::from_utf8(output.stderr).unwrap()
}

/// What Cargo shows of a build script's own output is indented.
fn indented(text: &str) -> String {
    let line = |line: &str| {
        if line.is_empty() {
            "\n".to_owned()
        } else {
            format!("  {line}\n")
        }
    };
    text.lines().map(line).collect()
}

#[test]
fn a_wrong_spec_fails_the_build_with_the_diagnostics_of_the_command_line() {
    let fresh = crate_with_build_script("wrong-spec");
    let wrong = SPEC
        .replace("POST /feed", "FEED /feed")
        .replace("type: Food,", "type: Fodd,");
    fresh.write("spec/pets.yaml", &wrong).unwrap();
    let shown = shown_by_the_command_line(&fresh);
    assert!(
        shown.starts_with("error[RS0016]: `FEED` is not a method that can be used\n"),
        "{shown}"
    );
    assert!(
        shown.contains("\nerror[RS0012]: there is no shape `Fodd`\n"),
        "{shown}"
    );
    // The command may not be installed where a build script runs.
    let (shown, command) = shown.split_once("; `restsmith explain").unwrap();
    assert_eq!(command, " CODE` says more about a code\n");
    let shown = format!("{shown}\n");
    let failure = fresh.cargo(&["build"]).unwrap_err();
    assert!(
        failure.contains(&indented(&shown)),
        "{failure}\nis to hold\n{}",
        indented(&shown)
    );
    assert!(!failure.contains("panicked"), "{failure}");

    fresh.write("spec/pets.yaml", SPEC).unwrap();
    let built = fresh.cargo(&["build"]).unwrap();
    assert!(!built.contains("warning"), "{built}");
}

/// Has a parameter that no client sends.
const PETSTORE: &str = r#"openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: "https://pets.example.com" }]
paths:
  /feed:
    post:
      operationId: feed
      parameters:
        - { name: food, in: query, required: true, schema: { type: string } }
        - { name: mood, in: cookie, schema: { type: object, properties: { a: { type: string } } } }
      responses: { "204": { description: Fed. } }
"#;

#[test]
fn an_openapi_document_is_imported_by_the_build_script_of_readme() {
    let fresh = FreshCrate::new("petstore").unwrap();
    fresh.write("petstore.yaml", PETSTORE).unwrap();
    fresh
        .write("build.rs", readme_block("<!-- openapi -->"))
        .unwrap();
    fresh.write("src/lib.rs", LIBRARY).unwrap();
    let imported = restsmith::import_openapi(&restsmith::OpenApiDocument::new(PETSTORE)).unwrap();
    fresh.write("imported.yaml", &imported.yaml).unwrap();
    let dependencies = restsmith::Builder::new()
        .dependencies(&[fresh.path().join("imported.yaml")])
        .unwrap();
    let sections = format!(
        "[build-dependencies]\nrestsmith = {{ path = '{GENERATOR}', default-features = false, features = [\"openapi\"] }}\n\n{dependencies}"
    );
    fresh.write_manifest(&sections).unwrap();
    let built = fresh.cargo(&["build"]).unwrap();
    let left_out = "petstore.yaml:10:11: the parameter `mood` is left out: only single values and lists of these can be in a cookie";
    assert_eq!(warnings(&built, "petstore"), [left_out], "{built}");

    let changed = PETSTORE.replace("operationId: feed", "operationId: pet");
    fresh.write("petstore.yaml", &changed).unwrap();
    let failure = fresh.cargo(&["build"]).unwrap_err();
    assert!(failure.contains("`api::pets::FeedInput`"), "{failure}");
}

/// Returns what comes of a build script's call.
fn compiled(builder: &restsmith::Builder, spec: &str) -> Result<Vec<String>, String> {
    let folder = TempDir::new().unwrap();
    let specs = folder.path().join("spec");
    fs::create_dir(&specs).unwrap();
    for name in ["pets", "toys"] {
        let text = SPEC.replace("name: pets", &format!("name: {name}"));
        fs::write(specs.join(name).with_extension("yaml"), text).unwrap();
    }
    let out = folder.path().join("out");
    builder
        .clone()
        .out_dir(&out)
        .compile(&[folder.path().join(spec)])
        .map_err(|error| error.to_string())?;
    let entries = fs::read_dir(&out).unwrap();
    let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    Ok(entries.map(name).collect())
}

#[test]
fn a_folder_stands_for_the_specs_in_it() {
    let builder = restsmith::Builder::new();
    let several =
        "a file for several specs, or for none, needs a name: say `Builder::file_name(\"api.rs\")`";
    assert_eq!(compiled(&builder, "spec"), Err(several.to_owned()));
    let named = builder.file_name("api.rs");
    assert_eq!(compiled(&named, "spec"), Ok(vec!["api.rs".to_owned()]));
}

#[test]
fn the_name_of_the_file_is_that_of_a_rust_file() {
    for (name, message) in [
        ("api", "`api` isn't the name of a Rust file: write `api.rs`"),
        (
            "api.txt",
            "`api.txt` isn't the name of a Rust file: write `api.rs`",
        ),
        (
            "clients/api.rs",
            "`clients/api.rs` isn't a file name: remove the folders from it",
        ),
    ] {
        let builder = restsmith::Builder::new().file_name(name);
        let error = compiled(&builder, "spec/pets.yaml");
        assert_eq!(error, Err(message.to_owned()));
    }
}

#[test]
fn without_a_client_the_call_that_chooses_one_is_named() {
    let builder = restsmith::Builder::new().clients([]);
    let expected = "no client is chosen, so there is nothing to generate: choose one, as in \
                    `Builder::clients([ClientKind::Ureq])`";
    let error = compiled(&builder, "spec/pets.yaml");
    assert_eq!(error, Err(expected.to_owned()));
}

#[test]
fn warnings_are_shown_and_the_build_goes_on() {
    let fresh = crate_with_build_script("odd-spec");
    let odd = format!("{SPEC}  Drink: {{ type: string }}\n  Toy: {{ type: string }}\n");
    fresh.write("spec/pets.yaml", &odd).unwrap();
    let built = fresh.cargo(&["build"]).unwrap();
    for warning in [
        "warning: odd-spec@1.2.3: spec/pets.yaml:10:3: RS0031: nothing uses the shape `Drink`\n",
        "warning: odd-spec@1.2.3: spec/pets.yaml:11:3: RS0031: nothing uses the shape `Toy`\n",
    ] {
        assert!(built.contains(warning), "{built}");
    }
}
