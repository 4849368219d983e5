//! Published documents are imported and generated, and names don't depend on what is selected.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use std::path::Path;

use restsmith::{Builder, Imported, MessageFormat, OpenApiDocument, import_openapi};
use restsmith_openapi::{NEEDED, documents, name};
use serde_yaml::Value;

/// Returns the names and definitions of a part of a spec.
fn definitions(spec: &Value, part: &str) -> Vec<(String, Value)> {
    let entries = spec.get(part).and_then(Value::as_mapping);
    let entries = entries.into_iter().flatten();
    entries
        .map(|(name, value)| (name.as_str().unwrap().to_owned(), value.clone()))
        .collect()
}

fn import(path: &Path, operations: &[String]) -> Imported {
    let mut document = OpenApiDocument::read(path);
    document.operations = operations.to_vec();
    import_openapi(&document)
        .map_err(|error| format!("{}: {error}", path.display()))
        .unwrap()
}

#[test]
fn a_document_becomes_a_client_and_the_same_one_every_time() {
    let documents = documents();
    if documents.is_empty() {
        println!("{NEEDED}/openapi");
    }
    for path in documents {
        let imported = import(&path, &[]);
        assert_eq!(imported.yaml, import(&path, &[]).yaml, "{}", path.display());
        let folder = tempfile::tempdir().unwrap();
        let spec = folder.path().join(format!("{}.yaml", name(&path)));
        std::fs::write(&spec, &imported.yaml).unwrap();
        let builder = Builder::new().message_format(MessageFormat::Short);
        let planned = builder.plan(folder.path().join("api"), &[&spec]);
        drop(planned.unwrap_or_else(|error| panic!("{}: {error}", path.display())));
    }
}

#[test]
fn what_is_selected_is_said_as_in_the_whole() {
    let documents = documents();
    if documents.is_empty() {
        println!("{NEEDED}/openapi");
    }
    for path in documents {
        let whole: Value = serde_yaml::from_str(&import(&path, &[]).yaml).unwrap();
        let operations = definitions(&whole, "operations");
        for (operation, _) in operations.iter().step_by(operations.len().div_ceil(2)) {
            let part = import(&path, std::slice::from_ref(operation));
            let part: Value = serde_yaml::from_str(&part.yaml).unwrap();
            let selected = definitions(&part, "operations");
            assert_eq!(selected.len(), 1, "{operation}");
            for section in ["operations", "errors", "shapes"] {
                for (name, definition) in definitions(&part, section) {
                    let of_whole = whole
                        .get(section)
                        .and_then(|section| section.get(name.as_str()));
                    assert_eq!(
                        Some(&definition),
                        of_whole,
                        "{}: {operation}: {name}",
                        path.display()
                    );
                }
            }
        }
    }
}
