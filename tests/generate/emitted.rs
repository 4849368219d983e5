//! The text of every kind of file that is generated, for small specs.

use std::fs;

use restsmith::{Builder, ClientKind};
use tempfile::TempDir;

const SPEC: &str = "\
restsmith: 1
service:
  name: pets
  title: Pets
  protocol: rest-json
  endpoint: { url: https://pets.example.com/v1 }
operations:
  Feed: { http: POST /feed }
";

/// The given files of what is generated, each below its path.
fn generated(spec: &str, clients: &[ClientKind], cargo_features: bool, paths: &[&str]) -> String {
    let project = TempDir::new().unwrap();
    let path = project.path().join("pets.yaml");
    fs::write(&path, spec).unwrap();
    let out = project.path().join("out");
    let builder = Builder::new().clients(clients.iter().copied());
    let builder = builder
        .cargo_features(cargo_features)
        .tracing(cargo_features);
    builder.plan(&out, &[path]).unwrap().apply().unwrap();
    let read = |path: &&str| fs::read_to_string(out.join(path)).unwrap();
    match paths {
        [path] => read(path),
        paths => paths
            .iter()
            .map(|path| ["===== ", path, "\n", &read(path)].concat())
            .collect(),
    }
}

/// A file of the service, which is the same for all clients.
fn file(spec: &str, path: &str) -> String {
    generated(
        spec,
        &[ClientKind::Async],
        false,
        &[&format!("pets/{path}")],
    )
}

/// The spec above, its only operation with these lines more, and these sections behind it.
fn with(operation: &str, sections: &str) -> String {
    SPEC.replace(
        "{ http: POST /feed }",
        &format!("\n    http: POST /feed{operation}"),
    ) + sections
}

#[test]
fn an_input_without_members() {
    insta::assert_snapshot!(file(SPEC, "operation/feed.rs"));
}

#[test]
fn headers_of_every_request_stand_before_those_of_members() {
    let spec = with(
        "\n    input: { accept: { type: string, header: accept } }",
        "",
    );
    let headers = "\n  headers: { Accept: application/json, x-version: \"2\" }\noperations:";
    let text = file(
        &spec.replacen("\noperations:", headers, 1),
        "operation/feed.rs",
    );
    let request = text
        .split("request = ")
        .nth(1)
        .unwrap()
        .split("request.without_body")
        .next()
        .unwrap();
    insta::assert_snapshot!(request);
}

#[test]
fn an_input_with_every_kind_of_header() {
    let spec = with(
        "
    input:
      food: { type: string, required: true, header: X-Food, docs: What to give. }
      note: { type: string, header: x-note, docs: What to say. }
      petToken: { type: Token, required: true, header: x-pet-token }
      ownerToken: { type: Token, header: x-owner-token, docs: Who feeds it. }
      keeper-name: { type: Name, header: x-keeper }",
        "
shapes:
  Token: { type: string, sensitive: true, docs: Proves who somebody is. }
  Name: { type: string }
",
    );
    insta::assert_snapshot!(file(&spec, "operation/feed.rs"));
}

#[test]
fn the_documentation_names_defaults() {
    let spec = with(
        "
    input:
      size: { type: integer, query: size, default: 10, docs: How much. }
      count: { type: integer, required: true, query: count, default: 1 }
      token: { type: Token, query: token, default: abc }
    output:
      names: { type: Names, required: true, default: [] }
      note: { type: string, default: \"\" }
      since: { type: timestamp, default: 2024-01-01T00:00:00Z, docs: The first day. }
      mood: { type: Mood, default: calm }",
        "
shapes:
  Token: { type: string, sensitive: true }
  Names: { type: list, of: string }
  Mood: { type: enum, values: [calm, wild] }
",
    );
    let text = file(&spec, "operation/feed.rs");
    let is_told = |line: &&str| {
        ["///", "pub struct", "pub fn"]
            .iter()
            .any(|start| line.trim_start().starts_with(start))
            || line.starts_with("    pub ")
    };
    insta::assert_snapshot!(text.lines().filter(is_told).collect::<Vec<_>>().join("\n"));
}

#[test]
fn an_input_with_names_that_are_keywords() {
    let spec = with(
        "
    input:
      type: { type: string, required: true, header: x-type }
      self: { type: string, required: true, header: x-self }
      async: { type: string, header: x-async }
      super: { type: Token, header: x-super }",
        "\nshapes:\n  Token: { type: string, sensitive: true }\n",
    );
    insta::assert_snapshot!(file(&spec, "operation/feed.rs"));
}

#[test]
fn operations_with_names_that_are_keywords() {
    let spec = SPEC.replace(
        "Feed: { http: POST /feed }",
        "Move: { http: PUT /move }\n  self: { http: GET /self }",
    );
    let paths = [
        "pets/mod.rs",
        "pets/operation/mod.rs",
        "pets/operation/move.rs",
        "pets/client.rs",
    ];
    insta::assert_snapshot!(generated(&spec, &[ClientKind::Async], false, &paths));
}

#[test]
fn no_error_but_common_ones() {
    let spec = with(
        "",
        "common_errors:\n  Asleep: { status: 503, docs: Nobody is there. }\n",
    );
    insta::assert_snapshot!(file(&spec, "operation/feed.rs"));
}

#[test]
fn one_error_and_no_common_ones() {
    let spec = with(
        "\n    errors: [NotHungry]",
        "errors:\n  NotHungry: { status: 409 }\n",
    );
    insta::assert_snapshot!(file(&spec, "operation/feed.rs"));
}

#[test]
fn several_errors_and_common_ones() {
    let errors = "\
errors:
  NotHungry: { status: 409, docs: The pet is not hungry. }
  unlisted: { status: 404 }
  pet-is-gone: { status: 404, code: 'pet.gone', docs: The pet ran away. }
common_errors:
  Asleep: { status: 503 }
";
    insta::assert_snapshot!(file(
        &with("\n    errors: [pet-is-gone, NotHungry]", errors),
        "operation/feed.rs"
    ));
}

#[test]
fn errors_after_which_a_call_is_repeated() {
    let errors = "\
errors:
  Busy: { status: 409, retry: transient }
  NotHungry: { status: 409 }
common_errors:
  Overrun: { status: 400, retry: throttling }
";
    let operation = "\n    idempotent: true\n    errors: [Busy, NotHungry]";
    insta::assert_snapshot!(file(&with(operation, errors), "operation/feed.rs"));
}

#[test]
fn error_shapes_and_common_errors() {
    let errors = "\
errors:
  NotHungry: { status: 409, docs: The pet is not hungry., members: { message: { type: string } } }
  pet-is-gone: { status: 404, code: pet.gone }
common_errors:
  Asleep: { status: 503, docs: Nobody is there. }
  overrun: { status: 429, code: 'too \"many\"' }
";
    insta::assert_snapshot!(file(
        &with("\n    errors: [pet-is-gone]", errors),
        "error.rs"
    ));
}

#[test]
fn a_service_without_errors() {
    insta::assert_snapshot!(file(SPEC, "mod.rs"));
}

#[test]
fn the_endpoint_of_a_region() {
    let spec = SPEC.replace("url: https://pets.example.com/v1", "aws: pets.animals");
    insta::assert_snapshot!(file(&spec, "endpoint.rs"));
}

#[test]
fn the_endpoint_of_a_region_with_names_of_its_own_for_fips() {
    let endpoint = "aws: pets, sdk_id: Pet Store, fips: { aws-us-gov: pets, aws-cn: pets-secure, aws-iso: pets-secure }";
    let spec = SPEC.replace("url: https://pets.example.com/v1", endpoint);
    let paths = ["pets/endpoint.rs", "pets/blocking.rs"];
    insta::assert_snapshot!(generated(&spec, &[ClientKind::Blocking], false, &paths));
}

#[test]
fn the_endpoint_of_a_region_with_hosts_of_its_own() {
    let endpoint = "aws: pets, hosts: { eu-west-1: { plain: pets.eu.example.com }, \
                    aws: { fips: 'secure.{region}.{dns_suffix}', signing_region: us-east-1 }, \
                    default: { plain: 'pets.{region}.{dual_stack_suffix}' } }";
    let spec = SPEC
        .replace("url: https://pets.example.com/v1", endpoint)
        .replacen("operations:", "  auth: sigv4\noperations:", 1);
    let paths = ["pets/endpoint.rs", "pets/blocking.rs"];
    insta::assert_snapshot!(generated(&spec, &[ClientKind::Blocking], false, &paths));
}

#[test]
fn the_endpoint_at_a_url() {
    insta::assert_snapshot!(file(SPEC, "endpoint.rs"));
}

#[test]
fn the_clients_over_a_transport_of_the_callers() {
    let clients = [ClientKind::Async, ClientKind::Blocking];
    insta::assert_snapshot!(generated(
        SPEC,
        &clients,
        false,
        &["pets/client.rs", "pets/blocking.rs"]
    ));
}

#[test]
fn the_clients_with_their_transports() {
    let clients = [ClientKind::Hyper, ClientKind::Ureq];
    insta::assert_snapshot!(generated(
        SPEC,
        &clients,
        false,
        &["pets/client.rs", "pets/blocking.rs"]
    ));
}

#[test]
fn the_clients_with_their_transports_behind_features() {
    let clients = [ClientKind::Hyper, ClientKind::Ureq];
    insta::assert_snapshot!(generated(
        SPEC,
        &clients,
        true,
        &["pets/client.rs", "pets/blocking.rs"]
    ));
}

/// The files that say which others there are.
const MODULES: &[&str] = &[
    "mod.rs",
    "pets/mod.rs",
    "runtime/mod.rs",
    "runtime/auth/mod.rs",
    "runtime/call/mod.rs",
    "runtime/client/mod.rs",
    "runtime/codec/mod.rs",
    "runtime/codec/json/mod.rs",
    "runtime/http/mod.rs",
    "runtime/protocol/mod.rs",
    "runtime/protocol/error/mod.rs",
    "runtime/transport/mod.rs",
    "runtime/value/mod.rs",
];

#[test]
fn the_modules_with_both_transports() {
    insta::assert_snapshot!(generated(
        SPEC,
        &[ClientKind::Hyper, ClientKind::Ureq],
        false,
        MODULES
    ));
}

#[test]
fn the_modules_with_both_transports_behind_features() {
    insta::assert_snapshot!(generated(
        SPEC,
        &[ClientKind::Hyper, ClientKind::Ureq],
        true,
        MODULES
    ));
}

#[test]
fn the_modules_with_one_client() {
    insta::assert_snapshot!(
        "the_modules_with_ureq",
        generated(SPEC, &[ClientKind::Ureq], false, MODULES)
    );
    insta::assert_snapshot!(
        "the_modules_with_hyper",
        generated(SPEC, &[ClientKind::Hyper], false, MODULES)
    );
    insta::assert_snapshot!(
        "the_modules_with_reqwest",
        generated(SPEC, &[ClientKind::Reqwest], false, MODULES)
    );
}

#[test]
fn a_service_with_docs_and_a_version() {
    let docs = "  version: '2024-05-01'\n  docs: |\n    Everything about pets.\n\n    - feeding\n    - brushing\n";
    insta::assert_snapshot!(file(
        &SPEC.replace("operations:", &format!("{docs}operations:")),
        "mod.rs"
    ));
}

#[test]
fn a_service_without_a_title() {
    insta::assert_snapshot!(file(&SPEC.replace("  title: Pets\n", ""), "mod.rs"));
}

#[test]
fn an_operation_with_docs() {
    let docs = "\n    docs: |\n      Gives a pet something.\n\n      It has to be hungry.";
    insta::assert_snapshot!(file(&with(docs, ""), "client.rs"));
}

#[test]
fn a_build_scripts_file_is_one_file_with_modules_in_it() {
    let project = TempDir::new().unwrap();
    let path = project.path().join("pets.yaml");
    fs::write(&path, SPEC).unwrap();
    Builder::new()
        .clients([ClientKind::Blocking])
        .out_dir(project.path())
        .compile(&[path])
        .unwrap();
    let text = fs::read_to_string(project.path().join("pets.rs")).unwrap();
    // The support code is copied as it is: a snapshot of it would tell nothing.
    let support = "\n    mod auth {\n";
    let (service, _) = text.split_once(support).unwrap();
    insta::assert_snapshot!(service);
}

#[test]
fn an_operation_that_takes_a_token() {
    let spec = with("\n    auth: bearer", "");
    let text = generated(
        &spec,
        &[ClientKind::Async],
        false,
        &["pets/operation/feed.rs", "pets/client.rs"],
    );
    insta::assert_snapshot!(text);
}

#[test]
fn an_operation_of_aws_json() {
    let spec = SPEC.replace(
        "protocol: rest-json",
        "protocol: aws-json-1.0\n  target_prefix: Pets_20310203",
    );
    let spec = spec.replace(
        "{ http: POST /feed }",
        "{ input: { food: { type: string, required: true } } }",
    );
    insta::assert_snapshot!(generated(
        &spec,
        &[ClientKind::Async],
        false,
        &["pets/operation/feed.rs"]
    ));
}

#[test]
fn an_operation_that_takes_a_signature() {
    let spec = with("\n    auth: sigv4\n    unsigned_payload: true", "");
    let spec = spec.replace("{ url: https://pets.example.com/v1 }", "{ aws: pets.farm }");
    let text = generated(
        &spec,
        &[ClientKind::Async],
        false,
        &["pets/operation/feed.rs", "pets/client.rs"],
    );
    insta::assert_snapshot!(text);
}

#[test]
fn an_operation_says_which_signature_it_takes() {
    for (keys, expected) in [
        ("auth: sigv4", "Auth::sigv4(\"pets\")"),
        ("auth: s3v4", "Auth::s3v4(\"pets\")"),
        (
            "auth: s3v4\n    unsigned_payload: true",
            "Auth::s3v4_without_payload(\"pets\")",
        ),
    ] {
        let spec = with(&format!("\n    {keys}"), "");
        let spec = spec.replace("  title: Pets\n", "  signing_name: pets\n");
        let files = ["pets/operation/feed.rs"];
        let text = generated(&spec, &[ClientKind::Async], false, &files);
        let line = format!("    const AUTH: Auth = {expected};\n");
        assert!(text.contains(&line), "{text}");
    }
}

#[test]
fn a_folder_of_the_runtime_holds_what_is_needed_and_is_left_out_where_that_is_nothing() {
    let aws = |endpoint: &str| {
        let project = TempDir::new().unwrap();
        let path = project.path().join("pets.yaml");
        fs::write(
            &path,
            SPEC.replace("url: https://pets.example.com/v1", endpoint),
        )
        .unwrap();
        let out = project.path().join("out");
        Builder::new().plan(&out, &[path]).unwrap().apply().unwrap();
        let runtime = fs::read_to_string(out.join("runtime/mod.rs")).unwrap();
        let lines: Vec<_> = runtime
            .lines()
            .filter(|line| line.contains("aws"))
            .map(str::to_owned)
            .collect();
        let room = fs::read_to_string(out.join("runtime/aws/mod.rs")).unwrap_or_default();
        let modules: Vec<_> = room
            .lines()
            .filter(|line| line.contains("mod "))
            .map(str::to_owned)
            .collect();
        (lines.join(" "), modules.join(" "))
    };
    let line = "pub mod aws; pub use self::aws::partition;";
    assert_eq!(
        aws("url: https://pets.example.com/v1"),
        (String::new(), String::new())
    );
    assert_eq!(
        aws("aws: pets"),
        (
            line.to_owned(),
            "pub mod partition; mod settings;".to_owned()
        )
    );
    assert_eq!(
        aws("aws: pets, hosts: { cn-north-1: { plain: pets.example.cn } }"),
        (
            "pub mod aws; pub use self::aws::hosts as aws_hosts; pub use self::aws::partition;"
                .to_owned(),
            "pub mod hosts; pub mod partition; mod settings;".to_owned()
        )
    );
}

#[test]
fn a_signer_comes_only_where_an_operation_takes_a_signature() {
    let has_signer = |auth: &str, aws_sigv4| {
        let project = TempDir::new().unwrap();
        let path = project.path().join("pets.yaml");
        let spec = with(&format!("\n    auth: {auth}"), "")
            .replace("  title: Pets\n", "  signing_name: pets\n");
        fs::write(&path, spec).unwrap();
        let out = project.path().join("out");
        let change = Builder::new()
            .aws_sigv4(aws_sigv4)
            .plan(&out, &[&path])
            .unwrap();
        change.apply().unwrap();
        let runtime = out.join("runtime");
        let files = ["bearer.rs", "sign.rs", "aws_sigv4.rs"]
            .map(|name| runtime.join("auth").join(name).is_file());
        (files, change.dependencies().contains("\naws-sigv4 = "))
    };
    assert_eq!(has_signer("none", true), ([false, false, false], false));
    assert_eq!(has_signer("bearer", true), ([true, false, false], false));
    assert_eq!(has_signer("sigv4", false), ([false, true, false], false));
    assert_eq!(has_signer("sigv4", true), ([false, true, true], true));
}

#[test]
fn a_feature_that_was_not_chosen_is_not_named() {
    let project = TempDir::new().unwrap();
    let path = project.path().join("pets.yaml");
    fs::write(&path, with("", "")).unwrap();
    let named = |tracing, gzip| {
        let out = project.path().join(format!("{tracing}{gzip}"));
        let builder = Builder::new()
            .tracing(tracing)
            .gzip(gzip)
            .cargo_features(true);
        builder.plan(&out, &[&path]).unwrap().apply().unwrap();
        let rooms = ["mod.rs", "call/mod.rs", "http/mod.rs"];
        let text = rooms
            .map(|room| fs::read_to_string(out.join("runtime").join(room)).unwrap())
            .concat();
        ["tracing", "gzip"].map(|feature| text.contains(&format!("feature = \"{feature}\"")))
    };
    for (tracing, gzip) in [(false, false), (true, false), (false, true), (true, true)] {
        assert_eq!(named(tracing, gzip), [tracing, gzip]);
    }
}

#[test]
fn flate2_comes_once_and_only_where_something_is_compressed() {
    let flate2 = |operation: &str, gzip, cargo_features| {
        let project = TempDir::new().unwrap();
        let path = project.path().join("pets.yaml");
        fs::write(&path, with(operation, "")).unwrap();
        let out = project.path().join("out");
        let builder = Builder::new().gzip(gzip).cargo_features(cargo_features);
        let change = builder.plan(&out, &[&path]).unwrap();
        change.apply().unwrap();
        let files = [
            "content_coding.rs",
            "gzip.rs",
            "gzip_format.rs",
            "without_gzip.rs",
            "request_compression.rs",
        ];
        let runtime = out.join("runtime/http");
        let files: Vec<_> = files
            .into_iter()
            .filter(|name| runtime.join(name).is_file())
            .collect();
        let dependencies = change.dependencies();
        let lines = dependencies
            .lines()
            .filter(|line| line.starts_with("flate2 ") || line.starts_with("gzip "));
        (files.join(" "), lines.collect::<Vec<_>>().join("\n"))
    };
    let (plain, compressed) = (
        "",
        "\n    compress_request: true\n    input: { food: string }",
    );
    let line =
        r#"flate2 = { version = "1.1", default-features = false, features = ["rust_backend"] }"#;
    let optional = line.replace(" }", ", optional = true }");
    let (none, gzip) = (
        "content_coding.rs without_gzip.rs",
        "content_coding.rs gzip.rs gzip_format.rs",
    );
    assert_eq!(
        flate2(plain, false, false),
        (none.to_owned(), String::new())
    );
    assert_eq!(flate2(plain, false, true), (none.to_owned(), String::new()));
    assert_eq!(
        flate2(plain, true, false),
        (gzip.to_owned(), line.to_owned())
    );
    assert_eq!(
        flate2(plain, true, true),
        (
            format!("{gzip} without_gzip.rs"),
            format!("{optional}\ngzip = [\"dep:flate2\"]")
        )
    );
    assert_eq!(
        flate2(compressed, false, false),
        (format!("{none} request_compression.rs"), line.to_owned())
    );
    assert_eq!(
        flate2(compressed, true, false),
        (format!("{gzip} request_compression.rs"), line.to_owned())
    );
    assert_eq!(
        flate2(compressed, true, true),
        (
            format!("{gzip} without_gzip.rs request_compression.rs"),
            format!("{line}\ngzip = []")
        )
    );
}

#[test]
fn an_output_that_holds_the_coding_beside_the_bytes_keeps_both() {
    let keeps = |output: &str| {
        let spec = with(
            &format!("\n    output: {output}"),
            "\nshapes:\n  Film: { type: blob, streaming: true }\n",
        );
        file(&spec, "operation/feed.rs").contains("const KEEPS_CONTENT_CODING: bool = true;")
    };
    let coding = "coding: { type: string, header: Content-Encoding }";
    assert!(keeps(&format!(
        "{{ {coding}, film: {{ type: Film, payload: true }} }}"
    )));
    assert!(keeps(&format!(
        "{{ film: {{ type: blob, payload: true }}, {coding} }}"
    )));
    assert!(!keeps(&format!(
        "{{ {coding}, text: {{ type: string, payload: true }} }}"
    )));
    assert!(!keeps(&format!("{{ {coding}, film: blob }}")));
    assert!(!keeps(&format!("{{ {coding} }}")));
    assert!(!keeps(
        "{ film: { type: Film, payload: true }, type: { type: string, header: content-type } }"
    ));
}

#[test]
fn operations_with_host_prefixes() {
    let spec = with(
        "
    host: \"data-{pet}.{owner}.\"
    input:
      pet: { type: string, required: true, host_label: true }
      owner: { type: string, required: true, host_label: true, header: x-owner }
  Look: { http: GET /look, host: data. }",
        "",
    );
    let paths = ["pets/operation/feed.rs", "pets/operation/look.rs"];
    insta::assert_snapshot!(generated(&spec, &[ClientKind::Async], false, &paths));
}

#[test]
fn operations_that_go_where_a_member_says_and_fill_in_a_label() {
    let spec = with(
        "/{pet}/at/{bowl}
    input:
      pet: { type: string, label: pet, default: rex }
      bowl: { type: integer, label: bowl, required: true, default: 1 }
      kitchen: { type: string, required: true, endpoint: true }
  Look:
    http: GET /look
    host: data.
    input:
      kitchen: { type: string, endpoint: true, query: kitchen }",
        "",
    );
    let paths = ["pets/operation/feed.rs", "pets/operation/look.rs"];
    insta::assert_snapshot!(generated(&spec, &[ClientKind::Async], false, &paths));
}

#[test]
fn an_answer_in_pages() {
    let spec = with(
        "
    input:
      begin: { type: integer, query: begin }
      size: { type: integer, query: size }
    output: { page: { type: Page, required: true }, more: More }
    pagination: { input_token: begin, output_token: more.at.end, items: page.pets, page_size: size }
  List:
    http: GET /pets
    input: { token: { type: Token, query: token } }
    output: { last: Last }
    pagination: { input_token: token, output_token: last.token, items: last.pets }
  Ask:
    http: GET /ask
    input: { token: string, limit: { type: byte, required: true, query: limit } }
    output: { token: { type: string, required: true } }
    pagination: { input_token: token, output_token: token, page_size: limit }
  Scan:
    http: POST /scan
    input: { after: Key }
    output: { last: Key }
    pagination: { input_token: after, output_token: last }
  Tell:
    http: POST /tell
    input: { token: { type: Token, query: token } }
    output: { next: { type: string, required: true } }
    pagination: { input_token: token, output_token: next }
  ask_pages: { http: GET /ask/pages }",
        "
shapes:
  Page: { type: structure, members: { pets: Pets } }
  Pets: { type: list, of: Pet, sparse: true }
  Pet: { type: structure, members: { name: string } }
  More: { type: structure, members: { at: Place } }
  Place: { type: structure, members: { end: { type: integer, required: true } } }
  Last: { type: structure, members: { token: Token, pets: { type: ByName, required: true } } }
  ByName: { type: map, of: Pet }
  Token: { type: string, sensitive: true }
  Key: { type: map, of: Pet }
",
    );
    let text = generated(
        &spec,
        &[ClientKind::Async, ClientKind::Blocking],
        false,
        &[
            "pets/operation/feed.rs",
            "pets/operation/list.rs",
            "pets/operation/ask.rs",
            "pets/operation/scan.rs",
            "pets/operation/tell.rs",
            "pets/client.rs",
        ],
    );
    let is_of_pages = |item: &&str| {
        ["Paginated", "PageSize", "_pages"]
            .iter()
            .any(|name| item.contains(name))
    };
    let items: Vec<_> = text.split("\n\nimpl ").filter(is_of_pages).collect();
    insta::assert_snapshot!(items.join("\n\nimpl "));
}

#[test]
fn what_can_be_waited_for() {
    let spec = with(
        "
    output: { pets: Pets, name: { type: string, required: true } }
    waiters:
      AllFed:
        min_delay: 5
        docs: No pet is hungry.
        acceptors:
          - { state: success, all: \"pets[?age > `1`].state\", equals: FED }
          - { state: failure, path: name, equals: nobody }
          - { state: retry, status: 404 }",
        "
shapes:
  Pets: { type: list, of: Pet }
  Pet: { type: structure, members: { age: long, state: State } }
  State: { type: enum, values: [HUNGRY, FED] }
",
    );
    let text = generated(
        &spec,
        &[ClientKind::Async, ClientKind::Blocking],
        false,
        &[
            "pets/operation/feed.rs",
            "pets/client.rs",
            "pets/blocking.rs",
        ],
    );
    let parts: Vec<_> = text
        .split("\n\n")
        .filter(|item| item.contains("wait_until") || item.contains("WaiterState"))
        .collect();
    insta::assert_snapshot!(parts.join("\n\n"));
}

#[test]
fn pages_that_links_numbers_and_offsets_name() {
    let names = [
        "link", "url", "page", "pages", "more", "offset", "total", "last", "sparse",
    ];
    let paths = names.map(|name| format!("pages/operation/by_{name}.rs"));
    let paths: Vec<_> = paths.iter().map(String::as_str).collect();
    let spec = include_str!("../mutations/pages.yaml");
    let text = generated(spec, &[ClientKind::Async], false, &paths);
    let is_of_pages = |item: &&str| {
        ["Paginated for", "NextUri", "next_"]
            .iter()
            .any(|name| item.contains(name))
    };
    let items: Vec<_> = text.split("\n\nimpl ").filter(is_of_pages).collect();
    insta::assert_snapshot!(items.join("\n\nimpl "));
}

#[test]
fn an_operation_with_streams() {
    let spec = with(
        "
    input:
      film: { type: Film, required: true, payload: true, docs: What the pet looks like. }
      token: { type: string, header: x-token, idempotency_token: true }
    output:
      type: { type: string, header: content-type }
      reaction: { type: Film, payload: true }",
        "
shapes:
  Film: { type: blob, streaming: true, media_type: video/mp4 }
",
    );
    insta::assert_snapshot!(file(&spec, "operation/feed.rs"));
}

#[test]
fn an_operation_whose_body_is_compressed_and_has_a_checksum() {
    let keys = "
    compress_request: true
    checksum_required: true
    input:
      note: string
      token: { type: Token, idempotency_token: true }";
    let spec = with(
        keys,
        "\nshapes:\n  Token: { type: string, sensitive: true }\n",
    );
    insta::assert_snapshot!(file(&spec, "operation/feed.rs"));
}
