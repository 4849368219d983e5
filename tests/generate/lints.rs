//! Generated code passes the lints that the crate around it turns on: a library's public module as it is, and a
//! program's private one below the line that README shows.

use restsmith::{Builder, ClientKind};
use restsmith_tests::{FreshCrate, readme_block};

/// What nothing in a crate can allow again.
const FORBIDDEN: &str = "unsafe_code, missing_docs, dead_code";

/// What the private module of a program can't do, and README's line allows.
const NEEDS_ALLOW: &str = "unreachable_pub, unused";

const DENIED: &str = "\
    warnings, missing_debug_implementations, unused_results, trivial_casts, trivial_numeric_casts, \
    unused_qualifications, single_use_lifetimes, elided_lifetimes_in_paths, unused_lifetimes, \
    let_underscore_drop, non_ascii_idents, unit_bindings, variant_size_differences, meta_variable_misuse, \
    rust_2018_idioms, explicit_outlives_requirements, redundant_lifetimes, unused_import_braces, \
    keyword_idents_2018, keyword_idents_2024, rust_2024_compatibility, nonstandard_style, future_incompatible, \
    macro_use_extern_crate, absolute_paths_not_starting_with_crate, clippy::all, \
    clippy::pedantic";

const EVERY_CLIENT: &[ClientKind] = &[
    ClientKind::Async,
    ClientKind::Blocking,
    ClientKind::Hyper,
    ClientKind::Reqwest,
    ClientKind::Ureq,
];

/// Specs that use all of the format between them.
const LARGE: [(&str, &str); 9] = [
    ("portal.yaml", include_str!("../../spec/portal.yaml")),
    ("oidc.yaml", include_str!("../../spec/oidc.yaml")),
    ("cloud.yaml", include_str!("../mutations/cloud.yaml")),
    ("pages.yaml", include_str!("../mutations/pages.yaml")),
    ("stock.yaml", include_str!("../mutations/stock.yaml")),
    ("store.yaml", include_str!("../mutations/store.yaml")),
    ("styles.yaml", include_str!("../mutations/styles.yaml")),
    ("transfer.yaml", include_str!("../transfer/transfer.yaml")),
    ("waiters.yaml", include_str!("../waiters/spec/waiters.yaml")),
];

const ASYNC: &[ClientKind] = &[ClientKind::Async];
const BLOCKING: &[ClientKind] = &[ClientKind::Blocking];
const BOTH: &[ClientKind] = &[ClientKind::Async, ClientKind::Blocking];
const HYPER: &[ClientKind] = &[ClientKind::Hyper];
const REQWEST: &[ClientKind] = &[ClientKind::Reqwest];
const UREQ: &[ClientKind] = &[ClientKind::Ureq];

/// Operations and shapes that need little of the support code, each by its name, and the clients of each.
const SMALL: &[(&str, &[ClientKind], &str)] = &[
    ("nothing", UREQ, "operations: { Ping: { http: GET /ping } }"),
    ("no_body", HYPER, "operations: { Ping: { http: HEAD /ping, input: { a: { type: string, query: a } } } }"),
    ("input_alone", BLOCKING, "operations: { Ping: { http: PUT /ping, input: { a: string } } }"),
    ("output_alone", ASYNC, "operations: { Ping: { http: GET /ping, output: { a: { type: long, required: true } } } }"),
    ("headers", REQWEST, "\
operations:
  Ping: { http: GET /ping, input: { a: { type: Texts, header: x-a } }, output: { b: { type: Texts, header: x-b } } }
shapes: { Texts: { type: list, of: string } }"),
    (
        "same_names",
        BLOCKING,
        "\
operations:
  get_pet: { http: GET /a, output: { pet: Pet_1, other: Pet1, kind: Kind } }
  GetPet: { http: GET /b }
shapes:
  Pet_1: { type: structure, members: { self: string, Self: string, type: string, Type: string, type_: string } }
  Pet1: { type: structure, members: { a1_2: string, a12: string, a_1_2: string, A12: string } }
  Kind: { type: enum, values: [a_b, aB, A_B, ab, a1_2, a12, self, Self] }",
    ),
    ("listed_error", BOTH, "operations: { Ping: { http: GET /ping, errors: [Gone] } }\nerrors: { Gone: { status: 410 } }"),
    ("error_with_members", UREQ, "\
operations: { Ping: { http: GET /ping, errors: [Gone] } }
errors: { Gone: { status: 410, retry: transient, members: { meta: string, where: { type: string, header: x-at } } } }"),
    ("common_error", ASYNC, "operations: { Ping: { http: GET /ping } }\ncommon_errors: { Busy: { status: 429 } }"),
    ("structure", BLOCKING, "\
operations: { Ping: { http: PUT /ping, input: { a: { type: Thing, payload: true } } } }
shapes: { Thing: { type: structure, members: { a: string } } }"),
    ("structure_with_default", ASYNC, "\
operations: { Ping: { http: GET /ping, output: { a: Thing } } }
shapes: { Thing: { type: structure, members: { a: { type: integer, default: 1 } } } }"),
    ("union", BLOCKING, "\
operations: { Ping: { http: GET /ping, output: { a: Either } } }
shapes: { Either: { type: union, members: { a: string, b: boolean } } }"),
    ("union_with_tag", BLOCKING, "\
operations: { Ping: { http: GET /ping, output: { a: Either } } }
shapes: { Either: { type: union, tag: kind, members: { a: A } }, A: { type: structure, members: { b: string } } }"),
    ("union_by_kind", BLOCKING, "\
operations: { Ping: { http: PUT /ping, input: { a: Either } } }
shapes: { Either: { type: union, by: kind, members: { a: string } } }"),
    ("union_by_members", BLOCKING, "\
operations: { Ping: { http: GET /ping, output: { a: Either } } }
shapes: { Either: { type: union, by: members, members: { a: A } }, A: { type: structure, members: { b: { type: string, required: true } } } }"),
    ("enums", ASYNC, "\
operations: { Ping: { http: GET /ping, input: { a: { type: Kind, query: a } }, output: { b: { type: Size, header: b } } } }
shapes: { Kind: { type: enum, values: [A] }, Size: { type: int_enum, values: { Small: 1 } } }"),
    ("timestamp", BLOCKING, "\
operations: { Ping: { http: GET /ping, input: { a: { type: Time, query: a } } } }
shapes: { Time: { type: timestamp } }"),
    ("date", ASYNC, "operations: { Ping: { http: GET /ping, output: { a: date } } }"),
    ("uuid", ASYNC, "operations: { Ping: { http: GET /ping, output: { a: uuid } } }"),
    ("unsigned_long", BLOCKING, "operations: { Ping: { http: GET /ping, output: { a: unsigned_long } } }"),
    ("constant", ASYNC, "\
operations: { Ping: { http: POST /ping, input: { a: { type: boolean, required: true, constant: true }, b: Note } } }
shapes: { Note: { type: structure, members: { type: { type: string, required: true, constant: note } } } }"),
    ("single_value", BLOCKING, "\
operations: { Ping: { http: POST /ping, request: application/json, input: { a: { type: Time, payload: true } } } }
shapes: { Time: { type: timestamp, format: date_time } }"),
    ("sensitive", ASYNC, "\
operations: { Ping: { http: PUT /ping, input: { a: Number, b: Text } } }
shapes: { Number: { type: integer, sensitive: true }, Text: { type: string, sensitive: true } }"),
    ("blob", BLOCKING, "operations: { Ping: { http: PUT /ping, input: { a: blob } } }"),
    ("number", ASYNC, "operations: { Ping: { http: PUT /ping, input: { a: big_integer } } }"),
    ("document", BLOCKING, "operations: { Ping: { http: GET /ping, output: { a: document } } }"),
    ("stream", HYPER, "\
operations: { Ping: { http: PUT /ping, input: { a: { type: Bytes, payload: true } } } }
shapes: { Bytes: { type: blob, streaming: true } }"),
    ("pages", UREQ, "\
operations:
  Ping:
    http: GET /ping
    input: { a: { type: string, query: a } }
    output: { b: string }
    pagination: { input_token: a, output_token: b }"),
    ("pages_by_number", BLOCKING, "\
operations:
  Ping:
    http: GET /ping
    input: { page: { type: integer, query: page } }
    output: { more: { type: boolean, required: true } }
    pagination: { page: page, has_more: more }"),
    ("pages_by_offset", ASYNC, "\
operations:
  Ping:
    http: GET /ping
    input: { offset: { type: byte, query: offset, required: true } }
    output: { list: { type: Texts, required: true, payload: true } }
    pagination: { offset: offset, items: list }
shapes: { Texts: { type: list, of: string } }"),
    ("pages_by_link", BOTH, "operations: { Ping: { http: GET /ping, pagination: { next: link } } }"),
    ("pages_by_uri", UREQ, "operations: { Ping: { http: GET /ping, output: { next: string }, pagination: { next: next } } }"),
    ("waiter", BLOCKING, "\
operations:
  Ping: { http: GET /ping, waiters: { Up: { acceptors: [{ state: success, status: success }, { state: retry, status: error }] } } }"),
    ("async_waiter", ASYNC, "\
operations:
  Ping:
    http: GET /ping
    output: { up: { type: boolean, required: true } }
    waiters: { Up: { acceptors: [{ state: success, path: up }] } }"),
    ("token", BLOCKING, "operations: { Ping: { http: PUT /ping, input: { a: { type: string, idempotency_token: true } } } }"),
    ("checksum", ASYNC, "operations: { Ping: { http: PUT /ping, checksum_required: true, input: { a: string } } }"),
    ("compression", BLOCKING, "operations: { Ping: { http: PUT /ping, compress_request: true, input: { a: string } } }"),
    ("hash", BLOCKING, "operations: { Ping: { http: PUT /ping, tree_hash: true, input: { a: string } } }"),
    ("endpoint", ASYNC, "operations: { Ping: { http: PUT /ping, input: { a: { type: string, endpoint: true } } } }"),
    ("label", BLOCKING, "operations: { Ping: { http: 'GET /ping/{a}', input: { a: { type: integer, label: a, default: 1 } } } }"),
    ("host", ASYNC, "operations: { Ping: { http: GET /ping, host: data. } }"),
    ("bearer", BLOCKING, "operations: { Ping: { http: GET /ping, auth: bearer } }"),
    ("async_bearer", ASYNC, "operations: { Ping: { http: GET /ping, auth: bearer } }"),
];

/// Small specs of the other protocols: each has what only its own format needs. They are asynchronous.
const OTHER_PROTOCOLS: &[(&str, &str, &str)] = &[
    ("aws_json", "protocol: aws-json-1.1, target_prefix: A", "operations: { Ping: { output: { a: string } } }"),
    ("cbor_without_a_body", "protocol: rpc-v2-cbor, target_prefix: A", "operations: { Ping: {} }"),
    ("cbor", "protocol: rpc-v2-cbor, target_prefix: A", "\
operations: { Ping: { input: { a: A, b: blob }, output: { a: A, b: blob, c: timestamp } } }
shapes: { A: { type: union, members: { b: string, c: big_decimal } } }"),
    ("query_without_a_body", "protocol: aws-query, version: '1'", "operations: { Ping: {} }"),
    ("query", "protocol: aws-query, version: '1'", "\
operations: { Ping: { input: { a: A, b: B }, output: { a: A, b: B, c: C } } }
shapes: { A: { type: list, of: timestamp }, B: { type: map, of: float }, C: { type: union, members: { d: string } } }"),
    ("ec2", "protocol: ec2-query, version: '1'", "\
operations: { Ping: { input: { a: A }, output: { a: A }, errors: [No] } }
errors: { No: { members: { b: string } } }
shapes: { A: { type: list, of: string } }"),
    ("xml_without_a_body", "protocol: rest-xml", "operations: { Ping: { http: GET /ping } }"),
    ("xml_of_requests", "protocol: rest-xml", "operations: { Ping: { http: PUT /ping, input: { a: string } } }"),
    ("xml_of_responses", "protocol: rest-xml", "operations: { Ping: { http: GET /ping, output: { a: string } } }"),
    ("xml", "protocol: rest-xml", "\
operations: { Ping: { http: PUT /ping, input: { a: { type: A, payload: true } }, output: { b: { type: string, payload: true } } } }
shapes: { A: { type: structure, members: { c: { type: string, xml: { attribute: true } }, d: { type: D, xml: { flattened: true } } } }, D: { type: list, of: string } }"),
];

/// A crate with all of the large specs as `src/api`, and in its manifest what all clients need.
fn crate_for_all(name: &str) -> FreshCrate {
    let fresh = FreshCrate::new(name).unwrap();
    for (name, spec) in LARGE {
        fresh.write(name, spec).unwrap();
    }
    for (name, protocol, items) in OTHER_PROTOCOLS {
        let service = format!(
            "service: {{ name: small_{name}, {protocol}, endpoint: {{ aws: small }}, auth: none }}"
        );
        let spec = format!("restsmith: 1\n{service}\n{items}\n");
        fresh.write(&format!("{name}.yaml"), &spec).unwrap();
    }
    let builder = Builder::new()
        .clients(EVERY_CLIENT.iter().copied())
        .tracing(true)
        .aws_sigv4(true);
    let specs = LARGE.map(|(name, _)| fresh.path().join(name));
    let change = builder.plan(fresh.path().join("src/api"), &specs).unwrap();
    change.apply().unwrap();
    let others = OTHER_PROTOCOLS
        .iter()
        .map(|(name, ..)| fresh.path().join(format!("{name}.yaml")));
    let all: Vec<_> = specs.iter().cloned().chain(others).collect();
    let dependencies = builder.dependencies(&all).unwrap();
    fresh.write_manifest(&dependencies).unwrap();
    fresh
}

/// Generates a client into a file of the crate's own, with its own runtime, and returns the module that includes it.
fn small_client(library: &FreshCrate, name: &str, clients: &[ClientKind]) -> String {
    let built = Builder::new()
        .clients(clients.iter().copied())
        .out_dir(library.path().join("src"));
    built
        .file_name(format!("{name}.rs"))
        .compile(&[library.path().join(format!("{name}.yaml"))])
        .unwrap();
    // The large specs' clients can't have this: the macros of the crate `tracing` allow something unused.
    format!(
        "\n/// A client.\n#[forbid(unused)]\npub mod {name} {{\n    include!(\"{name}.rs\");\n}}\n"
    )
}

#[test]
fn a_public_module_of_a_library_passes_without_an_allow() {
    let library = crate_for_all("lints-library");
    let mut lib = format!(
        "//! Clients.\n#![forbid({FORBIDDEN})]\n#![deny({NEEDS_ALLOW}, unnameable_types, {DENIED})]\n\n\
         pub mod api;\n"
    );
    for &(name, clients, items) in SMALL {
        let path = format!("{name}.yaml");
        let service =
            "service: { name: small, protocol: rest-json, endpoint: { url: https://example.com } }";
        library
            .write(&path, &format!("restsmith: 1\n{service}\n{items}\n"))
            .unwrap();
        lib.push_str(&small_client(&library, name, clients));
    }
    for (name, ..) in OTHER_PROTOCOLS {
        lib.push_str(&small_client(&library, name, ASYNC));
    }
    library.write("src/lib.rs", &lib).unwrap();
    library.cargo(&["clippy", "--quiet"]).unwrap();
}

#[test]
fn a_private_module_of_a_program_passes_below_the_line_that_readme_shows() {
    let program = crate_for_all("lints-program");
    let built = Builder::new().clients([ClientKind::Ureq, ClientKind::Hyper]);
    let built = built
        .out_dir(program.path().join("src"))
        .file_name("portal.rs");
    built
        .compile(&[program.path().join("portal.yaml")])
        .unwrap();
    let vendored = readme_block("<!-- vendored -->");
    let build_script = readme_block("<!-- build script -->");
    let build_script = build_script.replace("mod api", "mod built").replace(
        r#"concat!(env!("OUT_DIR"), "/portal.rs")"#,
        r#""portal.rs""#,
    );
    let main = format!(
        "//! Calls nobody.\n#![forbid(unsafe_code, missing_docs)]\n#![deny(dead_code, {NEEDS_ALLOW}, {DENIED})]\n\n\
         {vendored}\n{build_script}\nfn main() {{}}\n"
    );
    program.write("src/main.rs", &main).unwrap();
    program.cargo(&["clippy", "--quiet"]).unwrap();
}

#[test]
fn generated_code_allows_no_lint_but_clippys_and_says_why() {
    let library = crate_for_all("lints-allowed");
    let built = Builder::new()
        .clients(EVERY_CLIENT.iter().copied())
        .tracing(true)
        .aws_sigv4(true);
    let built = built.out_dir(library.path()).file_name("all.rs");
    built
        .compile(&LARGE.map(|(name, _)| library.path().join(name)))
        .unwrap();
    let text = std::fs::read_to_string(library.path().join("all.rs")).unwrap();
    let attributes: Vec<_> = text
        .split("[allow(")
        .skip(1)
        .map(|rest| rest.split(")]").next().unwrap())
        .collect();
    assert!(!attributes.is_empty());
    for attribute in attributes {
        let (lints, reason) = attribute.split_once("reason = ").unwrap();
        assert!(!reason.is_empty());
        for lint in lints
            .split(',')
            .map(str::trim)
            .filter(|lint| !lint.is_empty())
        {
            assert!(lint.starts_with("clippy::"), "{lint}");
        }
    }
}
