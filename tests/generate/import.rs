//! Specs from AWS's models, by `restsmith import botocore`.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Output,
};

use flate2::{Compression, write::GzEncoder};
use restsmith::{BotocoreModel, import_botocore};
use restsmith_tests::restsmith;
use serde_json::{Value, json};
use tempfile::TempDir;

fn pets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models/pets/service-2.json")
}

/// The spec of the model of pets with these operations.
fn imported(operations: &[&str]) -> restsmith::Imported {
    import_botocore(&BotocoreModel::read(&pets()).unwrap(), operations).unwrap()
}

/// The spec of a model with one operation, `Op`, whose parts are these.
fn spec_of(operation: &Value, shapes: &Value) -> Result<restsmith::Imported, restsmith::Error> {
    let metadata =
        json!({ "protocol": "rest-json", "serviceId": "Pets", "endpointPrefix": "pets" });
    let model =
        json!({ "metadata": metadata, "operations": { "Op": operation }, "shapes": shapes });
    import_botocore(&BotocoreModel::new(model.to_string()), &[] as &[&str])
}

/// Exit code, standard output and standard error in a folder.
fn run(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let output: Output = restsmith()
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

/// A folder with the model of pets in it.
fn folder_with_pets() -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in [
        "service-2.json",
        "paginators-1.json",
        "endpoint-rule-set-1.json",
    ] {
        fs::copy(pets().with_file_name(name), folder.path().join(name)).unwrap();
    }
    folder
}

/// Writes bytes packed, into a file of this path and `.gz`.
fn pack(path: &Path, bytes: &[u8]) {
    let target = fs::File::create(format!("{}.gz", path.display())).unwrap();
    let mut packer = GzEncoder::new(target, Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap();
}

#[test]
fn a_model_becomes_a_spec_that_a_person_can_read() {
    insta::assert_snapshot!(imported(&[]).yaml);
}

#[test]
fn a_spec_holds_what_the_chosen_operations_reach_and_nothing_else() {
    insta::assert_snapshot!(imported(&["ReportNoise", "CheckOut"]).yaml);
}

#[test]
fn an_operation_by_itself_is_reached_at_its_own_host() {
    let imported = imported(&["Ping"]);
    assert!(
        imported
            .yaml
            .contains("default:\n        plain: ping.pets.example.com\n"),
        "{}",
        imported.yaml
    );
    assert_eq!(imported.warnings, [] as [&str; 0]);
}

#[test]
fn what_cannot_be_supported_is_left_out_with_a_warning() {
    let folder = folder_with_pets();
    let (code, spec, warnings) = run(&folder, &["import", "botocore", "service-2.json"]);
    assert_eq!((code, spec), (0, imported(&[]).yaml));
    let expected = "\
warning: the operation `ListenIn` is left out: its output is an event stream
";
    assert_eq!(warnings, expected);
}

#[test]
fn nothing_is_left_of_a_model_of_event_streams() {
    let folder = folder_with_pets();
    let arguments = [
        "import",
        "botocore",
        "service-2.json",
        "--operations",
        "ListenIn",
    ];
    let expected = "\
error: service-2.json: the operation `ListenIn` is left out: its output is an event stream
there is no operation to import: none is left
";
    assert_eq!(
        run(&folder, &arguments),
        (2, String::new(), expected.to_owned())
    );
}

#[test]
fn unknown_operations_are_answered_with_those_that_may_be_meant() {
    let folder = folder_with_pets();
    let arguments = [
        "import",
        "botocore",
        "service-2.json",
        "--operations",
        "CheckIm,Ping,Fly",
    ];
    let expected = "\
error: service-2.json: there is no operation `CheckIm` in the model; did you mean `CheckIn`?
there is no operation `Fly` in the model
";
    assert_eq!(
        run(&folder, &arguments),
        (2, String::new(), expected.to_owned())
    );
}

#[test]
fn a_packed_model_is_unpacked_and_so_is_what_stands_beside_it() {
    let folder = folder_with_pets();
    for name in [
        "service-2.json",
        "paginators-1.json",
        "endpoint-rule-set-1.json",
    ] {
        let path = folder.path().join(name);
        pack(&path, &fs::read(&path).unwrap());
        fs::remove_file(path).unwrap();
    }
    let (code, spec, _) = run(&folder, &["import", "botocore", "service-2.json.gz"]);
    assert_eq!((code, spec), (0, imported(&[]).yaml));
}

#[test]
fn a_model_without_its_companions_is_at_the_usual_hosts_and_has_no_pages() {
    let folder = folder_with_pets();
    fs::remove_file(folder.path().join("paginators-1.json")).unwrap();
    fs::remove_file(folder.path().join("endpoint-rule-set-1.json")).unwrap();
    let (_, spec, _) = run(&folder, &["import", "botocore", "service-2.json"]);
    assert!(spec.contains(
        "  endpoint: { aws: pets, sdk_id: Pet Hotel }\n  auth: sigv4\n  signing_name: pethotel\n"
    ));
    assert!(
        spec.contains("  Ping:\n") && !spec.contains("pagination"),
        "{spec}"
    );
}

#[test]
fn pages_whose_token_is_no_text_no_number_and_no_map_are_left_out() {
    for (kind, is_kept) in [
        ("string", true),
        ("integer", true),
        ("long", true),
        ("map", true),
        ("list", false),
    ] {
        let token = json!({ "shape": "Token" });
        let pages = json!({ "type": "structure", "members": { "After": token, "Next": token } });
        let model = json!({
            "metadata": { "protocol": "rest-json", "serviceId": "Pets", "endpointPrefix": "pets" },
            "operations": {
                "Find": {
                    "http": { "method": "POST", "requestUri": "/" },
                    "input": { "shape": "Pages" },
                    "output": { "shape": "Pages" },
                },
            },
            "shapes": {
                "Pages": pages,
                "Text": { "type": "string" },
                "Token": { "type": kind, "key": { "shape": "Text" }, "value": { "shape": "Text" }, "member": { "shape": "Text" } },
            },
        });
        let mut model = BotocoreModel::new(model.to_string());
        let paginator = json!({ "input_token": "After", "output_token": "Next" });
        model.paginators = Some(json!({ "pagination": { "Find": paginator } }).to_string());
        let spec = import_botocore(&model, &["Find"]).unwrap().yaml;
        let line = "    pagination: { input_token: After, output_token: Next }\n";
        assert_eq!(spec.contains(line), is_kept, "{kind}: {spec}");
        assert_eq!(spec.contains("pagination"), is_kept, "{kind}: {spec}");
    }
}

#[test]
fn overlays_are_merged_into_what_they_stand_beside() {
    let overlays = [
        (
            "service-2.sdk-extras.json",
            json!({
                "metadata": { "serviceId": "Pet Home" },
                "operations": { "FindPets": { "documentation": "<p>Finds <i>all</i>.</p>" } },
                "shapes": {
                    "FindPetsRequest": { "members": { "Kind": { "shape": "Kind", "location": "querystring", "locationName": "kind" } } },
                    "Kind": { "type": "string", "enum": ["CAT", "DOG"] },
                },
            }),
        ),
        (
            "paginators-1.sdk-extras.json",
            json!({ "pagination": { "FindPets": { "limit_key": "None" } } }),
        ),
        (
            "endpoint-rule-set-1.sdk-extras.json",
            json!({ "rules": [] }),
        ),
    ];
    for is_packed in [false, true] {
        let folder = folder_with_pets();
        for (name, merge) in &overlays {
            let text = json!({ "version": 1.0, "merge": merge }).to_string();
            let path = folder.path().join(name);
            if is_packed {
                pack(&path, text.as_bytes());
            } else {
                fs::write(path, text).unwrap();
            }
        }
        let import = [
            "import",
            "botocore",
            "service-2.json",
            "--operations",
            "FindPets",
        ];
        let (code, spec, _) = run(&folder, &import);
        assert_eq!(code, 0);
        let expected = "\
service:
  name: pet_home
  title: Example Pet Hotel
  version: \"2031-02-03\"
  protocol: rest-json
  endpoint: { aws: pets, sdk_id: Pet Home }
";
        assert!(spec.contains(expected), "{spec}");
        for line in [
            "    docs: Finds *all*.\n",
            "      Kind: { type: Kind, query: kind }\n",
            "    pagination: { input_token: Token, output_token: Next, items: Pets }\n",
            "  Kind: { type: enum, values: [CAT, DOG] }\n",
        ] {
            assert!(spec.contains(line), "{line}{spec}");
        }
    }
}

#[test]
fn an_overlay_that_is_none_is_refused_by_its_name() {
    let folder = folder_with_pets();
    let overlay = folder.path().join("paginators-1.sdk-extras.json");
    let said = |text: &str| {
        fs::write(&overlay, text).unwrap();
        run(&folder, &["import", "botocore", "service-2.json"]).2
    };
    let start = "error: paginators-1.sdk-extras.json isn't a botocore overlay: ";
    for text in ["", "{", "[]", "{\"merge\": 1}"] {
        assert!(said(text).starts_with(start), "{text}: {}", said(text));
    }
    assert!(said("{}").starts_with("warning: "));
}

#[test]
fn the_protocol_that_is_asked_for_is_imported_or_refused() {
    let folder = folder_with_pets();
    let run = |protocol: &str| {
        run(
            &folder,
            &[
                "import",
                "botocore",
                "service-2.json",
                "--operations",
                "Ping",
                "--protocol",
                protocol,
            ],
        )
    };
    assert_eq!(
        run("rest-json"),
        (0, imported(&["Ping"]).yaml, String::new())
    );
    let refused = |why: &str| (2, String::new(), format!("error: service-2.json: {why}\n"));
    assert_eq!(
        run("query"),
        refused("the service doesn't speak the protocol query; it speaks rest-json")
    );

    let mut model: Value = serde_json::from_str(&fs::read_to_string(pets()).unwrap()).unwrap();
    model["metadata"]["protocols"] = json!(["new", "rest-json"]);
    fs::write(folder.path().join("service-2.json"), model.to_string()).unwrap();
    assert_eq!(
        run("rest-json"),
        (0, imported(&["Ping"]).yaml, String::new())
    );
    let why = "the protocol new can't be imported; only json, rest-json, rest-xml, smithy-rpc-v2-cbor, query and ec2 can be imported";
    assert_eq!(run("new"), refused(why));

    let mut model = BotocoreModel::new(model.to_string());
    model.protocol = Some("new".to_owned());
    assert_eq!(model.check_protocol().unwrap_err().to_string(), why);
    assert_eq!(
        import_botocore(&model, &["Ping"]).unwrap_err().to_string(),
        why
    );
    model.protocol = None;
    assert!(model.check_protocol().is_ok());
}

#[test]
fn a_file_that_says_something_else_is_overwritten_by_force_only() {
    let folder = folder_with_pets();
    let import = [
        "import",
        "botocore",
        "service-2.json",
        "--operations",
        "Ping",
        "--out",
        "spec/pets.yaml",
    ];
    let wrote = (0, String::new(), "wrote spec/pets.yaml\n".to_owned());
    let spec = || fs::read_to_string(folder.path().join("spec/pets.yaml")).unwrap();
    assert_eq!(run(&folder, &import), wrote);
    assert_eq!(spec(), imported(&["Ping"]).yaml);
    assert_eq!(run(&folder, &import), wrote);

    fs::write(folder.path().join("spec/pets.yaml"), "mine").unwrap();
    let refused = "error: spec/pets.yaml exists already with other contents; nothing was written (`--force` overwrites it)\n";
    assert_eq!(
        run(&folder, &import),
        (2, String::new(), refused.to_owned())
    );
    assert_eq!(spec(), "mine");
    assert_eq!(
        run(&folder, &[import.as_slice(), &["--force"]].concat()),
        wrote
    );
    assert_eq!(spec(), imported(&["Ping"]).yaml);
}

#[test]
fn several_models_become_specs_in_a_folder() {
    let folder = folder_with_pets();
    let cats = fs::read_to_string(pets())
        .unwrap()
        .replace("Pet Hotel", "Cats");
    fs::create_dir(folder.path().join("cats")).unwrap();
    fs::write(folder.path().join("cats/service-2.json"), cats).unwrap();
    let import = [
        "import",
        "botocore",
        "service-2.json",
        "cats/service-2.json",
    ];

    let (code, _, said) = run(&folder, &[import.as_slice(), &["--out", "spec"]].concat());
    assert!(
        code == 0 && said.ends_with("wrote spec/pet_hotel.yaml\nwrote spec/cats.yaml\n"),
        "{said}"
    );
    let names = |name: &str| fs::read_to_string(folder.path().join("spec").join(name)).unwrap();
    assert_eq!(names("pet_hotel.yaml"), imported(&[]).yaml);
    assert!(names("cats.yaml").contains("  name: cats\n"));

    let refusals: [(&[&str], &str); 4] = [
        (
            &[],
            "several descriptions make several specs: name a folder with --out",
        ),
        (
            &["--out", "a.yaml"],
            "several models make several specs: --out must be a folder, and a.yaml isn't one",
        ),
        (
            &["--out", "service-2.json"],
            "several models make several specs: --out must be a folder, and service-2.json isn't one",
        ),
        (
            &["--operations", "Ping"],
            "operations can be named for one model only: import the models one by one",
        ),
    ];
    for (more, expected) in refusals {
        let (code, out, said) = run(&folder, &[import.as_slice(), more].concat());
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(said.ends_with(&format!("error: {expected}\n")), "{said}");
    }
}

#[test]
fn one_spec_is_written_to_a_yaml_file_or_into_a_folder() {
    let folder = folder_with_pets();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let import = [
        "import",
        "botocore",
        "service-2.json",
        "--operations",
        "Ping",
        "--out",
        "notes.txt",
    ];
    let expected = "error: --out must be a folder or a .yaml file, and notes.txt is neither\n";
    assert_eq!(
        run(&folder, &import),
        (2, String::new(), expected.to_owned())
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("notes.txt")).unwrap(),
        "mine"
    );
}

#[test]
fn two_models_of_one_service_are_refused() {
    let folder = folder_with_pets();
    let arguments = [
        "import",
        "botocore",
        "service-2.json",
        "service-2.json",
        "--out",
        "spec",
    ];
    let (code, _, said) = run(&folder, &arguments);
    let expected =
        "error: two of the models describe a service called `pet_hotel`: import them one by one\n";
    assert!(code == 2 && said.ends_with(expected), "{said}");
    assert!(!folder.path().join("spec").exists());
}

#[test]
fn what_is_no_model_is_refused() {
    let error = |text: &str| {
        import_botocore(&BotocoreModel::new(text), &[] as &[&str])
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error("[]"),
        "this isn't a botocore model: invalid length 0, expected a map with `metadata`, `operations` and `shapes` at line 1 column 2"
    );
    assert_eq!(
        error(r#"{"metadata":{"protocol":"new"}}"#),
        "the service speaks the protocol new; only json, rest-json, rest-xml, smithy-rpc-v2-cbor, query and ec2 can be imported"
    );
    assert_eq!(
        error(r#"{"metadata":{}}"#),
        "the model doesn't say which protocol the service speaks; only json, rest-json, rest-xml, smithy-rpc-v2-cbor, query and ec2 can be imported"
    );
    assert_eq!(
        error(r#"{"metadata":{"protocol":"rest-json"}}"#),
        "there is no operation to import: the model has none"
    );
    let dangling = spec_of(
        &json!({ "http": { "method": "GET", "requestUri": "/" }, "input": { "shape": "Nowhere" } }),
        &json!({}),
    );
    assert_eq!(
        dangling.unwrap_err().to_string(),
        "this isn't a botocore model: it refers to a shape `Nowhere` that isn't there"
    );
}

#[test]
fn a_shape_of_an_unknown_type_is_refused() {
    let operation = json!({ "http": { "method": "GET", "requestUri": "/" } });
    let error = spec_of(&operation, &json!({ "Pet": { "type": "wibble" } }))
        .unwrap_err()
        .to_string();
    let expected = "this isn't a botocore model: unknown variant `wibble`, expected one of `structure`, `list`, ";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn only_a_timestamp_has_the_format_of_one() {
    let operation =
        json!({ "http": { "method": "GET", "requestUri": "/" }, "output": { "shape": "Pet" } });
    let when = |shape: &str| json!({ "shape": shape, "timestampFormat": "iso8601" });
    let shapes = json!({
        "Pet": { "type": "structure", "members": { "born": when("Time"), "name": when("Text") } },
        "Time": { "type": "timestamp" },
        "Text": { "type": "string" },
    });
    let yaml = spec_of(&operation, &shapes).unwrap().yaml;
    assert!(
        yaml.contains("    output:\n      born: TimeDateTime\n      name: string\n"),
        "{yaml}"
    );
    assert!(
        yaml.ends_with("  TimeDateTime: { type: timestamp, format: date_time }\n"),
        "{yaml}"
    );
}

#[test]
fn an_operation_whose_authentication_is_unknown_is_left_out_with_a_warning() {
    let http = |uri: &str| json!({ "method": "GET", "requestUri": uri });
    let services = [
        (json!({ "auth": ["aws.auth#sigv4a"] }), "aws.auth#sigv4a"),
        (
            json!({ "auth": ["a#b", "c#d"], "signatureVersion": "v4" }),
            "a#b or c#d",
        ),
        (json!({ "signatureVersion": "v2" }), "v2"),
    ];
    for (scheme, named) in services {
        let mut metadata =
            json!({ "protocol": "rest-json", "serviceId": "Pets", "endpointPrefix": "pets" });
        metadata
            .as_object_mut()
            .unwrap()
            .extend(scheme.as_object().unwrap().clone());
        let operations = json!({
            "Feed": { "http": http("/feed") },
            "Ping": { "http": http("/ping"), "auth": ["smithy.api#noAuth"] },
            "Sign": { "http": http("/sign"), "authtype": "v4" },
        });
        let model = json!({ "metadata": metadata, "operations": operations, "shapes": {} });
        let imported =
            import_botocore(&BotocoreModel::new(model.to_string()), &[] as &[&str]).unwrap();
        let warning =
            format!("the operation `Feed` is left out: authentication by {named} is not supported");
        assert_eq!(imported.warnings, [warning]);
        assert!(
            imported
                .yaml
                .contains("\n  Sign:\n    http: GET /sign\n    auth: sigv4\n"),
            "{}",
            imported.yaml
        );
        assert!(!imported.yaml.contains("Feed"), "{}", imported.yaml);
    }
}

#[test]
fn the_version_of_a_service_s_signatures_decides_how_its_requests_are_signed() {
    let auth = |mut metadata: Value, operation: Value| {
        let object = metadata.as_object_mut().unwrap();
        object.insert("protocol".to_owned(), json!("rest-json"));
        object.insert("endpointPrefix".to_owned(), json!("pets"));
        let mut ping = json!({ "http": { "method": "GET", "requestUri": "/" } });
        ping.as_object_mut()
            .unwrap()
            .extend(operation.as_object().unwrap().clone());
        let model = json!({ "metadata": metadata, "operations": { "Ping": ping }, "shapes": {} });
        let imported =
            import_botocore(&BotocoreModel::new(model.to_string()), &[] as &[&str]).unwrap();
        let spec: serde_yaml::Value = serde_yaml::from_str(&imported.yaml).unwrap();
        let of_operation = &spec["operations"]["Ping"]["auth"];
        let of_service = &spec["service"]["auth"];
        let auth = of_operation.as_str().or(of_service.as_str());
        auth.map(str::to_owned)
    };
    let listed = json!(["aws.auth#sigv4"]);
    for (metadata, operation, expected) in [
        (
            json!({ "signatureVersion": "s3", "auth": listed }),
            json!({}),
            "s3v4",
        ),
        (
            json!({ "signatureVersion": "s3v4", "auth": listed }),
            json!({}),
            "s3v4",
        ),
        (json!({ "signatureVersion": "s3v4" }), json!({}), "s3v4"),
        (
            json!({ "signatureVersion": "s3" }),
            json!({ "authtype": "v4-unsigned-body" }),
            "s3v4",
        ),
        (
            json!({ "signatureVersion": "s3" }),
            json!({ "auth": listed }),
            "s3v4",
        ),
        (
            json!({ "signatureVersion": "s3" }),
            json!({ "authtype": "none" }),
            "none",
        ),
        (
            json!({ "signatureVersion": "v4", "signingName": "s3" }),
            json!({}),
            "sigv4",
        ),
        (
            json!({ "signatureVersion": "v4", "serviceId": "S3", "auth": listed }),
            json!({}),
            "sigv4",
        ),
        (
            json!({ "signatureVersion": "v4", "serviceId": "S3Outposts" }),
            json!({}),
            "sigv4",
        ),
        (
            json!({ "auth": listed, "serviceId": "S3 Control" }),
            json!({}),
            "s3v4",
        ),
        (
            json!({ "auth": listed, "serviceId": "S3Tables" }),
            json!({}),
            "sigv4",
        ),
    ] {
        let found = auth(metadata.clone(), operation.clone());
        assert_eq!(found.as_deref(), Some(expected), "{metadata} {operation}");
    }
}

#[test]
fn a_missing_file_and_a_folder_are_told_apart() {
    let folder = folder_with_pets();
    let said = |file: &str| run(&folder, &["import", "botocore", file]).2;
    assert!(said("gone.json").starts_with("error: can't read gone.json: "));
    assert_eq!(
        said("."),
        "error: . is a folder: name the file `service-2.json` in it\n"
    );
}

#[test]
fn a_service_of_any_id_gets_a_name_that_a_module_can_have() {
    let cases = [
        ("API Gateway", "api_gateway"),
        ("mq", "mq"),
        ("Match", "match_service"),
        ("Runtime", "runtime_service"),
        ("2nd", "service_2nd"),
        ("größe", "gre"),
        ("", "service"),
    ];
    for (id, name) in cases {
        let model = json!({
            "metadata": { "protocol": "rest-json", "serviceId": id },
            "operations": { "Op": { "http": { "method": "GET", "requestUri": "/" } } },
        });
        let imported = import_botocore(&BotocoreModel::new(model.to_string()), &["Op"]).unwrap();
        assert_eq!(imported.service, name, "{id}");
    }
}

#[test]
fn what_a_service_asks_of_its_clients_besides_is_known_by_its_id() {
    let spec_of = |id: &str| {
        let member = |location: &str, name: &str| json!({ "shape": "Text", "location": location, "locationName": name });
        let model = json!({
            "metadata": { "protocol": "rest-json", "serviceId": id, "endpointPrefix": "pets", "apiVersion": "2031-02-03" },
            "operations": { "Op": {
                "http": { "method": "POST", "requestUri": "/{accountId}" }, "input": { "shape": "OpInput" },
            } },
            "shapes": {
                "OpInput": { "type": "structure", "required": ["accountId"], "payload": "body", "members": {
                    "accountId": member("uri", "accountId"),
                    "hash": member("header", "x-amz-sha256-tree-hash"),
                    "PredictEndpoint": member("header", "x-place"),
                    "zone": { "shape": "ResourceId", "location": "header", "locationName": "x-zone" },
                    "body": { "shape": "Body" },
                } },
                "Text": { "type": "string" },
                "ResourceId": { "type": "string" },
                "Body": { "type": "blob" },
            },
        });
        import_botocore(&BotocoreModel::new(model.to_string()), &["Op"])
            .unwrap()
            .yaml
    };
    let has = |yaml: &str, line: &str| yaml.lines().any(|other| other.trim() == line);
    let customs = [
        (
            "Glacier",
            "accountId: { type: string, label: accountId, default: \"-\" }",
        ),
        ("Glacier", "tree_hash: true"),
        (
            "Glacier",
            "headers: { x-amz-glacier-version: \"2031-02-03\" }",
        ),
        (
            "Machine Learning",
            "PredictEndpoint: { type: string, header: x-place, endpoint: true }",
        ),
        ("API Gateway", "headers: { accept: application/json }"),
        (
            "Route 53",
            "zone: { type: string, header: x-zone, last_segment: true }",
        ),
    ];
    let ids = [
        "Glacier",
        "Machine Learning",
        "API Gateway",
        "Route 53",
        "Pets",
    ];
    let specs = ids.map(|id| (id, spec_of(id)));
    for (id, line) in customs {
        for (other, yaml) in &specs {
            assert_eq!(has(yaml, line), id == *other, "{line}: {yaml}");
        }
    }
    assert!(
        has(
            &specs[4].1,
            "accountId: { type: string, required: true, label: accountId }"
        ),
        "{}",
        specs[4].1
    );
}

#[test]
fn the_messages_of_an_invalid_change_batch_have_the_name_that_route_53_gives_them() {
    let model = |id: &str| {
        json!({
            "metadata": { "protocol": "rest-xml", "serviceId": id, "endpointPrefix": "zones", "apiVersion": "1" },
            "operations": { "Change": {
                "http": { "method": "POST", "requestUri": "/" }, "errors": [{ "shape": "InvalidChangeBatch" }],
            } },
            "shapes": {
                "InvalidChangeBatch": { "type": "structure", "exception": true, "members": {
                    "messages": { "shape": "ErrorMessages" },
                } },
                "ErrorMessages": { "type": "list", "member": { "shape": "Text", "locationName": "Message" } },
                "Text": { "type": "string" },
            },
        })
    };
    let has_name = |id: &str| {
        let model = BotocoreModel::new(model(id).to_string());
        let yaml = import_botocore(&model, &["Change"]).unwrap().yaml;
        yaml.contains("messages: { type: ErrorMessages, name: Messages }")
    };
    assert!(has_name("Route 53"));
    assert!(!has_name("Pets"));
}

#[test]
fn credentials_are_sensitive_whatever_the_model_says() {
    let text = json!({ "shape": "Text" });
    let model = json!({
        "metadata": { "protocol": "query", "serviceId": "Pets", "endpointPrefix": "pets", "apiVersion": "1" },
        "operations": { "Enter": {
            "http": { "method": "POST", "requestUri": "/" },
            "input": { "shape": "EnterRequest" }, "output": { "shape": "Keys", "resultWrapper": "EnterResult" },
        } },
        "shapes": {
            "EnterRequest": { "type": "structure", "members": { "TokenCode": text, "SessionToken": text } },
            "Keys": { "type": "structure", "members": {
                "AccessKeyId": text, "SecretAccessKey": text, "SessionToken": text,
            } },
            "Text": { "type": "string" },
        },
    });
    let yaml = import_botocore(&BotocoreModel::new(model.to_string()), &["Enter"])
        .unwrap()
        .yaml;
    let lines = yaml.lines().map(str::trim);
    let sensitive: Vec<_> = lines.filter(|line| line.contains("TextSecret")).collect();
    assert_eq!(
        sensitive,
        [
            "TokenCode: TextSecret",
            "SecretAccessKey: TextSecret",
            "SessionToken: TextSecret",
            "TextSecret: { type: string, sensitive: true }",
        ]
    );
}

#[test]
fn a_member_is_a_label_of_the_host_only_where_the_host_has_it() {
    let operation = |endpoint: Value| {
        json!({
            "http": { "method": "POST", "requestUri": "/" }, "input": { "shape": "Input" }, "endpoint": endpoint,
        })
    };
    let model = json!({
        "metadata": { "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "Pets", "serviceId": "Pets", "endpointPrefix": "pets" },
        "operations": {
            "Feed": operation(json!({ "hostPrefix": "{Id}." })),
            "Wash": operation(json!({ "hostPrefix": "data." })),
        },
        "shapes": {
            "Input": { "type": "structure", "required": ["Id"], "members": { "Id": { "shape": "Text", "hostLabel": true } } },
            "Text": { "type": "string" },
        },
    });
    let model = BotocoreModel::new(model.to_string());
    for (operation, line) in [
        (
            "Feed",
            "Id: { type: string, required: true, host_label: true }",
        ),
        ("Wash", "Id: { type: string, required: true }"),
    ] {
        let yaml = import_botocore(&model, &[operation]).unwrap().yaml;
        assert!(yaml.lines().any(|other| other.trim() == line), "{yaml}");
    }
}

#[test]
fn an_error_has_its_code_unless_an_operation_lists_another_with_it() {
    let operation = |errors: &[&str]| {
        let errors: Vec<_> = errors
            .iter()
            .map(|error| json!({ "shape": error }))
            .collect();
        json!({ "http": { "method": "POST", "requestUri": "/" }, "errors": errors })
    };
    let error =
        |code: &str| json!({ "type": "structure", "members": {}, "error": { "code": code } });
    let model = json!({
        "metadata": { "protocol": "query", "serviceId": "Pets", "endpointPrefix": "pets", "apiVersion": "1" },
        "operations": {
            "Feed": operation(&["NoBowl", "Full"]),
            "Wash": operation(&["NoTub"]),
            "Walk": operation(&["NoLeash", "NoCollar"]),
        },
        "shapes": {
            "NoBowl": error("NotFound"), "NoTub": error("NotFound"), "Full": error("Full"),
            "NoLeash": error("Naked"), "NoCollar": error("Naked"),
        },
    });
    let imported = import_botocore(
        &BotocoreModel::new(model.to_string()),
        &["Feed", "Wash", "Walk"],
    )
    .unwrap();
    let (_, errors) = imported.yaml.split_once("\nerrors:\n").unwrap();
    assert_eq!(
        errors,
        "  Full: {}\n  NoBowl: { code: NotFound }\n  NoCollar: {}\n  NoLeash: {}\n  NoTub: { code: NotFound }\n"
    );
}

#[test]
fn a_document_that_is_no_model_is_named() {
    let folder = TempDir::new().unwrap();
    for (text, expected) in [
        (
            "{ \"openapi\": \"3.1.0\", \"paths\": {} }",
            "this is an OpenAPI document, not a botocore model; make a spec of it: `restsmith import openapi FILE --out spec/NAME.yaml`",
        ),
        (
            "swagger: \"2.0\"\n",
            "this is an OpenAPI 2 (Swagger) document, not a botocore model; convert it with `npx -y swagger2openapi FILE --yaml --outfile openapi.yaml`, and import that: `restsmith import openapi openapi.yaml --out spec/NAME.yaml`",
        ),
        (
            "{ \"smithy\": \"2.0\", \"shapes\": {} }",
            "this is a Smithy model, not a botocore model; make a spec of it: `restsmith import smithy FILE --out spec/NAME.yaml`",
        ),
    ] {
        fs::write(folder.path().join("api.json"), text).unwrap();
        let expected = (2, String::new(), format!("error: api.json: {expected}\n"));
        assert_eq!(run(&folder, &["import", "botocore", "api.json"]), expected);
    }
}
