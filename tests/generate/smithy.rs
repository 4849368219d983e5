//! Specs from Smithy models, by `restsmith import smithy`.

use std::fs;

use restsmith::{
    BotocoreModel, Description, Imported, SmithyModel, description, import_botocore, import_smithy,
};
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

/// The same model of a service that speaks the protocol with this trait.
fn speaking(protocol: &str, model: &SmithyModel) -> SmithyModel {
    let mut text: Value = serde_json::from_str(&model.text).unwrap();
    let traits = &mut text["shapes"]["com.example#Pets"]["traits"];
    drop(
        traits
            .as_object_mut()
            .unwrap()
            .remove("aws.protocols#restJson1"),
    );
    traits[protocol] = json!({});
    let mut speaking = model.clone();
    speaking.text = text.to_string();
    speaking
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
fn names_in_json_and_in_xml_count_in_the_protocols_that_have_them() {
    let string = |traits: Value| json!({ "target": "smithy.api#String", "traits": traits });
    let members = json!({
        "id": string(json!({ "smithy.api#jsonName": "inJson", "smithy.api#xmlName": "InXml" })),
        "tag": string(json!({ "smithy.api#httpHeader": "X-Tag", "smithy.api#jsonName": "tagInJson", "smithy.api#xmlName": "TagInXml" })),
        "notes": { "target": "com.example#Notes" },
    });
    let shapes = json!({
        "com.example#Notes": { "type": "list", "member": string(json!({ "smithy.api#xmlName": "Note" })) },
    });
    let model = model_of_input(&members, &shapes);
    let named = |name: &str| json!({ "type": "string", "name": name });
    let header = || json!({ "type": "string", "header": "X-Tag" });
    let plain = || json!("string");
    let notes = || json!({ "type": "list", "of": "string" });
    let notes_in_xml = || json!({ "type": "list", "of": "string", "xml": { "item": "Note" } });
    for (protocol, id, tag, list) in [
        (
            "aws.protocols#restJson1",
            named("inJson"),
            header(),
            notes(),
        ),
        ("aws.protocols#awsJson1_0", plain(), plain(), notes()),
        ("aws.protocols#awsJson1_1", plain(), plain(), notes()),
        (
            "aws.protocols#restXml",
            named("InXml"),
            header(),
            notes_in_xml(),
        ),
        (
            "aws.protocols#awsQuery",
            named("InXml"),
            named("TagInXml"),
            notes_in_xml(),
        ),
        (
            "aws.protocols#ec2Query",
            named("InXml"),
            named("TagInXml"),
            notes_in_xml(),
        ),
        ("smithy.protocols#rpcv2Cbor", plain(), plain(), notes()),
    ] {
        let imported = imported(&speaking(protocol, &model));
        assert_eq!(
            part(&imported, "operations")["Op"]["input"],
            json!({ "id": id, "tag": tag, "notes": "Notes" }),
            "{protocol}"
        );
        assert_eq!(part(&imported, "shapes")["Notes"], list, "{protocol}");
    }
}

#[test]
fn the_root_of_a_payload_is_named_by_the_member_or_else_by_its_target() {
    let payload = |target: &str, traits: &Value| {
        let mut traits = traits.clone();
        traits["smithy.api#httpPayload"] = json!({});
        json!({ "pet": { "target": target, "traits": traits } })
    };
    let pet = |traits: Value| {
        json!({
            "com.example#Pet": {
                "type": "structure",
                "members": { "name": { "target": "smithy.api#String" }, "mother": { "target": "com.example#Pet" } },
                "traits": traits,
            },
        })
    };
    let of_target = json!({ "smithy.api#xmlName": "Beast", "smithy.api#xmlNamespace": { "uri": "https://beast" } });
    let of_member = json!({ "smithy.api#xmlName": "Cat", "smithy.api#xmlNamespace": { "uri": "https://cat", "prefix": "c" } });
    let same_name = json!({ "smithy.api#xmlName": "pet" });
    let none = json!({});
    for (member, target, expected) in [
        (&none, &none, json!({ "type": "Pet", "payload": true })),
        (
            &none,
            &of_target,
            json!({ "type": "Pet", "payload": true, "name": "Beast", "xml": { "namespace": { "uri": "https://beast" } } }),
        ),
        (
            &of_member,
            &of_target,
            json!({ "type": "Pet", "payload": true, "name": "Cat", "xml": { "namespace": { "uri": "https://cat", "prefix": "c" } } }),
        ),
        (
            &same_name,
            &none,
            json!({ "type": "Pet", "payload": true, "name": "pet" }),
        ),
    ] {
        let model = model_of_input(&payload("com.example#Pet", member), &pet(target.clone()));
        let imported = imported(&speaking("aws.protocols#restXml", &model));
        assert_eq!(
            part(&imported, "operations")["Op"]["input"]["pet"],
            expected
        );
        // What a structure says of itself doesn't count for the members that refer to it.
        assert_eq!(
            part(&imported, "shapes")["Pet"]["members"],
            json!({ "name": "string", "mother": "Pet" })
        );
    }
}

#[test]
fn a_rename_in_the_service_leaves_the_root_its_name() {
    let members = json!({ "pet": { "target": "com.example#Pet", "traits": { "smithy.api#httpPayload": {} } } });
    let shapes = json!({ "com.example#Pet": { "type": "structure", "members": {} } });
    let model = speaking("aws.protocols#restXml", &model_of_input(&members, &shapes));
    let mut renamed = model.clone();
    let mut text: Value = serde_json::from_str(&model.text).unwrap();
    text["shapes"]["com.example#Pets"]["rename"] = json!({ "com.example#Pet": "Beast" });
    renamed.text = text.to_string();
    assert_eq!(
        part(&imported(&renamed), "operations")["Op"]["input"]["pet"],
        json!({ "type": "Beast", "payload": true, "name": "Pet" })
    );
}

#[test]
fn the_root_of_a_body_is_named_by_the_input_and_the_service_has_its_namespace() {
    let members = json!({ "name": { "target": "smithy.api#String" } });
    let model = speaking(
        "aws.protocols#restXml",
        &model_of_input(&members, &json!({})),
    );
    let with = |of_input: Value, of_service: Value| {
        let mut text: Value = serde_json::from_str(&model.text).unwrap();
        text["shapes"]["com.example#OpInput"]["traits"] = of_input;
        text["shapes"]["com.example#Pets"]["traits"]["smithy.api#xmlNamespace"] = of_service;
        let mut model = model.clone();
        model.text = text.to_string();
        let imported = imported(&model);
        let of_service = part(&imported, "service")["xml"].clone();
        (
            part(&imported, "operations")["Op"]["xml"].clone(),
            of_service,
        )
    };
    let pets = || json!({ "uri": "https://pets" });
    assert_eq!(
        with(json!({}), pets()),
        (
            json!({ "name": "OpInput" }),
            json!({ "namespace": { "uri": "https://pets" } })
        )
    );
    assert_eq!(
        with(
            json!({ "smithy.api#xmlName": "OpRequest", "smithy.api#xmlNamespace": { "uri": "https://op" } }),
            pets()
        ),
        (
            json!({ "namespace": { "uri": "https://op" } }),
            json!({ "namespace": { "uri": "https://pets" } })
        )
    );
}

#[test]
fn the_code_of_the_query_protocol_counts_there_and_where_the_service_is_compatible() {
    let service = json!({ "traits": rest_json(), "operations": [{ "target": "com.example#Op" }] });
    let shapes = json!({
        "com.example#Op": {
            "type": "operation",
            "errors": [{ "target": "com.example#Gone" }],
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/op" } },
        },
        "com.example#Gone": {
            "type": "structure",
            "members": {},
            "traits": {
                "smithy.api#error": "client",
                "smithy.api#httpError": 404,
                "aws.protocols#awsQueryError": { "code": "Pets.Gone", "httpResponseCode": 410 },
            },
        },
    });
    let model = model(&service, &shapes);
    let of = |model: &SmithyModel| part(&imported(model), "errors")["Gone"].clone();
    for protocol in [
        "aws.protocols#restJson1",
        "aws.protocols#awsJson1_0",
        "aws.protocols#restXml",
        "aws.protocols#ec2Query",
        "smithy.protocols#rpcv2Cbor",
    ] {
        let speaking = speaking(protocol, &model);
        assert_eq!(of(&speaking), json!({ "status": 404 }), "{protocol}");
        let mut compatible = speaking;
        let mut text: Value = serde_json::from_str(&compatible.text).unwrap();
        text["shapes"]["com.example#Pets"]["traits"]["aws.protocols#awsQueryCompatible"] =
            json!({});
        compatible.text = text.to_string();
        assert_eq!(
            of(&compatible),
            json!({ "status": 404, "code": "Pets.Gone" }),
            "{protocol}"
        );
    }
    assert_eq!(
        of(&speaking("aws.protocols#awsQuery", &model)),
        json!({ "status": 410, "code": "Pets.Gone" })
    );
}

#[test]
fn the_media_type_of_a_text_is_kept_where_members_are_headers_and_payloads() {
    let of_type = |kind: &str, media_type: &str| json!({ "type": kind, "traits": { "smithy.api#mediaType": media_type } });
    let in_header = json!({ "smithy.api#httpHeader": "X-Page" });
    let members = json!({
        "page": { "target": "com.example#Page", "traits": in_header },
        "image": { "target": "com.example#Image", "traits": { "smithy.api#httpPayload": {} } },
    });
    let shapes = json!({
        "com.example#Page": of_type("string", "text/html"),
        "com.example#Image": of_type("blob", "image/png"),
    });
    let model = model_of_input(&members, &shapes);
    for protocol in ["aws.protocols#restJson1", "aws.protocols#restXml"] {
        let imported = imported(&speaking(protocol, &model));
        assert_eq!(
            part(&imported, "operations")["Op"]["input"],
            json!({
                "page": { "type": "Page", "header": "X-Page" },
                "image": { "type": "Image", "payload": true },
            })
        );
        assert_eq!(
            part(&imported, "shapes"),
            json!({
                "Page": { "type": "string", "media_type": "text/html" },
                "Image": { "type": "blob", "media_type": "image/png" },
            })
        );
    }
    let imported = imported(&speaking("aws.protocols#awsJson1_0", &model));
    assert_eq!(
        part(&imported, "operations")["Op"]["input"],
        json!({ "page": "string", "image": "blob" })
    );
}

/// A service of AWS in Smithy's form, which speaks the protocol with this trait.
fn homes_in_smithy(protocol: &str) -> SmithyModel {
    let target = |name: &str| json!({ "target": format!("com.example#{name}") });
    let string = |traits: Value| json!({ "target": "smithy.api#String", "traits": traits });
    let named = |name: &str| json!({ "smithy.api#jsonName": format!("{name}InJson"), "smithy.api#xmlName": format!("{name}InXml") });
    let mut aliases = named("alias");
    aliases["smithy.api#xmlFlattened"] = json!({});
    let mut id = named("id");
    id["smithy.api#httpLabel"] = json!({});
    id["smithy.api#required"] = json!({});
    let mut tag = named("tag");
    tag["smithy.api#httpHeader"] = json!("X-Tag");
    let mut traits = json!({
        "aws.api#service": { "sdkId": "Homes", "endpointPrefix": "homes" },
        "aws.auth#sigv4": { "name": "homes" },
        "smithy.api#xmlNamespace": { "uri": "https://homes" },
    });
    traits[protocol] = json!({});
    let shapes = json!({
        "com.example#Homes": { "type": "service", "version": "2031-02-03", "operations": [target("Put")], "traits": traits },
        "com.example#Put": {
            "type": "operation",
            "input": target("PutInput"),
            "output": target("PutOutput"),
            "errors": [target("Gone")],
            "traits": { "smithy.api#http": { "method": "PUT", "uri": "/homes/{id}", "code": 200 } },
        },
        "com.example#PutInput": {
            "type": "structure",
            "members": {
                "id": string(id),
                "tag": string(tag),
                "home": { "target": "com.example#Home", "traits": { "smithy.api#httpPayload": {} } },
            },
        },
        "com.example#Home": {
            "type": "structure",
            "members": {
                "name": string(named("name")),
                "kind": string(json!({ "smithy.api#xmlAttribute": {}, "smithy.api#xmlName": "xsi:kind" })),
                "aliases": { "target": "com.example#Aliases", "traits": aliases },
                "ages": { "target": "com.example#Ages" },
            },
            "traits": { "smithy.api#xmlName": "HomeRoot" },
        },
        "com.example#Aliases": { "type": "list", "member": string(json!({ "smithy.api#xmlName": "Item" })) },
        "com.example#Ages": {
            "type": "map",
            "key": string(json!({ "smithy.api#xmlName": "K" })),
            "value": { "target": "smithy.api#Integer", "traits": { "smithy.api#xmlName": "V" } },
        },
        "com.example#PutOutput": { "type": "structure", "members": { "name": string(named("name")) } },
        "com.example#Gone": {
            "type": "structure",
            "members": { "id": string(named("id")) },
            "traits": {
                "smithy.api#error": "client",
                "smithy.api#httpError": 404,
                "aws.protocols#awsQueryError": { "code": "Homes.Gone", "httpResponseCode": 404 },
            },
        },
    });
    SmithyModel::new(json!({ "smithy": "2.0", "shapes": shapes }).to_string())
}

/// The same service as botocore describes it: what the names of members end in, bindings if there are any, and the
/// code of the error.
fn homes_in_botocore(
    metadata: &Value,
    suffix: &str,
    has_bindings: bool,
    code: Option<&str>,
) -> BotocoreModel {
    let has_xml = suffix == "InXml";
    let named = |name: &str| json!({ "shape": "String", "locationName": (!suffix.is_empty()).then(|| format!("{name}{suffix}")) });
    let in_xml = |shape: &str, name: &str| json!({ "shape": shape, "locationName": has_xml.then_some(name) });
    let mut id = named("id");
    let mut tag = named("tag");
    if has_bindings {
        id = json!({ "shape": "String", "location": "uri", "locationName": "id" });
        tag = json!({ "shape": "String", "location": "header", "locationName": "X-Tag" });
    }
    let mut home = json!({ "shape": "Home" });
    if has_bindings && has_xml {
        home["locationName"] = json!("HomeRoot");
    }
    let mut kind = in_xml("String", "xsi:kind");
    kind["xmlAttribute"] = json!(true);
    let mut aliases = json!({ "shape": "Aliases", "locationName": (!suffix.is_empty()).then(|| format!("alias{suffix}")) });
    aliases["flattened"] = json!(true);
    let mut all = json!({
        "apiVersion": "2031-02-03",
        "serviceId": "Homes",
        "endpointPrefix": "homes",
        "signatureVersion": "v4",
        "signingName": "homes",
        "targetPrefix": "Homes",
        "xmlNamespace": "https://homes",
    });
    let metadata = metadata.as_object().unwrap().clone();
    all.as_object_mut().unwrap().extend(metadata);
    let model = json!({
        "metadata": all,
        "operations": {
            "Put": {
                "http": { "method": "PUT", "requestUri": "/homes/{id}" },
                "input": { "shape": "PutInput" },
                "output": { "shape": "PutOutput" },
                "errors": [{ "shape": "Gone" }],
            },
        },
        "shapes": {
            "PutInput": {
                "type": "structure",
                "required": ["id"],
                "members": { "id": id, "tag": tag, "home": home },
                "payload": has_bindings.then_some("home"),
            },
            "String": { "type": "string" },
            "Integer": { "type": "integer" },
            "Home": {
                "type": "structure",
                "members": { "name": named("name"), "kind": kind, "aliases": aliases, "ages": { "shape": "Ages" } },
            },
            "Aliases": { "type": "list", "member": in_xml("String", "Item") },
            "Ages": { "type": "map", "key": in_xml("String", "K"), "value": in_xml("Integer", "V") },
            "PutOutput": { "type": "structure", "members": { "name": named("name") } },
            "Gone": {
                "type": "structure",
                "members": { "id": named("id") },
                "error": { "httpStatusCode": 404, "code": code },
                "exception": true,
            },
        },
    });
    BotocoreModel::new(model.to_string())
}

#[test]
fn a_service_becomes_the_same_spec_from_smithy_and_from_botocore() {
    let gone = Some("Homes.Gone");
    for (id, metadata, suffix, has_bindings, code) in [
        (
            "aws.protocols#restJson1",
            json!({ "protocol": "rest-json" }),
            "InJson",
            true,
            None,
        ),
        (
            "aws.protocols#restXml",
            json!({ "protocol": "rest-xml" }),
            "InXml",
            true,
            None,
        ),
        (
            "aws.protocols#awsJson1_0",
            json!({ "protocol": "json", "jsonVersion": "1.0" }),
            "",
            false,
            None,
        ),
        (
            "aws.protocols#awsJson1_1",
            json!({ "protocol": "json", "jsonVersion": "1.1" }),
            "",
            false,
            None,
        ),
        (
            "aws.protocols#awsQuery",
            json!({ "protocol": "query" }),
            "InXml",
            false,
            gone,
        ),
        (
            "aws.protocols#ec2Query",
            json!({ "protocol": "ec2" }),
            "InXml",
            false,
            None,
        ),
        (
            "smithy.protocols#rpcv2Cbor",
            json!({ "protocol": "smithy-rpc-v2-cbor" }),
            "",
            false,
            None,
        ),
    ] {
        let of_botocore = homes_in_botocore(&metadata, suffix, has_bindings, code);
        let of_botocore = import_botocore(&of_botocore, &[] as &[&str]).unwrap();
        let of_smithy = imported(&homes_in_smithy(id));
        let spec =
            |imported: &Imported| imported.yaml.lines().skip(2).collect::<Vec<_>>().join("\n");
        assert_eq!(spec(&of_smithy), spec(&of_botocore), "{id}");
        assert_eq!(of_botocore.warnings, [] as [&str; 0]);
    }
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
fn shapes_of_each_type_have_what_is_in_their_mixins() {
    let target = |name: &str| json!({ "target": format!("com.example#{name}") });
    let string = |traits: Value| json!({ "target": "smithy.api#String", "traits": traits });
    let service = json!({
        "version": null,
        "mixins": [target("Base")],
        "operations": [target("Op")],
        "rename": { "com.example#Kind": "OwnKind" },
        "traits": { "smithy.api#title": "Own" },
    });
    let error = |status: u16| json!({ "type": "structure", "members": {}, "traits": { "smithy.api#error": "client", "smithy.api#httpError": status } });
    let http = |uri: &str| json!({ "smithy.api#http": { "method": "POST", "uri": uri } });
    let shapes = json!({
        "com.example#Base": {
            "type": "service",
            "version": "of the mixin",
            "operations": [target("Ping"), target("Op")],
            "errors": [target("Busy")],
            "resources": [target("Home")],
            "rename": { "com.example#Kind": "BaseKind", "com.example#Tags": "BaseTags" },
            "traits": { "smithy.api#mixin": {}, "aws.protocols#restXml": {}, "smithy.api#title": "Base" },
        },
        "com.example#Home": { "type": "resource", "read": target("GetHome") },
        "com.example#GetHome": { "type": "operation", "traits": { "smithy.api#http": { "method": "GET", "uri": "/home" } } },
        "com.example#Ping": { "type": "operation", "traits": http("/ping") },
        "com.example#Careful": {
            "type": "operation",
            "errors": [target("Invalid")],
            "traits": { "smithy.api#mixin": {}, "smithy.api#documentation": "Checked.", "smithy.api#http": { "method": "POST", "uri": "/careful" } },
        },
        "com.example#Op": {
            "type": "operation",
            "mixins": [target("Careful")],
            "input": target("OpInput"),
            "errors": [target("Gone"), target("Invalid")],
            "traits": http("/op"),
        },
        "com.example#OpInput": {
            "type": "structure",
            "members": { "kind": target("Kind"), "tags": target("Tags"), "list": target("List") },
        },
        "com.example#KindMixin": {
            "type": "union",
            "members": { "a": string(json!({})), "b": string(json!({ "smithy.api#xmlName": "B" })) },
            "traits": { "smithy.api#mixin": {} },
        },
        "com.example#Kind": {
            "type": "union",
            "mixins": [target("KindMixin")],
            "members": { "c": string(json!({})), "b": string(json!({ "smithy.api#documentation": "Own." })) },
        },
        "com.example#Kind$a": { "type": "apply", "traits": { "smithy.api#xmlName": "A" } },
        "com.example#TagsMixin": {
            "type": "map",
            "key": string(json!({ "smithy.api#xmlName": "K" })),
            "value": string(json!({ "smithy.api#xmlName": "V" })),
            "traits": { "smithy.api#mixin": {}, "smithy.api#sparse": {} },
        },
        "com.example#Tags": { "type": "map", "mixins": [target("TagsMixin")], "value": string(json!({ "smithy.api#xmlName": "OwnV" })) },
        "com.example#First": { "type": "list", "member": string(json!({ "smithy.api#xmlName": "First" })), "traits": { "smithy.api#mixin": {} } },
        "com.example#Last": { "type": "list", "mixins": [target("First")], "member": string(json!({ "smithy.api#xmlName": "Last" })), "traits": { "smithy.api#mixin": {} } },
        "com.example#List": { "type": "list", "mixins": [target("First"), target("Last")] },
        "com.example#Busy": error(503),
        "com.example#Gone": error(404),
        "com.example#Invalid": error(400),
    });
    let imported = imported(&model(&service, &shapes));
    let service = part(&imported, "service");
    assert_eq!(service["title"], "Own");
    assert_eq!(service["version"], "of the mixin");
    assert_eq!(service["protocol"], "rest-xml");
    let operations = part(&imported, "operations");
    let names: Vec<_> = operations.as_object().unwrap().keys().collect();
    assert_eq!(names, ["Ping", "Op", "GetHome"]);
    let op = &operations["Op"];
    assert_eq!(op["http"], "POST /op");
    assert_eq!(op["docs"], "Checked.");
    assert_eq!(op["errors"], json!(["Invalid", "Gone", "Busy"]));
    assert_eq!(
        op["input"],
        json!({ "kind": "OwnKind", "tags": "BaseTags", "list": "List" })
    );
    assert_eq!(
        part(&imported, "shapes"),
        json!({
            "OwnKind": {
                "type": "union",
                "members": {
                    "a": { "type": "string", "name": "A" },
                    "b": { "type": "string", "name": "B", "docs": "Own." },
                    "c": "string",
                },
            },
            "BaseTags": { "type": "map", "of": "string", "sparse": true, "xml": { "key": "K", "value": "OwnV" } },
            "List": { "type": "list", "of": "string", "xml": { "item": "Last" } },
        })
    );
}

#[test]
fn of_two_mixins_with_a_member_the_last_goes_before_the_first() {
    let string = |traits: Value| json!({ "target": "smithy.api#String", "traits": traits });
    let mixin = |traits: Value| json!({ "type": "structure", "members": { "a": string(traits) }, "traits": { "smithy.api#mixin": {} } });
    let members = json!({ "both": { "target": "com.example#Both" } });
    let shapes = json!({
        "com.example#First": mixin(json!({ "smithy.api#required": {}, "smithy.api#jsonName": "first" })),
        "com.example#Last": mixin(json!({ "smithy.api#jsonName": "last", "smithy.api#documentation": "Last." })),
        "com.example#Both": {
            "type": "structure",
            "mixins": [{ "target": "com.example#First" }, { "target": "com.example#Last" }],
            "members": {},
        },
        "com.example#Both$a": { "type": "apply", "traits": { "smithy.api#documentation": "Applied." } },
    });
    assert_eq!(
        part(&imported(&model_of_input(&members, &shapes)), "shapes")["Both"]["members"],
        json!({ "a": { "type": "string", "required": true, "name": "last", "docs": "Applied." } })
    );
}

#[test]
fn a_long_chain_of_mixins_is_followed_and_a_circle_is_refused() {
    let members = json!({ "end": { "target": "com.example#M0" } });
    let model = |last: Value| {
        const LENGTH: usize = 20_000;
        let mut shapes = json!({});
        for number in 0..LENGTH {
            let mixin = format!("com.example#M{}", number + 1);
            shapes[format!("com.example#M{number}")] =
                json!({ "type": "structure", "mixins": [{ "target": mixin }], "members": {} });
        }
        shapes[format!("com.example#M{LENGTH}")] = last;
        model_of_input(&members, &shapes)
    };
    let last =
        json!({ "type": "structure", "members": { "a": { "target": "smithy.api#String" } } });
    assert_eq!(
        part(&imported(&model(last)), "shapes")["M0"]["members"],
        json!({ "a": "string" })
    );
    let using = |mixin: &str| json!({ "type": "structure", "members": {}, "mixins": [{ "target": format!("com.example#{mixin}") }] });
    let circle = refusal(&model(using("M19999")));
    assert!(
        circle.contains("is a mixin of itself, directly or by another one"),
        "{circle}"
    );
    let of = |mixin: &str| {
        refusal(&model_of_input(
            &json!({}),
            &json!({ "com.example#Own": using(mixin) }),
        ))
    };
    assert_eq!(
        of("Own"),
        "`com.example#Own` is a mixin of itself, directly or by another one"
    );
    assert_eq!(
        of("Gone"),
        "this isn't a whole Smithy model: it refers to a shape `com.example#Gone` that isn't there"
    );
}

#[test]
fn traits_are_applied_to_items_keys_and_values() {
    let string = || json!({ "target": "smithy.api#String" });
    let apply = |name: &str| json!({ "type": "apply", "traits": { "smithy.api#xmlName": name } });
    let members = json!({
        "names": { "target": "com.example#Names" },
        "ages": { "target": "com.example#Ages" },
        "same": { "target": "com.example#Same" },
    });
    let shapes = json!({
        "com.example#Names$member": apply("Name"),
        "com.example#Names": { "type": "list", "member": string() },
        "com.example#Ages$key": apply("Pet"),
        "com.example#Ages$value": apply("Age"),
        "com.example#Ages": { "type": "map", "key": string(), "value": string() },
        // The members of a structure may have such names too.
        "com.example#Same$member": apply("M"),
        "com.example#Same$key": apply("K"),
        "com.example#Same$value": apply("V"),
        "com.example#Same": { "type": "structure", "members": { "member": string(), "key": string(), "value": string() } },
    });
    let model = speaking("aws.protocols#restXml", &model_of_input(&members, &shapes));
    let named = |name: &str| json!({ "type": "string", "name": name });
    assert_eq!(
        part(&imported(&model), "shapes"),
        json!({
            "Names": { "type": "list", "of": "string", "xml": { "item": "Name" } },
            "Ages": { "type": "map", "of": "string", "xml": { "key": "Pet", "value": "Age" } },
            "Same": { "type": "structure", "members": { "member": named("M"), "key": named("K"), "value": named("V") } },
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
fn a_number_that_another_name_ends_in_is_left_to_it() {
    let structure =
        || json!({ "type": "structure", "members": { "x": { "target": "smithy.api#String" } } });
    let ids = [
        "com.example#Pet",
        "com.example#Pet3",
        "org.a#Pet",
        "org.b#Pet",
        "org.b#Pet3",
    ];
    let members = ids.map(|id| (id.replace(['.', '#'], "_"), json!({ "target": id })));
    let members: Value = members
        .into_iter()
        .collect::<serde_json::Map<_, _>>()
        .into();
    let shapes = ids.map(|id| (id.to_owned(), structure()));
    let shapes: Value = shapes.into_iter().collect::<serde_json::Map<_, _>>().into();
    let imported = imported(&model_of_input(&members, &shapes));
    let input = part(&imported, "operations")["Op"]["input"].clone();
    let input = input.as_object().unwrap();
    let names: Vec<_> = input.values().collect();
    assert_eq!(names, ["Pet", "Pet3", "Pet2", "Pet4", "Pet32"]);
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
    let at = |url: &str| {
        let mut model = valid.clone();
        model.url = Some(url.to_owned());
        model
    };
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
            SmithyModel::new("{ \"openapi\": \"3.1.0\" }"),
            "this is an OpenAPI document, not a Smithy model; make a spec of it: `restsmith import openapi FILE --out spec/NAME.yaml`",
        ),
        (
            SmithyModel::new("{ \"metadata\": {}, \"operations\": {}, \"shapes\": {} }"),
            "this is a botocore model, not a Smithy model; make a spec of it: `restsmith import botocore FILE --out spec/NAME.yaml`",
        ),
        (
            at("ftp://example.com"),
            "`ftp://example.com` isn't the URL of an API: write one such as `https://api.example.com/v1`",
        ),
        (
            at(""),
            "`` isn't the URL of an API: write one such as `https://api.example.com/v1`",
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
