//! The media types that are sent and accepted.

#![cfg(test)]

use bytes::Bytes;
use http::Response;
use restsmith_requests::{
    forms_by_default,
    media_types::{
        CreateInput, CreateOutput, DrawInput, ExportInput, FormInput, ImportInput, KeepInput,
        ListInput, PatchInput, ReplaceInput, SendInput, ShowInput, StoreInput, types::Thing,
    },
    runtime::{Body, Operation},
    sent_with,
};

const API: &str = "accept: application/vnd.api+json; ext=\"a, b\"\n";

/// Asserts that the headers `accept` and `content-type` of a request, and its body, are these.
#[track_caller]
fn assert_sent(input: &(impl Operation + Clone), expected: &str) {
    let sent = sent_with(input, &["accept:", "content-type:"]);
    let (_, sent) = sent.split_once('\n').unwrap_or_default();
    assert_eq!(sent, expected);
}

#[test]
fn json_has_the_media_type_of_the_operation_or_else_of_the_service() {
    assert_sent(
        &PatchInput::new("1").name_null(),
        "accept: application/problem+json, application/json;q=0.5\n\
         content-type: application/merge-patch+json; charset=utf-8\n\n{\"name\":null}",
    );
    let typed = "content-type: application/vnd.api+json\n\n";
    assert_sent(
        &CreateInput::new().name("a"),
        &format!("{API}{typed}{{\"name\":\"a\"}}"),
    );
    let thing = ReplaceInput::new().thing(Thing::new().name("a"));
    assert_sent(&thing, &format!("{API}{typed}{{\"name\":\"a\"}}"));
    assert_sent(&ReplaceInput::new(), API.trim_end());
    assert_sent(
        &FormInput::new().name("a"),
        &format!("{API}content-type: application/x-www-form-urlencoded\n\nname=a"),
    );
    assert_sent(&ListInput::new(), API.trim_end());
}

#[test]
fn a_member_replaces_a_media_type() {
    let input = SendInput::new(Thing::new());
    assert_sent(
        &input,
        "accept: application/json\ncontent-type: application/json\n\n{}",
    );
    assert_sent(
        &input.r#type("text/json").accepted("*/*"),
        "accept: */*\ncontent-type: text/json\n\n{}",
    );
}

#[test]
fn a_body_that_is_sent_as_it_is_has_any_media_type() {
    assert_sent(
        &ImportInput::new().lines("a,b\r\n"),
        &format!("{API}content-type: text/csv; charset=utf-8\n\na,b\r\n"),
    );
    assert_sent(&ImportInput::new(), API.trim_end());
    assert_sent(
        &DrawInput::new(Bytes::from("<svg/>")),
        &format!("{API}content-type: image/svg+xml\n\n<svg/>"),
    );
    assert_sent(
        &KeepInput::new(Bytes::from("png")),
        &format!("{API}content-type: image/png\n\npng"),
    );
    let endpoint = restsmith_requests::runtime::Endpoint::parse("https://a.example").unwrap();
    let request = StoreInput::new("{}\n").request(&endpoint).unwrap();
    assert_eq!(request.headers()["content-type"], "application/x-ndjson");
}

#[test]
fn what_is_read_as_it_is_accepts_only_its_own_media_types() {
    assert_sent(
        &ExportInput::new(),
        "accept: text/csv, text/tab-separated-values",
    );
    assert_sent(&ShowInput::new(), "");
}

#[test]
fn any_json_is_read() {
    for media_type in [
        "application/vnd.api+json",
        "Application/Problem+JSON; charset=utf-8",
        "application/json",
        "text/json",
        "text/plain",
    ] {
        let response = Response::builder().header("content-type", media_type);
        let response = response.body(Body::from(r#"{"name":"a"}"#)).unwrap();
        let CreateOutput { name, .. } = CreateInput::new().response(response).unwrap();
        assert_eq!(name.as_deref(), Some("a"), "{media_type}");
    }
}

#[test]
fn a_service_has_forms_except_where_an_operation_says_otherwise() {
    use forms_by_default::{CreateInput, FindInput, PatchInput, ReplaceInput};
    let tags = || vec!["a b".to_owned()];
    assert_sent(
        &CreateInput::new().name("a").tags(tags()),
        "content-type: application/x-www-form-urlencoded\n\nname=a&tags%5B%5D=a+b",
    );
    assert_sent(&FindInput::new().name("a"), "");
    assert_sent(
        &PatchInput::new().name("a"),
        "content-type: application/json\n\n{\"name\":\"a\"}",
    );
    assert_sent(
        &ReplaceInput::new().tags(tags()),
        "content-type: application/json\n\n[\"a b\"]",
    );
}
