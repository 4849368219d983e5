//! What the importer makes of a model, and that what it writes is read again as it was made.

use std::path::Path;

use serde_json::{Value, json};

use super::{BotocoreModel, import_botocore, spec};
use crate::{
    format::{self, MemberOrType},
    import::tests::read_again,
};

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

/// A model of S3 with rules of endpoints, such as AWS's own are.
fn s3() -> BotocoreModel {
    let operation = |uri: &str, input: &str, said: Value| {
        json!({
            "http": { "method": "GET", "requestUri": uri }, "input": { "shape": input },
            "staticContextParams": said
        })
    };
    let is_true = |name: &str| json!({ name: { "value": true } });
    let bucket = json!({ "shape": "Text", "location": "uri", "locationName": "Bucket" });
    let model = json!({
        "metadata": {
            "protocol": "rest-xml", "serviceId": "S3", "endpointPrefix": "s3", "signatureVersion": "s3"
        },
        "operations": {
            "GetObject": operation("/{Bucket}/{Key+}", "Object", json!({})),
            "ListBuckets": operation("/", "Nothing", json!({})),
            "GetBucketLocation": operation("/{Bucket}?location", "Bucket", is_true("Control")),
            "GetBucketAcl": operation("/{Bucket}?acl", "Bucket", is_true("Control")),
            "ListDirectoryBuckets": operation("/", "Nothing", is_true("Control")),
            "ListZones": operation("/zones", "Nothing", is_true("Zones"))
        },
        "shapes": {
            "Object": { "type": "structure", "required": ["Bucket", "Key"], "members": {
                "Bucket": bucket, "Key": { "shape": "Text", "location": "uri", "locationName": "Key" }
            } },
            "Bucket": { "type": "structure", "required": ["Bucket"], "members": { "Bucket": bucket } },
            "Nothing": { "type": "structure", "members": {} },
            "Text": { "type": "string" }
        }
    });
    let set = |name: &str| json!({ "fn": "isSet", "argv": [{ "ref": name }] });
    let equal = |name: &str| json!({ "fn": "booleanEquals", "argv": [{ "ref": name }, true] });
    let endpoint = |url: &str, signing_name: &str| {
        let scheme = json!({ "name": "sigv4", "signingName": signing_name });
        json!({ "url": url, "properties": { "authSchemes": [scheme] } })
    };
    let partition = json!({ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "P" });
    let suffix =
        json!({ "fn": "substring", "argv": [{ "ref": "Bucket" }, 0, 6, true], "assign": "End" });
    let hostable =
        json!({ "fn": "aws.isVirtualHostableS3Bucket", "argv": [{ "ref": "Bucket" }, false] });
    let is_china = json!({ "fn": "stringEquals", "argv": ["{P#name}", "aws-cn"] });
    let rules = json!({
        "parameters": { "UseFIPS": { "default": false }, "Accelerate": { "default": false } },
        "rules": [{ "conditions": [partition], "rules": [
            { "conditions": [suffix, { "fn": "stringEquals", "argv": [{ "ref": "End" }, "sample"] }, equal("Accelerate"), is_china],
              "error": "not in this region" },
            { "conditions": [hostable, equal("Accelerate"), equal("UseFIPS")], "error": "not with FIPS" },
            { "conditions": [hostable, equal("Accelerate")],
              "endpoint": endpoint("https://{Bucket}.fast.{P#dnsSuffix}", "s3") },
            { "conditions": [hostable], "endpoint": endpoint("https://{Bucket}.s3.{Region}.{P#dnsSuffix}", "s3") },
            { "conditions": [set("Control"), equal("Control")],
              "endpoint": endpoint("https://control.{Region}.{P#dnsSuffix}", "control") },
            { "conditions": [set("Zones"), equal("Zones"), equal("UseFIPS")],
              "endpoint": endpoint("https://zones-fips.{Region}.{P#dnsSuffix}", "s3") },
            { "conditions": [set("Zones"), equal("Zones")],
              "endpoint": endpoint("https://control.{Region}.{P#dnsSuffix}", "s3") },
            { "conditions": [], "endpoint": endpoint("https://s3.{Region}.{P#dnsSuffix}", "s3") }
        ] }]
    });
    BotocoreModel {
        endpoint_rules: Some(rules.to_string()),
        ..BotocoreModel::new(model.to_string())
    }
}

/// Returns whether an operation of a spec has its bucket before the host name.
fn has_virtual_host(spec: &format::Spec, operation: &str) -> bool {
    let input = spec.operations[operation].input_members();
    let MemberOrType(member) = &input["Bucket"];
    member.virtual_host
}

#[test]
fn the_bucket_of_s3_goes_before_the_host_name_except_where_its_location_is_asked_for() {
    let (spec, _) = spec(&s3(), &[] as &[&str]).unwrap();
    for operation in ["GetObject", "GetBucketAcl"] {
        assert!(has_virtual_host(&spec, operation), "{operation}");
        assert_eq!(spec.operations[operation].endpoint, None);
    }
    assert!(!has_virtual_host(&spec, "GetBucketLocation"));
    assert_eq!(spec.service.endpoint.aws.as_deref(), Some("s3"));
    let accelerated = &spec.service.endpoint.accelerated;
    assert_eq!(accelerated.get("aws-cn"), None);
    let hosts = &accelerated["aws-us-gov"];
    assert_eq!(hosts.plain.as_deref(), Some("fast.{dns_suffix}"));
    assert_eq!((&hosts.fips, &hosts.signing_region), (&None, &None));
}

#[test]
fn an_operation_that_is_reached_elsewhere_names_its_endpoint() {
    let (spec, _) = spec(&s3(), &[] as &[&str]).unwrap();
    let endpoint = |operation: &str| spec.operations[operation].endpoint.as_deref();
    assert_eq!(endpoint("ListBuckets"), None);
    assert_eq!(endpoint("ListDirectoryBuckets"), Some("control"));
    assert_eq!(endpoint("ListZones"), Some("control-2"));
    let others = &spec.service.endpoint.others;
    assert_eq!(others.len(), 2);
    let control = &others["control"];
    assert_eq!(control.aws, "control");
    assert_eq!(control.signing_name.as_deref(), Some("control"));
    let zones = &others["control-2"];
    assert_eq!(zones.aws, "control");
    assert_eq!(zones.signing_name, None);
    assert_eq!(
        zones.hosts["default"].fips.as_deref(),
        Some("zones-fips.{region}.{dns_suffix}")
    );
}

#[test]
fn a_part_of_s3_can_be_generated_too() {
    for operation in ["ListBuckets", "GetBucketLocation", "ListDirectoryBuckets"] {
        let (spec, _) = spec(&s3(), &[operation]).unwrap();
        assert!(spec.service.endpoint.accelerated.is_empty(), "{operation}");
        assert!(spec.service.endpoint.others.is_empty(), "{operation}");
        assert_eq!(spec.operations[operation].endpoint, None);
    }
    let (alone, _) = spec(&s3(), &["ListDirectoryBuckets"]).unwrap();
    assert_eq!(alone.service.endpoint.aws.as_deref(), Some("control"));
}

#[test]
fn without_rules_the_bucket_stays_in_the_path() {
    let model = BotocoreModel {
        endpoint_rules: None,
        ..s3()
    };
    let (spec, _) = spec(&model, &[] as &[&str]).unwrap();
    assert!(!has_virtual_host(&spec, "GetObject"));
    assert!(spec.service.endpoint.accelerated.is_empty());
}

#[test]
fn rules_that_name_no_host_before_a_call_have_a_warning() {
    let model = BotocoreModel {
        endpoint_rules: Some(json!({ "parameters": {}, "rules": [] }).to_string()),
        ..s3()
    };
    let (spec, warnings) = spec(&model, &["ListBuckets"]).unwrap();
    assert_eq!(
        warnings,
        [
            "the rules of endpoints name no host before a call: set the host as `endpoint_url` on the client's builder"
        ]
    );
    assert_eq!(spec.service.endpoint.aws.as_deref(), Some("s3"));
}
