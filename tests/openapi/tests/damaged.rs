//! Whatever is wrong with a document, an import says so or makes a spec that is right.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use std::{fs, path::Path};

use restsmith::{Builder, MessageFormat, OpenApiDocument, import_openapi};
use restsmith_openapi::{NEEDED, documents, name};
use serde_json::{Value, json};

/// The documents that are small enough to be damaged often.
const SMALL: &[&str] = &[
    "crates-io",
    "dropshot-fuller",
    "museum",
    "readme-discriminators",
    "readme-parameters-style",
    "swagger-petstore",
];

/// How often each is damaged.
const TIMES: usize = 40;

/// Returns the pointers of all values in a document.
fn pointers(value: &Value, pointer: &str, all: &mut Vec<String>) {
    let mut child = |key: &str, value: &Value| {
        let key = key.replace('~', "~0").replace('/', "~1");
        let pointer = format!("{pointer}/{key}");
        all.push(pointer.clone());
        pointers(value, &pointer, all);
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| child(key, value)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| child(&index.to_string(), value)),
        _ => {}
    }
}

/// Puts something that doesn't belong there into a random place of a document, or another part of the document.
fn damage(document: &mut Value, random: &mut fastrand::Rng) -> String {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let pointer = random.choice(&all).unwrap().clone();
    let other = random.choice(&all).unwrap();
    let reference = format!("#{other}");
    let moved = document.pointer(other).unwrap().clone();
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("größe / {x} #?"),
        json!([]),
        json!([[], {}, 7]),
        json!({}),
        json!({ "": {} }),
        json!({ "$ref": reference }),
        json!({ "$ref": "#/nowhere" }),
        json!({ "allOf": [{ "$ref": reference }, { "$ref": format!("#{pointer}") }] }),
        json!({ "oneOf": [{ "type": "object" }, { "$ref": reference }, { "type": ["string", "null", "array"] }] }),
        json!({ "type": "array" }),
        json!({ "type": "object", "additionalProperties": { "$ref": format!("#{pointer}") } }),
        moved,
    ];
    let value = random.choice(&values).unwrap().clone();
    let text = format!(
        "{pointer} = {}",
        value.to_string().chars().take(300).collect::<String>()
    );
    *document.pointer_mut(&pointer).unwrap() = value;
    text
}

/// Imports a document and generates its client, unless the import refuses it.
fn check(document: &Value, folder: &Path, damages: &[String]) -> Result<(), String> {
    let Ok(imported) = import_openapi(&OpenApiDocument::new(document.to_string())) else {
        return Ok(());
    };
    let spec = folder.join("damaged.yaml");
    fs::write(&spec, &imported.yaml).unwrap();
    let builder = Builder::new().message_format(MessageFormat::Short);
    let planned = builder.plan(folder.join("api"), &[&spec]);
    planned
        .map(drop)
        .map_err(|error| format!("{}\n{error}", damages.join("\n")))
}

#[test]
fn a_damaged_document_is_refused_or_becomes_a_client() {
    let documents = documents();
    if documents.is_empty() {
        println!("{NEEDED}/openapi");
    }
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for path in documents
        .into_iter()
        .filter(|path| SMALL.contains(&name(path).as_str()))
    {
        let text = fs::read_to_string(&path).unwrap();
        let whole: Value = serde_yaml::from_str(&text).unwrap();
        for seed in 0..TIMES {
            let mut random = fastrand::Rng::with_seed(u64::try_from(seed).unwrap());
            let mut document = whole.clone();
            let times = random.usize(1..5);
            let damages: Vec<_> = (0..times)
                .map(|_| damage(&mut document, &mut random))
                .collect();
            let damages = [vec![format!("{}, seed {seed}", path.display())], damages].concat();
            wrong.extend(check(&document, folder.path(), &damages).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
