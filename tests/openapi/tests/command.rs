//! The command `restsmith import` with OpenAPI documents.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use std::fs;

use restsmith_tests::restsmith;
use tempfile::TempDir;

const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.example.com' }]
paths:
  /pets:
    get: { operationId: pets/list, tags: [read], responses: { '200': { description: Pets. } } }
    post: { operationId: pets/create, responses: { '201': { description: Created. } }, callbacks: {} }
  /toys/{id}:
    get: { operationId: toys/get, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': { description: A toy. } } }
";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("api.yaml"), DOCUMENT).unwrap();
    folder
}

/// Exit code, standard output and standard error in a folder.
fn run(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let output = restsmith()
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Returns the names of the operations of a spec.
fn operations(yaml: &str) -> Vec<String> {
    let spec: serde_yaml::Value = serde_yaml::from_str(yaml).unwrap();
    let operations = spec
        .get("operations")
        .and_then(serde_yaml::Value::as_mapping)
        .unwrap();
    operations
        .keys()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn operations_are_selected_by_name_tag_and_path() {
    let folder = folder();
    let cases: [(&[&str], &[&str]); 6] = [
        (&[], &["PetsList", "PetsCreate", "ToysGet"]),
        (&["--operations", "pets/*"], &["PetsList", "PetsCreate"]),
        (
            &["--operations", "PetsList,toys/get"],
            &["PetsList", "ToysGet"],
        ),
        (&["--tag", "read"], &["PetsList"]),
        (&["--path", "/toys*"], &["ToysGet"]),
        (
            &["--path", "/pets", "--operations", "*create"],
            &["PetsCreate"],
        ),
    ];
    for (options, expected) in cases {
        let (code, yaml, errors) = run(
            &folder,
            &[&["import", "openapi", "api.yaml"], options].concat(),
        );
        assert_eq!((code, errors.as_str()), (0, ""), "{options:?}");
        assert_eq!(operations(&yaml), expected, "{options:?}");
    }
    let (code, printed, errors) = run(
        &folder,
        &[
            "import", "openapi", "api.yaml", "--tag", "reads", "--path", "/cats",
        ],
    );
    assert_eq!((code, printed.as_str()), (2, ""));
    assert_eq!(
        errors,
        "error: the document has no tag `reads`; did you mean `read`?\nthe document has no path `/cats`\n"
    );
}

#[test]
fn a_file_is_imported_by_its_content() {
    let folder = folder();
    let (_, by_content, _) = run(&folder, &["import", "api.yaml"]);
    let (_, by_name, _) = run(&folder, &["import", "openapi", "api.yaml"]);
    assert_eq!(by_content, by_name);
    fs::write(
        folder.path().join("old.json"),
        r#"{"swagger": "2.0", "paths": {}}"#,
    )
    .unwrap();
    let (code, _, errors) = run(&folder, &["import", "old.json"]);
    assert_eq!(code, 2);
    assert_eq!(
        errors,
        "error: this is an OpenAPI 2 (Swagger) document: convert it with `npx -y swagger2openapi FILE --yaml --outfile openapi.yaml`, and import that\n"
    );
}

#[test]
fn changes_in_an_overlay_outlive_the_next_import() {
    let folder = folder();
    let import = ["import", "openapi", "api.yaml", "--out", "spec/pets.yaml"];
    assert_eq!(
        run(&folder, &import),
        (0, String::new(), "wrote spec/pets.yaml\n".to_owned())
    );
    let overlay =
        "service: { title: Zoo }\noperations: { ToysGet: null, PetsList: { idempotent: true } }\n";
    fs::write(folder.path().join("spec/pets.overlay.yaml"), overlay).unwrap();
    let (code, _, errors) = run(&folder, &import);
    assert_eq!(code, 2);
    assert_eq!(
        errors,
        "error: spec/pets.yaml exists already with other contents; nothing was written (`--force` overwrites it)\n"
    );
    let (code, _, _) = run(&folder, &[&import[..], &["--force"]].concat());
    assert_eq!(code, 0);
    let yaml = fs::read_to_string(folder.path().join("spec/pets.yaml")).unwrap();
    assert_eq!(operations(&yaml), ["PetsList", "PetsCreate"]);
    assert!(
        yaml.contains("  title: Zoo\n") && yaml.contains("    idempotent: true\n"),
        "{yaml}"
    );
    for other in [
        ["import", "api.yaml", "--out", "spec"],
        ["import", "api.yaml", "--out", "spec/pets.yaml"],
    ] {
        let (code, _, errors) = run(&folder, &other);
        assert_eq!(code, 0, "the overlay counts here too: {errors}");
    }
    // A folder's overlays are left out of its specs.
    let (code, _, errors) = run(&folder, &["generate", "spec", "--out", "api", "--quiet"]);
    assert_eq!(code, 0, "{errors}");
    assert!(folder.path().join("api/pets").is_dir());
}
