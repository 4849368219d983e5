//! What a spec of RPC v2 CBOR must hold.

use super::diagnostics::diagnostics;

const SPEC: &str = "\
restsmith: 1
service:
  name: pets
  protocol: rpc-v2-cbor
  target_prefix: Pets
  endpoint: { url: https://pets.example.com }
operations:
  Ping: {}
  Check: { input: {} }
  Feed:
    input: { food: string, at: timestamp }
    output: { fed: timestamp }
    errors: [NotHungry]
errors:
  NotHungry: {}
";

/// Returns the first line about the spec above with one change.
fn first(old: &str, new: &str) -> String {
    assert_eq!(SPEC.matches(old).count(), 1, "{old}");
    let shown = diagnostics(&SPEC.replace(old, new));
    shown.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_spec_without_methods_and_formats_of_times_is_complete() {
    assert_eq!(diagnostics(SPEC), "");
}

#[test]
fn the_service_needs_its_name_in_requests() {
    let missing = first("  target_prefix: Pets\n", "");
    assert!(missing.starts_with("error[RS0009]"), "{missing}");
    assert!(missing.contains("target_prefix"), "{missing}");
    let invalid = first("target_prefix: Pets", "target_prefix: a/b");
    assert!(invalid.starts_with("error[RS0011]"), "{invalid}");
}

#[test]
fn a_method_and_a_uri_are_refused() {
    assert_eq!(
        first("Ping: {}", "Ping: { http: GET /ping }"),
        "error[RS0016]: `http` is only for `rest-json` and `rest-xml`: this protocol says the method and URI of each operation"
    );
}

#[test]
fn every_member_belongs_to_the_body() {
    for key in [
        "header: x-food",
        "query: food",
        "payload: true",
        "label: food",
    ] {
        let shown = first("food: string", &format!("food: {{ type: string, {key} }}"));
        assert!(shown.starts_with("error[RS0028]"), "{key}: {shown}");
    }
}

#[test]
fn a_form_is_refused() {
    let shown = first("Feed:\n", "Feed:\n    request: form\n");
    assert_eq!(
        shown,
        "error[RS0011]: `request: form` can't be used with this protocol"
    );
}

#[test]
fn the_prefix_is_for_all_protocols_that_name_the_service() {
    assert_eq!(
        first("protocol: rpc-v2-cbor", "protocol: rest-json"),
        "error[RS0007]: `target_prefix` is only for `aws-json-1.0`, `aws-json-1.1` and `rpc-v2-cbor`"
    );
}
