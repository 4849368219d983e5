//! Generated code compiles in crates of every edition that can take it.

use restsmith::{Builder, ClientKind};
use restsmith_tests::FreshCrate;

const CLIENTS: [ClientKind; 5] = [
    ClientKind::Async,
    ClientKind::Blocking,
    ClientKind::Hyper,
    ClientKind::Reqwest,
    ClientKind::Ureq,
];

/// Specs that use all of the format between them.
const SPECS: [(&str, &str); 7] = [
    ("portal.yaml", include_str!("../../spec/portal.yaml")),
    ("oidc.yaml", include_str!("../../spec/oidc.yaml")),
    ("cloud.yaml", include_str!("../mutations/cloud.yaml")),
    ("pages.yaml", include_str!("../mutations/pages.yaml")),
    ("stock.yaml", include_str!("../mutations/stock.yaml")),
    ("store.yaml", include_str!("../mutations/store.yaml")),
    ("transfer.yaml", include_str!("../transfer/transfer.yaml")),
];

/// Names that are keywords in some editions only, wherever a spec can give a name.
const KEYWORDS: &str = "\
restsmith: 1
service: { name: keywords, protocol: rest-json, endpoint: { url: https://keywords.example.com } }
operations:
  Async:
    http: POST /{dyn}
    input:
      dyn: { type: string, required: true, label: dyn }
      gen: { type: string, header: x-gen }
      try: { type: Try, required: true }
      await: Gen
      async: { type: integer, query: async }
    output: { gen: Gen, dyn: Dyn, try: { type: string, required: true } }
    errors: [Await, Try]
  Gen: { http: GET /gen }
  Try: { http: GET /try }
  Dyn: { http: GET /dyn }
  Await: { http: GET /await }
errors:
  Await: { status: 409, members: { gen: string, async: { type: string, header: x-async } } }
  Try: { status: 410, members: { message: string } }
shapes:
  Try: { type: structure, members: { dyn: { type: string, required: true }, gen: { type: integer, default: 1 } } }
  Gen: { type: enum, values: [async, await, dyn, gen, try] }
  Dyn: { type: union, members: { async: string, gen: integer, try: Try } }
";

/// Checks a library of this edition that takes clients in by both ways: with every client and option, as a folder
/// without Cargo features, and as a build script's file with them.
fn assert_compiles(edition: &'static str) {
    let library = FreshCrate::new(&format!("edition-{edition}"))
        .unwrap()
        .edition(edition);
    let mut paths = Vec::new();
    for (name, spec) in SPECS.into_iter().chain([("keywords.yaml", KEYWORDS)]) {
        library.write(name, spec).unwrap();
        paths.push(library.path().join(name));
    }
    let vendored = Builder::new()
        .clients(CLIENTS)
        .tracing(true)
        .aws_sigv4(true)
        .gzip(true);
    vendored
        .plan(library.path().join("src/vendored"), &paths)
        .unwrap()
        .apply()
        .unwrap();
    let built = vendored
        .cargo_features(true)
        .out_dir(library.path().join("src"))
        .file_name("built.rs");
    built.compile(&paths).unwrap();
    library
        .write_manifest(&built.dependencies(&paths).unwrap())
        .unwrap();
    let modules = "//! Clients.\npub mod vendored;\n/// Clients.\npub mod built { include!(\"built.rs\"); }\n";
    library.write("src/lib.rs", modules).unwrap();
    library
        .cargo(&["check", "--quiet", "--all-features"])
        .unwrap();
}

#[test]
fn clients_compile_in_edition_2018() {
    assert_compiles("2018");
}

#[test]
fn clients_compile_in_edition_2021() {
    assert_compiles("2021");
}

#[test]
fn clients_compile_in_edition_2024() {
    assert_compiles("2024");
}
