//! Specs from Smithy models, by `restsmith import smithy`.

use std::fs;

use restsmith::{Description, Imported, SmithyModel, description, import_smithy};
use restsmith_tests::restsmith;
use serde_json::{Value, json};
use tempfile::TempDir;

const URL: &str = "https://api.example.com";

/// A model of pets, whose service has these parts beside its version, with these shapes.
fn model(service: &Value, shapes: &Value) -> SmithyModel {
    let mut all = json!({
        "com.example#Pets": { "type": "service", "version": "2024-01-31" },
    });
    let pets = all["com.example#Pets"].as_object_mut().unwrap();
    pets.extend(service.as_object().unwrap().clone());
    let shapes = shapes.as_object().unwrap().clone();
    all.as_object_mut().unwrap().extend(shapes);
    let mut model = SmithyModel::new(json!({ "smithy": "2.0", "shapes": all }).to_string());
    model.url = Some(URL.to_owned());
    model
}

fn rest_json() -> Value {
    json!({ "aws.protocols#restJson1": {} })
}

/// A model with one operation, `Op`, of this input, beside these shapes.
fn model_of_input(members: &Value, shapes: &Value) -> SmithyModel {
    let mut all = json!({
        "com.example#Op": {
            "type": "operation",
            "input": { "target": "com.example#OpInput" },
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/op", "code": 200 } },
        },
        "com.example#OpInput": { "type": "structure", "members": members },
    });
    let shapes = shapes.as_object().unwrap().clone();
    all.as_object_mut().unwrap().extend(shapes);
    let service = json!({ "traits": rest_json(), "operations": [{ "target": "com.example#Op" }] });
    model(&service, &all)
}

fn imported(model: &SmithyModel) -> Imported {
    let imported = import_smithy(model, &[] as &[&str]).unwrap();
    assert_eq!(imported.warnings, [] as [&str; 0]);
    imported
}

/// What an import says that fails.
fn refusal(model: &SmithyModel) -> String {
    let error = import_smithy(model, &[] as &[&str]).unwrap_err();
    error.to_string()
}

/// The part of a spec below a key of its root.
fn part(imported: &Imported, key: &str) -> Value {
    let spec: Value = serde_yaml::from_str(&imported.yaml).unwrap();
    spec[key].clone()
}

#[test]
fn what_traits_say_becomes_keys_of_the_format() {
    let service = json!({
        "operations": [{ "target": "com.example#Adopt" }],
        "errors": [{ "target": "com.example#Busy" }],
        "traits": {
            "aws.protocols#restJson1": {},
            "smithy.api#title": "Pets",
            "smithy.api#documentation": "Homes for *pets*.",
            "smithy.api#httpBearerAuth": {},
            "smithy.api#paginated": { "inputToken": "token", "outputToken": "next" },
        },
    });
    let shapes = json!({
        "com.example#Adopt": {
            "type": "operation",
            "input": { "target": "com.example#AdoptInput" },
            "output": { "target": "com.example#AdoptOutput" },
            "errors": [{ "target": "com.example#Shy" }],
            "traits": {
                "smithy.api#http": { "method": "PUT", "uri": "/homes/{home}/{path+}", "code": 201 },
                "smithy.api#idempotent": {},
                "smithy.api#auth": [],
                "smithy.api#endpoint": { "hostPrefix": "{home}." },
                "smithy.api#paginated": { "items": "pets", "pageSize": "max" },
                "smithy.api#httpChecksumRequired": {},
                "smithy.api#requestCompression": { "encodings": ["gzip"] },
            },
        },
        "com.example#AdoptInput": {
            "type": "structure",
            "members": {
                "home": { "target": "smithy.api#String", "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {}, "smithy.api#hostLabel": {} } },
                "path": { "target": "smithy.api#String", "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {} } },
                "token": { "target": "smithy.api#String", "traits": { "smithy.api#httpQuery": "t" } },
                "max": { "target": "smithy.api#Integer", "traits": { "smithy.api#httpQuery": "max" } },
                "others": { "target": "com.example#Tags", "traits": { "smithy.api#httpQueryParams": {} } },
                "since": { "target": "smithy.api#Timestamp", "traits": { "smithy.api#httpHeader": "X-Since", "smithy.api#timestampFormat": "epoch-seconds" } },
                "meta": { "target": "com.example#Tags", "traits": { "smithy.api#httpPrefixHeaders": "x-meta-" } },
                "id": { "target": "smithy.api#String", "traits": { "smithy.api#idempotencyToken": {}, "smithy.api#jsonName": "ID" } },
                "secret": { "target": "com.example#Secret" },
            },
        },
        "com.example#AdoptOutput": {
            "type": "structure",
            "members": {
                "status": { "target": "smithy.api#Integer", "traits": { "smithy.api#httpResponseCode": {} } },
                "next": { "target": "smithy.api#String" },
                "pets": { "target": "com.example#PetList" },
            },
        },
        "com.example#PetList": { "type": "list", "member": { "target": "com.example#Pet" } },
        "com.example#Pet": {
            "type": "union",
            "members": {
                "cat": { "target": "com.example#Cat", "traits": { "smithy.api#documentation": "<p>It <b>purrs</b>.</p>" } },
                "stone": { "target": "smithy.api#Unit" },
            },
        },
        "com.example#Cat": {
            "type": "structure",
            "members": {
                "mood": { "target": "com.example#Mood" },
                "lives": { "target": "com.example#Lives" },
                "born": { "target": "com.example#Day" },
                "weights": { "target": "com.example#Weights" },
                "about": { "target": "smithy.api#Document" },
            },
        },
        "com.example#Mood": {
            "type": "enum",
            "members": {
                "CALM": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "calm" } },
                "WILD": { "target": "smithy.api#Unit" },
            },
        },
        "com.example#Lives": { "type": "intEnum", "members": { "SEVEN": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 7 } } } },
        "com.example#Day": { "type": "timestamp", "traits": { "smithy.api#timestampFormat": "date-time" } },
        "com.example#Weights": { "type": "list", "member": { "target": "smithy.api#Double" }, "traits": { "smithy.api#sparse": {} } },
        "com.example#Tags": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "smithy.api#String" } },
        "com.example#Secret": { "type": "string", "traits": { "smithy.api#sensitive": {} } },
        "com.example#Shy": {
            "type": "structure",
            "members": { "message": { "target": "smithy.api#String" }, "until": { "target": "com.example#Day" } },
            "traits": { "smithy.api#error": "client", "smithy.api#httpError": 409 },
        },
        "com.example#Busy": {
            "type": "structure",
            "members": {},
            "traits": { "smithy.api#error": "server", "smithy.api#retryable": { "throttling": true } },
        },
        "com.example#Unused": { "type": "string" },
    });
    insta::assert_snapshot!(imported(&model(&service, &shapes)).yaml);
}

#[test]
fn a_service_of_aws_is_told_by_its_traits() {
    let service = json!({
        "operations": [{ "target": "com.example#Ping" }],
        "traits": {
            "aws.api#service": { "sdkId": "Pet Store", "arnNamespace": "pets", "endpointPrefix": "pet-store" },
            "aws.auth#sigv4": { "name": "petstore" },
            "aws.protocols#awsJson1_0": {},
            "aws.protocols#awsQueryCompatible": {},
        },
    });
    let mut model = model(
        &service,
        &json!({ "com.example#Ping": { "type": "operation" } }),
    );
    model.url = None;
    let imported = imported(&model);
    assert_eq!(imported.service, "pet_store");
    assert_eq!(
        part(&imported, "service"),
        json!({
            "name": "pet_store",
            "version": "2024-01-31",
            "protocol": "aws-json-1.0",
            "target_prefix": "Pets",
            "endpoint": { "aws": "pet-store", "sdk_id": "Pet Store" },
            "auth": "sigv4",
            "signing_name": "petstore",
            "headers": { "x-amzn-query-mode": "true" },
        })
    );
    assert_eq!(part(&imported, "operations"), json!({ "Ping": {} }));
}

#[test]
fn the_id_of_a_service_says_that_its_requests_are_signed_as_those_of_s3() {
    for (id, auth) in [
        ("S3", "s3v4"),
        ("S3 Control", "s3v4"),
        ("S3Outposts", "sigv4"),
    ] {
        let service = json!({
            "operations": [{ "target": "com.example#Ping" }],
            "traits": {
                "aws.api#service": { "sdkId": id, "arnNamespace": "s3", "endpointPrefix": "s3" },
                "aws.auth#sigv4": { "name": "s3" },
                "aws.protocols#awsJson1_0": {},
            },
        });
        let ping = json!({ "com.example#Ping": { "type": "operation" } });
        let mut model = model(&service, &ping);
        model.url = None;
        assert_eq!(part(&imported(&model), "service")["auth"], auth, "{id}");
    }
}

#[test]
fn what_can_be_waited_for_is_told_by_the_operation() {
    let waiter = |acceptors: Value| json!({ "acceptors": acceptors });
    let output = |path: &str, expected: &str, comparator: &str| json!({ "output": { "path": path, "expected": expected, "comparator": comparator } });
    let service = json!({ "traits": rest_json(), "operations": [{ "target": "com.example#Get" }] });
    let shapes = json!({
        "com.example#Get": {
            "type": "operation",
            "output": { "target": "com.example#GetOutput" },
            "errors": [{ "target": "com.example#Gone" }],
            "traits": {
                "smithy.api#http": { "method": "GET", "uri": "/pet" },
                "smithy.waiters#waitable": {
                    "PetAsleep": {
                        "documentation": "It sleeps.",
                        "minDelay": 5,
                        "maxDelay": 60,
                        "acceptors": [
                            { "state": "success", "matcher": output("mood", "asleep", "stringEquals") },
                            { "state": "retry", "matcher": output("moods", "awake", "anyStringEquals") },
                            { "state": "success", "matcher": output("moods", "asleep", "allStringEquals") },
                            { "state": "failure", "matcher": output("away", "true", "booleanEquals") },
                        ],
                    },
                    "PetGone": waiter(json!([
                        { "state": "success", "matcher": { "errorType": "com.example#Gone" } },
                        { "state": "retry", "matcher": { "success": true } },
                    ])),
                    "PetSame": waiter(json!([
                        { "state": "success", "matcher": { "inputOutput": { "path": "input.a == output.a", "expected": "true", "comparator": "booleanEquals" } } },
                    ])),
                },
            },
        },
        "com.example#GetOutput": {
            "type": "structure",
            "members": {
                "mood": { "target": "smithy.api#String" },
                "moods": { "target": "com.example#Moods" },
                "away": { "target": "smithy.api#Boolean" },
            },
        },
        "com.example#Moods": { "type": "list", "member": { "target": "smithy.api#String" } },
        "com.example#Gone": {
            "type": "structure",
            "members": {},
            "traits": { "smithy.api#error": "client", "smithy.api#httpError": 404 },
        },
    });
    let imported = import_smithy(&model(&service, &shapes), &[] as &[&str]).unwrap();
    assert_eq!(
        part(&imported, "operations")["Get"]["waiters"],
        json!({
            "PetAsleep": {
                "min_delay": 5,
                "max_delay": 60,
                "docs": "It sleeps.",
                "acceptors": [
                    { "state": "success", "path": "mood", "equals": "asleep" },
                    { "state": "retry", "any": "moods", "equals": "awake" },
                    { "state": "success", "all": "moods", "equals": "asleep" },
                    { "state": "failure", "path": "away" },
                ],
            },
            "PetGone": {
                "acceptors": [
                    { "state": "success", "error": "Gone" },
                    { "state": "retry", "status": "success" },
                ],
            },
        })
    );
    let warnings: Vec<_> = imported.warnings.iter().map(String::as_str).collect();
    assert!(
        matches!(warnings.as_slice(), [warning] if warning.contains("`PetSame`") && warning.contains("`inputOutput`")),
        "{warnings:?}"
    );
}

#[test]
fn operations_of_resources_belong_to_the_service() {
    let http = |method: &str, uri: &str| json!({ "type": "operation", "traits": { "smithy.api#http": { "method": method, "uri": uri } } });
    let target = |name: &str| json!({ "target": format!("com.example#{name}") });
    let service = json!({
        "traits": rest_json(),
        "operations": [target("Ping")],
        "resources": [target("Home")],
    });
    let shapes = json!({
        "com.example#Home": {
            "type": "resource",
            "read": target("GetHome"),
            "list": target("ListHomes"),
            "operations": [target("PaintHome")],
            "collectionOperations": [target("CountHomes")],
            "resources": [target("Room")],
        },
        // A resource may be reached in two ways.
        "com.example#Room": { "type": "resource", "create": target("AddRoom"), "resources": [target("Home")] },
        "com.example#Ping": http("GET", "/ping"),
        "com.example#GetHome": http("GET", "/home"),
        "com.example#ListHomes": http("GET", "/homes"),
        "com.example#PaintHome": http("POST", "/paint"),
        "com.example#CountHomes": http("GET", "/count"),
        "com.example#AddRoom": http("POST", "/room"),
        "com.example#Stray": http("GET", "/stray"),
    });
    let operations = part(&imported(&model(&service, &shapes)), "operations");
    let names: Vec<_> = operations.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "Ping",
            "GetHome",
            "ListHomes",
            "PaintHome",
            "CountHomes",
            "AddRoom"
        ]
    );
}

#[test]
fn mixins_and_applied_traits_are_in_place() {
    let string = |traits: Value| json!({ "target": "smithy.api#String", "traits": traits });
    let members = json!({ "pet": { "target": "com.example#Pet" } });
    let shapes = json!({
        "com.example#Named": {
            "type": "structure",
            "members": { "name": string(json!({ "smithy.api#required": {} })) },
            "traits": { "smithy.api#mixin": { "localTraits": ["smithy.api#sensitive"] }, "smithy.api#sensitive": {} },
        },
        "com.example#Aged": {
            "type": "structure",
            "mixins": [{ "target": "com.example#Named" }],
            "members": { "age": { "target": "smithy.api#Integer" } },
            "traits": { "smithy.api#mixin": {}, "smithy.api#documentation": "Something that gets older." },
        },
        "com.example#Pet$kind": { "type": "apply", "traits": { "smithy.api#jsonName": "k" } },
        "com.example#Pet": {
            "type": "structure",
            "mixins": [{ "target": "com.example#Aged" }],
            "members": { "kind": string(json!({})), "name": string(json!({ "smithy.api#jsonName": "n" })) },
        },
    });
    assert_eq!(
        part(&imported(&model_of_input(&members, &shapes)), "shapes"),
        json!({
            "Pet": {
                "type": "structure",
                "docs": "Something that gets older.",
                "members": {
                    "name": { "type": "string", "required": true, "name": "n" },
                    "age": "integer",
                    "kind": { "type": "string", "name": "k" },
                },
            },
        })
    );
}

#[test]
fn two_shapes_of_one_name_get_different_ones() {
    let structure = |member: &str| json!({ "type": "structure", "members": { member: { "target": "smithy.api#String" } } });
    let members = json!({
        "a": { "target": "com.example#Pet" },
        "b": { "target": "org.other#Pet" },
        "c": { "target": "org.third#Pet" },
        "d": { "target": "com.example#String" },
    });
    let shapes = json!({
        "com.example#Pet": structure("x"),
        "org.other#Pet": structure("y"),
        "org.third#Pet": structure("z"),
        "com.example#String": structure("s"),
    });
    let mut model = model_of_input(&members, &shapes);
    let mut text: Value = serde_json::from_str(&model.text).unwrap();
    text["shapes"]["com.example#Pets"]["rename"] = json!({ "org.third#Pet": "Beast" });
    model.text = text.to_string();
    let imported = imported(&model);
    let input = part(&imported, "operations")["Op"]["input"].clone();
    assert_eq!(
        input,
        json!({ "a": "Pet", "b": "Pet2", "c": "Beast", "d": "String" })
    );
    let of = |name: &str| part(&imported, "shapes")[name]["members"].clone();
    assert_eq!(of("Pet2"), json!({ "y": "string" }));
    assert_eq!(of("String"), json!({ "s": "string" }));
}

#[test]
fn a_default_that_smithy_leaves_to_the_service_is_left_to_it() {
    let member = |traits: &[&str]| {
        let mut all = json!({ "smithy.api#default": 7 });
        for id in traits {
            all[format!("smithy.api#{id}")] = json!({});
        }
        json!({ "target": "smithy.api#Integer", "traits": all })
    };
    let members = json!({ "own": member(&[]), "nested": { "target": "com.example#Nested" } });
    let shapes = json!({
        "com.example#Nested": {
            "type": "structure",
            "members": {
                "filled": member(&[]),
                "optional": member(&["clientOptional"]),
                "later": member(&["addedDefault"]),
                "none": { "target": "smithy.api#Integer", "traits": { "smithy.api#default": null } },
            },
        },
    });
    let model = model_of_input(&members, &shapes);
    let of_input =
        |model: &SmithyModel| part(&imported(model), "operations")["Op"]["input"]["own"].clone();
    assert_eq!(of_input(&model), json!({ "type": "integer", "default": 7 }));
    assert_eq!(
        part(&imported(&model), "shapes")["Nested"]["members"],
        json!({
            "filled": { "type": "integer", "default": 7 },
            "optional": "integer",
            "later": "integer",
            "none": "integer",
        })
    );
    let mut text: Value = serde_json::from_str(&model.text).unwrap();
    text["shapes"]["com.example#OpInput"]["traits"] = json!({ "smithy.api#input": {} });
    let mut of_an_input = model;
    of_an_input.text = text.to_string();
    assert_eq!(of_input(&of_an_input), json!("integer"));
}

#[test]
fn a_model_of_smithy_1_lists_the_values_of_an_enum_in_a_trait() {
    let members = json!({ "mood": { "target": "com.example#Mood" } });
    let shapes = json!({
        "com.example#Mood": {
            "type": "string",
            "traits": { "smithy.api#enum": [{ "value": "calm", "name": "CALM" }, { "value": "wild" }] },
        },
    });
    assert_eq!(
        part(&imported(&model_of_input(&members, &shapes)), "shapes"),
        json!({ "Mood": { "type": "enum", "values": ["calm", "wild"] } })
    );
}

#[test]
fn a_refusal_says_what_is_missing() {
    let op = json!({ "target": "com.example#Op" });
    let ping = json!({ "com.example#Op": { "type": "operation" } });
    let service = json!({ "traits": rest_json(), "operations": [op] });
    let valid = model(&service, &ping);
    let lost = model(
        &json!({ "traits": rest_json(), "operations": [{ "target": "com.example#Gone" }] }),
        &json!({}),
    );
    let lost_member = model_of_input(
        &json!({ "a": { "target": "com.example#Gone" } }),
        &json!({}),
    );
    let no_url = SmithyModel::new(valid.text.clone());
    let mut unknown = valid.clone();
    unknown.service = Some("Pet".to_owned());
    let two = model(
        &service,
        &json!({ "com.example#Other": { "type": "service", "version": "1" }, "com.example#Op": { "type": "operation" } }),
    );
    for (model, expected) in [
        (
            SmithyModel::new("$version: \"2\""),
            "this isn't a Smithy model in JSON: expected value at line 1 column 1",
        ),
        (
            SmithyModel::new("{ \"shapes\": {} }"),
            "this isn't a Smithy model in JSON: missing field `smithy` at line 1 column 16",
        ),
        (
            SmithyModel::new("{ \"smithy\": \"2.0\", \"shapes\": {} }"),
            "the model contains no service, which is a shape of the type `service`",
        ),
        (
            two,
            "the model has several services: name one of `com.example#Pets`, `com.example#Other` by `--service`",
        ),
        (
            unknown,
            "there is no service `Pet` in the model; did you mean `Pets`?",
        ),
        (
            lost,
            "this isn't a whole Smithy model: it refers to a shape `com.example#Gone` that isn't there",
        ),
        (
            lost_member,
            "this isn't a whole Smithy model: it refers to a shape `com.example#Gone` that isn't there",
        ),
        (
            no_url,
            "the model doesn't say where `Pets` is reached: name its base URL by `--url`",
        ),
        (
            model(&json!({ "operations": [op] }), &ping),
            "the model doesn't say which protocol the service speaks; only json, rest-json, rest-xml, smithy-rpc-v2-cbor, query and ec2 can be imported",
        ),
    ] {
        assert_eq!(refusal(&model), expected);
    }
}

#[test]
fn a_file_is_imported_as_what_it_is() {
    let folder = TempDir::new().unwrap();
    let ping = json!({ "com.example#Ping": { "type": "operation", "traits": { "smithy.api#http": { "method": "GET", "uri": "/ping" } } } });
    let mut aws = rest_json();
    aws["aws.api#service"] = json!({ "sdkId": "Pets", "endpointPrefix": "pets" });
    let service = json!({ "traits": aws, "operations": [{ "target": "com.example#Ping" }] });
    let path = folder.path().join("pets.json");
    fs::write(&path, model(&service, &ping).text).unwrap();
    assert_eq!(description(&path).unwrap(), Description::Smithy);
    let run = |arguments: &[&str]| {
        let output = restsmith()
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let named = run(&["import", "smithy", "pets.json"]);
    assert_eq!((named.0, named.2.as_str()), (Some(0), ""));
    assert!(
        named.1.contains("endpoint: { aws: pets, sdk_id: Pets }"),
        "{}",
        named.1
    );
    assert_eq!(run(&["import", "pets.json"]), named);
    let elsewhere = run(&[
        "import",
        "smithy",
        "pets.json",
        "--url",
        URL,
        "--service",
        "Pets",
        "--protocol",
        "rest-json",
    ]);
    assert_eq!((elsewhere.0, elsewhere.2.as_str()), (Some(0), ""));
    assert!(
        elsewhere
            .1
            .contains("endpoint: { url: \"https://api.example.com\" }"),
        "{}",
        elsewhere.1
    );
    let expected =
        "error: pets.json: the service doesn't speak the protocol json; it speaks rest-json\n";
    assert_eq!(
        run(&["import", "smithy", "pets.json", "--protocol", "json"]),
        (Some(2), String::new(), expected.to_owned())
    );
}
