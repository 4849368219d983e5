//! Each client by itself: it has no warning, and brings the crates that it needs and no other.

#![cfg(test)]

use restsmith::{Builder, ClientKind};
use restsmith_tests::FreshCrate;

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/transfer.yaml");

/// A service that compresses no request.
const CODED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/coded.yaml");

/// What streams, checksums, hashes and compression need beside what every client of this kind does.
const FOR_BODIES: [&str; 5] = ["base64", "flate2", "futures-core", "md-5", "sha2"];

/// The crates that a client of this kind brings.
fn crates(kind: ClientKind, name: &str, spec: &str, gzip: bool) -> Vec<String> {
    let library = FreshCrate::new(name).unwrap();
    let builder = Builder::new().clients([kind]).gzip(gzip);
    let change = builder
        .plan(library.path().join("src/api"), &[spec])
        .unwrap();
    change.apply().unwrap();
    library.write_manifest(&change.dependencies()).unwrap();
    library
        .write("src/lib.rs", "//! A client.\n\npub mod api;\n")
        .unwrap();
    library.cargo(&["check", "--quiet"]).unwrap();
    let lines = change.dependencies();
    let names = lines
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(" = "));
    names.map(|(name, _)| name.to_owned()).collect()
}

fn assert_brings(kind: ClientKind, name: &str, streams: bool) {
    let crates = crates(kind, name, SPEC, false);
    for name in FOR_BODIES {
        let is_there = crates.iter().any(|other| other == name);
        assert_eq!(
            is_there,
            streams || name != "futures-core",
            "{name}: {crates:?}"
        );
    }
    let is_async = |name: &&String| ["hyper", "tokio", "http-body-util"].contains(&name.as_str());
    assert!(
        streams || !crates.iter().any(|name| is_async(&name)),
        "{crates:?}"
    );
}

#[test]
fn a_blocking_client_brings_no_crate_for_asynchronous_streams() {
    assert_brings(ClientKind::Ureq, "transfer-ureq", false);
    assert_brings(ClientKind::Blocking, "transfer-blocking", false);
}

#[test]
fn an_asynchronous_client_brings_one() {
    assert_brings(ClientKind::Hyper, "transfer-hyper", true);
    assert_brings(ClientKind::Reqwest, "transfer-reqwest", true);
    assert_brings(ClientKind::Async, "transfer-async", true);
}

#[test]
fn a_client_that_decodes_responses_brings_one_crate_more() {
    for (kind, name) in [
        (ClientKind::Blocking, "coded-blocking"),
        (ClientKind::Async, "coded-async"),
    ] {
        let mut expected = crates(kind, name, CODED, false);
        expected.push("flate2".to_owned());
        expected.sort();
        assert_eq!(crates(kind, name, CODED, true), expected);
    }
}
