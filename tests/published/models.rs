//! Specs from the models that AWS publishes. A model of a protocol that can't be imported is skipped.

#![cfg(test)]
#![cfg_attr(not(shared), allow(dead_code, reason = "there is no model"))]

use std::{collections::BTreeMap, fs, path::Path};

use restsmith::{BotocoreModel, Imported, SmithyModel, import_botocore, import_smithy};
use restsmith_published::shared;
use tempfile::TempDir;

/// The spec of all operations of a service.
fn imported(service: &str) -> Imported {
    let path = shared::path("models").join(service).join("service-2.json");
    import_botocore(&BotocoreModel::read(&path).unwrap(), &[] as &[&str]).unwrap()
}

fn becomes_a_spec_without_errors(service: &str) {
    is_planned_without_errors(imported(service));
}

fn is_planned_without_errors(imported: Imported) {
    let folder = TempDir::new().unwrap();
    let spec = folder.path().join(format!("{}.yaml", imported.service));
    fs::write(&spec, imported.yaml).unwrap();
    let planned = restsmith::Builder::new().plan(folder.path().join("out"), &[spec]);
    assert_eq!(planned.err().map(|error| error.to_string()), None);
}

include!(concat!(env!("OUT_DIR"), "/models.rs"));

#[test]
#[cfg_attr(not(shared), ignore = "skipped: needs ../shared")]
fn a_smithy_model_of_aws_becomes_a_spec_without_errors() {
    let path = shared::path("models/transcribe-streaming/smithy.json");
    let imported = import_smithy(&SmithyModel::read(&path).unwrap(), &[] as &[&str]).unwrap();
    let left_out =
        |name: &str| format!("the operation `{name}` is left out: its input is an event stream");
    let expected = [
        "StartCallAnalyticsStreamTranscription",
        "StartMedicalScribeStream",
        "StartMedicalStreamTranscription",
        "StartStreamTranscription",
    ];
    assert_eq!(imported.warnings, expected.map(left_out));
    is_planned_without_errors(imported);
}

/// What an operation of a spec puts where: the request, and each member's type, binding and need.
fn wire(spec: &serde_yaml::Value, operation: &str) -> BTreeMap<String, String> {
    let of = &spec["operations"][operation];
    let mut wire = BTreeMap::from([("http".to_owned(), of["http"].as_str().unwrap().to_owned())]);
    for side in ["input", "output"] {
        for (name, member) in of[side].as_mapping().into_iter().flatten() {
            let place = |key: &str| {
                member
                    .get(key)
                    .map(|value| format!(" {key}={}", text(value)))
            };
            let places = ["required", "name", "header", "query", "label"]
                .into_iter()
                .filter_map(place);
            let target = member.as_str().or_else(|| member["type"].as_str()).unwrap();
            let about = kind(spec, target) + &places.collect::<String>();
            wire.insert(format!("{side}.{}", text(name)), about);
        }
    }
    wire
}

fn text(value: &serde_yaml::Value) -> String {
    serde_yaml::to_string(value).unwrap().trim().to_owned()
}

/// The type that a name of a spec stands for, whatever the shapes on the way are called.
fn kind(spec: &serde_yaml::Value, name: &str) -> String {
    let Some(shape) = spec["shapes"].get(name) else {
        return name.to_owned();
    };
    let secret = if shape.get("sensitive").is_some() {
        "sensitive "
    } else {
        ""
    };
    let own = shape["type"].as_str().unwrap();
    let of = shape
        .get("of")
        .and_then(|of| of.as_str())
        .map(|of| format!(" of {}", kind(spec, of)));
    let members = shape
        .get("members")
        .and_then(|members| members.as_mapping())
        .map(|members| {
            let member = |(name, member): (&serde_yaml::Value, &serde_yaml::Value)| {
                let target = member.as_str().or_else(|| member["type"].as_str()).unwrap();
                format!(" {}: {}", text(name), kind(spec, target))
            };
            members.iter().map(member).collect::<String>()
        });
    format!(
        "{secret}{own}{}{}",
        of.unwrap_or_default(),
        members.unwrap_or_default()
    )
}

/// The acceptors by their states, and the warnings about waiters, of the services of which all protocols are known.
#[test]
#[cfg_attr(not(shared), ignore = "skipped: needs ../shared")]
fn all_waiters_of_a_model_are_imported() {
    let folders = fs::read_dir(shared::path("models")).unwrap();
    let mut folders: Vec<_> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let mut services = 0;
    for folder in folders {
        let Ok(waiters) = fs::read_to_string(folder.join("waiters-2.json")) else {
            continue;
        };
        let model = BotocoreModel::read(&folder.join("service-2.json")).unwrap();
        if model.check_protocol().is_err() {
            continue;
        }
        services += 1;
        let imported = import_botocore(&model, &[] as &[&str]).unwrap();
        let lost = imported.warnings.iter().filter(|it| it.contains("waiter"));
        assert_eq!(lost.collect::<Vec<_>>(), [""; 0], "{}", folder.display());
        let spec: serde_yaml::Value = serde_yaml::from_str(&imported.yaml).unwrap();
        let operations = spec["operations"].as_mapping().unwrap().values();
        let own = operations.filter_map(|operation| operation.get("waiters"));
        let own = own.flat_map(|waiters| waiters.as_mapping().unwrap().values());
        let waiters: serde_json::Value = serde_json::from_str(&waiters).unwrap();
        let published = waiters["waiters"].as_object().unwrap().values();
        let states_of_spec = own
            .flat_map(|waiter| waiter["acceptors"].as_sequence().unwrap())
            .map(|acceptor| acceptor["state"].as_str().unwrap().to_owned());
        let states_of_model = published
            .flat_map(|waiter| waiter["acceptors"].as_array().unwrap())
            .map(|acceptor| acceptor["state"].as_str().unwrap().to_owned());
        assert_eq!(
            counted(states_of_spec),
            counted(states_of_model),
            "{}",
            folder.display()
        );
    }
    assert!(services > 0, "some services have waiters");
}

fn counted(states: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for state in states {
        *counts.entry(state).or_default() += 1;
    }
    counts
}

#[test]
#[cfg_attr(not(shared), ignore = "skipped: needs ../shared")]
fn what_is_imported_goes_where_the_specs_of_the_repository_say() {
    for (model, spec) in [("sso", "portal"), ("sso-oidc", "oidc")] {
        let imported: serde_yaml::Value = serde_yaml::from_str(&imported(model).yaml).unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../spec/{spec}.yaml"));
        let own: serde_yaml::Value =
            serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for (name, _) in own["operations"].as_mapping().unwrap() {
            let name = name.as_str().unwrap();
            assert_eq!(wire(&imported, name), wire(&own, name), "{name}");
        }
        let endpoint = |spec: &serde_yaml::Value| spec["service"]["endpoint"].clone();
        assert_eq!(endpoint(&imported), endpoint(&own));
    }
}
