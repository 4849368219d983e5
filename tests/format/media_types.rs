//! What is said of media types.

use super::diagnostics::{SPEC, after, diagnostics, headlines, help, with_operations};

/// What is said about an operation with these keys.
fn with_keys(keys: &str) -> String {
    with_operations(
        &format!("  Feed:\n    http: POST /feed\n    {keys}\n"),
        "shapes:\n  Food: { type: structure, members: { name: string } }\n",
    )
}

/// What is said about a service with these keys.
fn with_service(keys: &str) -> String {
    after("  title: Pets", &format!("  title: Pets\n  {keys}"))
}

const FOOD: &str = "input: { food: Food }";

#[test]
fn a_media_type_is_valid() {
    insta::assert_snapshot!(
        "rs0008_media_type",
        with_keys(&format!("request: json\n    {FOOD}"))
    );
    insta::assert_snapshot!(
        "rs0011_media_type",
        with_keys(&format!("request: application/json; charset\n    {FOOD}"))
    );
    insta::assert_snapshot!(
        "rs0008_response",
        with_keys(&format!("response: {{ name: string }}\n    {FOOD}"))
    );
    let listed = with_keys(&format!("response: [application/json, json]\n    {FOOD}"));
    assert_eq!(
        headlines(&listed),
        ["error[RS0011]: `json` isn't a media type"]
    );
    let none = with_keys(&format!("response: []\n    {FOOD}"));
    assert_eq!(
        headlines(&none),
        ["error[RS0011]: `response` names no media type"]
    );
}

#[test]
fn members_are_json() {
    insta::assert_snapshot!(
        "rs0011_xml_request",
        with_keys(&format!("request: application/xml\n    {FOOD}"))
    );
    insta::assert_snapshot!(
        "rs0011_xml_response",
        with_keys(&format!(
            "response: [application/json, application/xml]\n    {FOOD}\n    output: {{ food: Food }}"
        ))
    );
    let form = with_keys(&format!(
        "request: application/x-www-form-urlencoded\n    {FOOD}"
    ));
    assert_eq!(help(&form), "write `request: form`");
    let whole = "output: { food: { type: Food, payload: true } }";
    let payload = with_keys(&format!("response: text/csv\n    {FOOD}\n    {whole}"));
    assert_eq!(
        headlines(&payload),
        ["error[RS0011]: `text/csv` isn't JSON, and members of a body are JSON"]
    );
    let whole = "input: { food: { type: Food, payload: true } }";
    let payload = with_keys(&format!("request: text/csv\n    {whole}"));
    assert_eq!(headlines(&payload).len(), 1);
    for service in ["request: application/xml", "response: application/xml"] {
        let said = with_service(service);
        let expected =
            "error[RS0011]: `application/xml` isn't JSON, and members of a body are JSON";
        assert_eq!(headlines(&said), [expected]);
    }
}

#[test]
fn a_media_type_of_no_body_has_no_effect() {
    insta::assert_snapshot!(
        "rs0011_no_body",
        with_keys("request: application/merge-patch+json")
    );
    // Without an output, there are still errors.
    let said = after("    docs:", "    response: application/a+json\n    docs:");
    assert_eq!(said, "");
}

#[test]
fn a_header_is_set_in_one_way() {
    let input = |header: &str, required: bool| {
        format!(
            "input: {{ food: {{ type: Food, payload: true }}, type: {{ type: string, header: {header}, required: {required} }} }}"
        )
    };
    insta::assert_snapshot!(
        "rs0019_content_type",
        with_keys(&format!(
            "request: application/a+json\n    {}",
            input("Content-Type", true)
        ))
    );
    let accept = with_keys(&format!(
        "response: application/a+json\n    {}",
        input("accept", true)
    ));
    assert_eq!(
        headlines(&accept),
        [
            "error[RS0019]: `response` has no effect: the member `type` always sets the header `accept`"
        ]
    );
    for header in ["content-type", "accept"] {
        let keys = "request: application/a+json\n    response: application/a+json";
        let optional = with_keys(&format!("{keys}\n    {}", input(header, false)));
        assert_eq!(optional, "");
    }
    let headers = "headers: { Accept: application/json }";
    insta::assert_snapshot!(
        "rs0019_accept",
        with_service(&format!("response: application/a+json\n  {headers}"))
    );
    let constant = SPEC
        .replace("  title: Pets", &format!("  title: Pets\n  {headers}"))
        .replace("    docs:", "    response: application/a+json\n    docs:");
    assert_eq!(
        headlines(&diagnostics(&constant)),
        ["error[RS0019]: the header `accept` is set by both `response` and `headers`"]
    );
}

#[test]
fn a_protocol_may_decide_on_media_types() {
    for key in [
        "request: form",
        "request: application/json",
        "response: application/json",
    ] {
        let (name, _) = key.split_once(':').unwrap();
        let expected = format!("error[RS0011]: `{name}` can't be used with this protocol");
        let service = after(
            "protocol: rest-json",
            &format!("protocol: aws-json-1.1\n  target_prefix: Pets\n  {key}"),
        );
        assert!(
            headlines(&service).contains(&expected.as_str()),
            "{service}"
        );
        if key != "request: form" {
            let operation = diagnostics(&format!(
                "restsmith: 1\nservice:\n  name: pets\n  protocol: aws-json-1.1\n  target_prefix: Pets\n  \
                 endpoint: {{ url: https://pets.example.com }}\noperations:\n  Feed:\n    {key}\n    input: {{ food: string }}\n"
            ));
            assert_eq!(headlines(&operation), [expected]);
        }
    }
}

#[test]
fn a_form_by_default_is_for_operations_with_a_body() {
    assert_eq!(with_service("request: form"), "");
}

#[test]
fn a_single_value_is_a_whole_body_only_if_that_is_json() {
    let time = "input: { at: { type: timestamp, payload: true } }";
    insta::assert_snapshot!("rs0038_payload_not_json", with_keys(time));
    let csv = with_keys(&format!("request: text/csv\n    {time}"));
    let message = "error[RS0038]: a member of this type can't be bound to the whole body, unless that is JSON";
    assert_eq!(headlines(&csv), [message]);
    let mixed = "response: [application/json, text/csv]\n    output: { count: { type: integer, payload: true } }";
    assert_eq!(headlines(&with_keys(mixed)), [message]);
    for keys in [
        "request: application/merge-patch+json\n    input: { count: { type: unsigned_long, payload: true } }\n    output: { food: Food }",
        "response: [application/json, text/json]\n    input: { food: Food }\n    output: { id: { type: uuid, payload: true } }",
        "input: { food: Food }\n    output: { text: { type: string, payload: true } }",
    ] {
        assert_eq!(with_keys(keys), "", "{keys}");
    }
}
