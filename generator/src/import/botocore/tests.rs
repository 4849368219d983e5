//! What the importer makes of a model, and that what it writes is read again as it was made.

use std::path::Path;

use serde_json::json;

use super::{BotocoreModel, import_botocore, spec};
use crate::import::tests::read_again;

#[test]
fn what_a_model_becomes_is_read_again_as_it_was_made() {
    let pets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/models/pets/service-2.json");
    let (spec, _) = spec(&BotocoreModel::read(&pets).unwrap(), &[] as &[&str]).unwrap();
    let (read, text) = read_again(&spec);
    assert_eq!(read, spec, "{text}");
}

/// Whatever a model of awsJson says of HTTP, the protocol has one request for all operations and members in bodies only.
#[test]
fn a_model_of_aws_json_loses_what_its_protocol_does_not_listen_to() {
    let model = json!({
        "metadata": {
            "protocol": "json", "jsonVersion": "1.0", "targetPrefix": "Pets_20310203", "serviceId": "Pets",
            "endpointPrefix": "pets", "awsQueryCompatible": {}
        },
        "operations": {
            "Feed": {
                "http": { "method": "POST", "requestUri": "/" },
                "input": { "shape": "Food" },
                "errors": [{ "shape": "Full" }, { "shape": "Gone" }]
            }
        },
        "shapes": {
            "Food": {
                "type": "structure",
                "members": {
                    "id": { "shape": "Id", "location": "uri", "locationName": "Id" },
                    "kind": { "shape": "Id", "location": "header", "locationName": "x-kind" },
                    "more": { "shape": "Id", "locationName": "More", "idempotencyToken": true }
                },
                "payload": "more"
            },
            "Full": { "type": "structure", "members": {}, "error": { "code": "Pets.Full" }, "exception": true },
            "Gone": {
                "type": "structure", "members": {}, "error": { "httpStatusCode": 410 }, "exception": true
            },
            "Id": { "type": "string" }
        }
    });
    let imported = import_botocore(&BotocoreModel::new(model.to_string()), &[""; 0]).unwrap();
    let expected = "\
restsmith: 1

service:
  name: pets
  protocol: aws-json-1.0
  target_prefix: Pets_20310203
  endpoint: { aws: pets, sdk_id: Pets }
  auth: none
  headers: { x-amzn-query-mode: \"true\" }

operations:
  Feed:
    input:
      id: string
      kind: string
      more: { type: string, name: More, idempotency_token: true }
    errors: [Full, Gone]

errors:
  Full: { code: Pets.Full }
  Gone: { status: 410 }
";
    let header = "# yaml-language-server: $schema=./restsmith.schema.json\n# Imported from AWS's model by `restsmith import botocore`.\n";
    assert_eq!(imported.yaml.strip_prefix(header), Some(expected));
}

/// A model of a service whose table has a state.
fn tables() -> BotocoreModel {
    let model = json!({
        "metadata": {
            "protocol": "json", "jsonVersion": "1.0", "targetPrefix": "Tables", "serviceId": "Tables",
            "endpointPrefix": "tables"
        },
        "operations": {
            "ReadTable": {
                "http": { "method": "POST", "requestUri": "/" },
                "output": { "shape": "Table" }
            },
            "Ping": { "http": { "method": "POST", "requestUri": "/" } }
        },
        "shapes": {
            "Table": {
                "type": "structure",
                "members": { "State": { "shape": "Text" }, "Indexes": { "shape": "Texts" } }
            },
            "Text": { "type": "string" },
            "Texts": { "type": "list", "member": { "shape": "Text" } }
        }
    });
    BotocoreModel::new(model.to_string())
}

#[test]
fn waiters_say_what_the_file_beside_the_model_says() {
    let mut model = tables();
    let acceptor = |matcher, expected: serde_json::Value, state| json!({ "matcher": matcher, "expected": expected, "state": state });
    let at = |path, matcher, expected: serde_json::Value, state| json!({ "matcher": matcher, "argument": path, "expected": expected, "state": state });
    let exists = json!([
        at("State", "path", json!("ACTIVE"), "success"),
        at("length(Indexes) > `3`", "path", json!(true), "failure"),
        at("Indexes[]", "pathAny", json!("old"), "retry"),
        at("Indexes", "pathAll", json!("new"), "success"),
        acceptor("status", json!(200), "retry"),
        acceptor("status", json!(404), "retry"),
        acceptor("error", json!("Gone"), "failure"),
        acceptor("error", json!(true), "retry"),
    ]);
    model.waiters = Some(
        json!({ "version": 2, "waiters": {
            "TableExists": { "operation": "ReadTable", "delay": 2, "maxAttempts": 9, "acceptors": exists },
            "Reached": {
                "operation": "Ping", "delay": 300, "maxAttempts": 9, "description": "It is there.",
                "acceptors": [acceptor("error", json!(false), "success")]
            },
        } })
        .to_string(),
    );
    let imported = import_botocore(&model, &[""; 0]).unwrap();
    assert_eq!(imported.warnings, [""; 0]);
    let (_, operations) = imported.yaml.split_once("\noperations:\n").unwrap();
    let (operations, _) = operations.split_once("\nshapes:").unwrap();
    insta::assert_snapshot!(operations);
    // The waiters of other operations are no loss.
    let only = import_botocore(&model, &["Ping"]).unwrap();
    assert_eq!(only.warnings, [""; 0]);
    assert!(!only.yaml.contains("TableExists"), "{}", only.yaml);
}

#[test]
fn a_waiter_that_the_format_does_not_have_is_left_out_with_the_reason() {
    let waiter = |acceptors: serde_json::Value| json!({ "operation": "ReadTable", "delay": 2, "maxAttempts": 9, "acceptors": acceptors });
    let of_path = |path: &str| {
        waiter(
            json!([{ "matcher": "path", "argument": path, "expected": "a", "state": "success" }]),
        )
    };
    let mut model = tables();
    model.waiters = Some(
        json!({ "version": 2, "waiters": {
            "Kept": of_path("State"),
            "Misspelt": of_path("Stat"),
            "Unknown": waiter(json!([{ "matcher": "header", "expected": "a", "state": "success" }])),
            "Odd": waiter(json!([{ "matcher": "status", "expected": "4xx", "state": "success" }])),
            "Endless": waiter(json!([{ "matcher": "status", "expected": 404, "state": "retry" }])),
        } })
        .to_string(),
    );
    let imported = import_botocore(&model, &[""; 0]).unwrap();
    assert_eq!(
        imported.warnings,
        [
            "the waiter `Unknown` is left out: the matcher `header` with the value \"a\" is unknown",
            "the waiter `Odd` is left out: `\"4xx\"` isn't a status code",
            "the waiter `Misspelt` is left out: there is no member `Stat`",
            "the waiter `Endless` is left out: the waiter never succeeds: no acceptor has `state: success`",
        ]
    );
    assert!(imported.yaml.contains("      Kept:"), "{}", imported.yaml);
    model.waiters = Some("1".to_owned());
    let error = import_botocore(&model, &[""; 0]).unwrap_err().to_string();
    assert!(
        error.starts_with("this isn't a botocore waiters file: "),
        "{error}"
    );
}
