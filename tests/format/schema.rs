//! The JSON Schema of the format: it is up to date, knows every spec that there is, and agrees with the reference.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Map, Value};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const URL: &str = "https://example.com/restsmith.schema.json";

const SPEC: &str = "\
restsmith: 1
service:
  name: pets
  protocol: rest-json
  endpoint: { url: https://pets.example.com }
operations:
  Feed:
    http: POST /feed
    status: 202
    input:
      food: { type: Food, required: true, header: x-food }
    errors: [NotHungry]
errors:
  NotHungry: { status: 409 }
shapes:
  Food: { type: string }
";

/// The objects of the format, in the order of the reference.
const OBJECTS: [&str; 21] = [
    "Spec",
    "Service",
    "Recognition",
    "Endpoint",
    "Variable",
    "Hosts",
    "OtherEndpoint",
    "AuthScheme",
    "Operation",
    "Output",
    "Member",
    "Error",
    "Shape",
    "MemberXml",
    "ShapeXml",
    "RootXml",
    "ServiceXml",
    "Namespace",
    "Pagination",
    "Waiter",
    "Acceptor",
];

fn schema() -> Value {
    serde_json::from_str(&restsmith::schema()).unwrap()
}

/// The part of the schema at this place, compiled.
fn compiled(place: &str) -> (Schemas, SchemaIndex) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource(URL, schema()).unwrap();
    let index = compiler
        .compile(&format!("{URL}#{place}"), &mut schemas)
        .unwrap();
    (schemas, index)
}

/// Why a spec doesn't suit the schema.
fn refusal(spec: &str) -> Option<String> {
    let (schemas, index) = compiled("");
    let spec: Value = serde_yaml::from_str(spec).unwrap();
    schemas
        .validate(&spec, index)
        .err()
        .map(|error| format!("{error:#}"))
}

/// Every .yaml file below a folder.
fn specs_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let specs = files.into_iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    specs
        .chain(folders.iter().flat_map(|folder| specs_below(folder)))
        .collect()
}

/// The keys that the protocols require of an object besides.
fn required_by_protocols(object: &str) -> Vec<String> {
    let map = match object {
        "Operation" => "operations",
        "Error" => "errors",
        _ => return Vec::new(),
    };
    let schema = schema();
    let conditions = schema["allOf"].as_array().unwrap().iter();
    let keys = conditions.flat_map(|condition| {
        condition["then"]["properties"][map]["additionalProperties"]["required"]
            .as_array()
            .into_iter()
            .flatten()
    });
    keys.map(|key| key.as_str().unwrap().to_owned()).collect()
}

/// The keys of an object of the format, with what the schema says of each.
fn keys(name: &str) -> (Map<String, Value>, Vec<String>) {
    let schema = schema();
    let object = if name == "Spec" {
        &schema
    } else {
        &schema["$defs"][name]
    };
    let required = object["required"].as_array().cloned().unwrap_or_default();
    let required = required.iter().map(|key| key.as_str().unwrap().to_owned());
    let required = required.chain(required_by_protocols(name)).collect();
    let properties = object["properties"].as_object().unwrap();
    assert!(!properties.is_empty(), "{name}");
    (properties.clone(), required)
}

#[test]
fn the_file_beside_the_specs_is_up_to_date() {
    let file = fs::read_to_string(format!("{ROOT}/spec/restsmith.schema.json")).unwrap();
    assert!(
        file == restsmith::schema(),
        "run: cargo run -- schema > spec/restsmith.schema.json"
    );
}

#[test]
fn every_spec_of_the_repository_suits_it() {
    let specs = [
        specs_below(Path::new(ROOT).join("spec").as_path()),
        specs_below(Path::new(ROOT).join("tests").as_path()),
    ];
    // The protocol cases are in another format.
    let specs: Vec<_> = specs
        .concat()
        .into_iter()
        .filter(|spec| !spec.components().any(|part| part.as_os_str() == "own"))
        .collect();
    assert!(specs.iter().any(|spec| spec.ends_with("spec/portal.yaml")));
    for spec in specs {
        assert_eq!(
            refusal(&fs::read_to_string(&spec).unwrap()),
            None,
            "{}",
            spec.display()
        );
    }
}

#[test]
fn what_the_explanations_call_right_suits_it() {
    for code in restsmith::codes() {
        let explanation = restsmith::explain(code).unwrap();
        let right = explanation
            .rsplit("```yaml\n")
            .next()
            .unwrap()
            .split("```")
            .next()
            .unwrap();
        assert_eq!(refusal(right), None, "{code}");
    }
}

#[test]
fn the_spec_to_start_from_suits_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("users.yaml");
    restsmith::init(&path).unwrap();
    assert_eq!(refusal(&fs::read_to_string(path).unwrap()), None);
}

#[test]
fn the_specs_of_the_reference_suit_it() {
    let reference = fs::read_to_string(format!("{ROOT}/spec/README.md")).unwrap();
    let specs: Vec<_> = reference
        .split("```yaml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    let whole: Vec<_> = specs
        .into_iter()
        .filter(|spec| spec.contains("restsmith: 1"))
        .collect();
    assert!(!whole.is_empty());
    for spec in whole {
        assert_eq!(refusal(spec), None, "{spec}");
    }
}

#[test]
fn a_spec_that_breaks_a_rule_of_the_schema_does_not_suit_it() {
    assert_eq!(refusal(SPEC), None);
    for (right, wrong, place) in [
        ("restsmith: 1", "restsmith: 2", "/restsmith"),
        ("restsmith: 1", "restsmith: one", "/restsmith"),
        ("name: pets", "name: My-Pets", "/service/name"),
        ("name: pets", "name: 7", "/service/name"),
        ("  name: pets\n", "", "/service"),
        ("name: pets", "name: pets\n  titel: Pets", "/service"),
        ("rest-json", "grpc", "/service/protocol"),
        ("http: POST /feed", "htp: POST /feed", "/operations/Feed"),
        ("    http: POST /feed\n", "", "/operations/Feed"),
        ("status: 202", "status: 404", "/operations/Feed/status"),
        ("status: 202", "auth: 7", "/operations/Feed/auth"),
        ("status: 202", "auth: [[[key]]]", "/operations/Feed/auth"),
        (
            "required: true",
            "required: yes",
            "/operations/Feed/input/food",
        ),
        ("type: Food, ", "", "/operations/Feed/input/food"),
        ("[NotHungry]", "NotHungry", "/operations/Feed/errors"),
        ("{ status: 409 }", "{ code: Full }", "/errors/NotHungry"),
        ("status: 409", "status: 200", "/errors/NotHungry/status"),
        ("status: 409", "status: '409'", "/errors/NotHungry/status"),
        (
            "{ type: string }",
            "{ type: string, sensitive: 1 }",
            "/shapes/Food/sensitive",
        ),
        (
            "{ type: string }",
            "{ type: timestamp, format: iso }",
            "/shapes/Food/format",
        ),
        (
            "{ type: string }",
            "{ type: enum, values: [1, 2] }",
            "/shapes/Food/values",
        ),
    ] {
        assert_eq!(SPEC.matches(right).count(), 1, "{right}");
        let refusal = refusal(&SPEC.replace(right, wrong))
            .unwrap_or_else(|| panic!("{wrong} suits the schema"));
        assert!(
            refusal.contains(&format!("'{place}'")),
            "{wrong}: {refusal}"
        );
    }
}

#[test]
fn every_key_has_a_description_and_an_example_that_suits_it() {
    for object in OBJECTS {
        for (key, about) in keys(object).0 {
            assert!(
                about["description"]
                    .as_str()
                    .is_some_and(|text| text.ends_with('.')),
                "{object}.{key}"
            );
            let examples = about["examples"]
                .as_array()
                .unwrap_or_else(|| panic!("{object}.{key} has no example"));
            let place = if object == "Spec" {
                String::new()
            } else {
                format!("/$defs/{object}")
            };
            let (schemas, index) = compiled(&format!("{place}/properties/{key}"));
            assert!(!examples.is_empty(), "{object}.{key} has no example");
            for example in examples {
                assert!(
                    schemas.validate(example, index).is_ok(),
                    "{object}.{key}: {example}"
                );
            }
        }
    }
}

#[test]
fn every_object_is_in_the_reference() {
    let schema = schema();
    let objects = schema["$defs"].as_object().unwrap().iter();
    let objects = objects
        .filter(|(_, about)| about.get("properties").is_some())
        .map(|(name, _)| name.as_str());
    assert_eq!(
        objects.chain(["Spec"]).collect::<BTreeSet<_>>(),
        BTreeSet::from(OBJECTS)
    );
}

#[test]
fn the_tables_of_the_reference_are_those_of_the_schema() {
    let reference = fs::read_to_string(format!("{ROOT}/spec/README.md")).unwrap();
    for object in OBJECTS {
        let table = table(object);
        let section = reference
            .split(&format!("\n## {object}\n"))
            .nth(1)
            .unwrap_or_default();
        let section = section.split("\n## ").next().unwrap();
        assert!(
            section.contains(&table),
            "paste this into `## {object}` of spec/README.md:\n\n{table}"
        );
    }
}

/// The table of an object's keys, as the reference has it.
fn table(object: &str) -> String {
    let (keys, required) = keys(object);
    let rows = keys.iter().map(|(key, about)| {
        let default = match &about["default"] {
            _ if required.contains(key) => "required".to_owned(),
            Value::Bool(default) => format!("`{default}`"),
            _ => "optional".to_owned(),
        };
        let meaning = about["description"].as_str().unwrap().replace('\n', " ");
        let example = yaml(&about["examples"][0]);
        format!(
            "| `{key}` | {} | {default} | {meaning} | `{example}` |\n",
            type_(about)
        )
    });
    let head = "| key | type | default | meaning | example |\n|---|---|---|---|---|\n";
    head.to_owned() + &rows.collect::<String>()
}

/// The type of a value, for people.
fn type_(about: &Value) -> String {
    let schema = schema();
    if let Some(name) = about["$ref"]
        .as_str()
        .map(|name| name.trim_start_matches("#/$defs/"))
    {
        let values = schema["$defs"][name]["oneOf"].as_array();
        return match values {
            Some(values) => {
                let values: Vec<_> = values
                    .iter()
                    .map(|value| format!("`{}`", value["const"].as_str().unwrap()))
                    .collect();
                values.join(", ")
            }
            None if name == "MemberOrType" => "[member](#member)".to_owned(),
            None if name == "Auth" => {
                "`none`, `bearer`, `sigv4`, `s3v4`, the name of a scheme, or a list of alternatives"
                    .to_owned()
            }
            None if name == "Values" => {
                "list of texts, or map of names to texts or numbers".to_owned()
            }
            None => format!("[{}](#{})", name.to_lowercase(), name.to_lowercase()),
        };
    }
    if let Some(kinds) = about["anyOf"].as_array() {
        let kinds = kinds.iter().filter(|kind| kind["type"] != "null");
        return kinds.map(type_).collect::<Vec<_>>().join(" or ");
    }
    if let Some(words) = about["enum"].as_array() {
        let words = words
            .iter()
            .map(|word| format!("`{}`", word.as_str().unwrap()));
        return words.collect::<Vec<_>>().join(", ");
    }
    let type_of = about["type"].as_str().or_else(|| about["type"][0].as_str());
    match type_of {
        Some("string") => "text".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer") if about["minimum"] == about["maximum"] => {
            format!("`{}`", about["minimum"])
        }
        Some("integer") => format!("number from {} to {}", about["minimum"], about["maximum"]),
        Some("array") => format!("list of {}s", type_(&about["items"])),
        Some("object") => {
            let value = type_(&about["additionalProperties"]);
            format!(
                "map of names to {value}{}",
                if value == "text" { "s" } else { "" }
            )
        }
        _ => "anything".to_owned(),
    }
}

/// A value as one writes it on one line.
fn yaml(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let is_plain =
                |letter: char| letter.is_ascii_alphanumeric() || " _./+-".contains(letter);
            let begins_plain = text.starts_with(|first: char| first.is_ascii_alphabetic());
            if begins_plain && text.chars().all(is_plain) && !text.ends_with(' ') {
                text.clone()
            } else {
                value.to_string()
            }
        }
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(yaml).collect::<Vec<_>>().join(", ")
        ),
        Value::Object(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", yaml(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        other => other.to_string(),
    }
}
