//! What clients of awsJson send, and what they make of responses.

#![cfg(test)]

use http::Request;
use restsmith_responses::{
    answer,
    aws_json::{CountError, CountInput, PingInput},
    runtime::{Body, Endpoint, Operation},
};

fn request(mut input: impl Operation) -> Request<Body> {
    input.prepare(&|| "t-1".to_owned());
    input
        .request(&Endpoint::parse("https://stock.eu-west-1.amazonaws.com/base").unwrap())
        .unwrap()
}

/// The headers as lines, in the order of their names.
fn headers(request: &Request<Body>) -> Vec<String> {
    let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        format!("{name}: {}", value.to_str().unwrap())
    };
    let mut headers: Vec<_> = request.headers().iter().map(header).collect();
    headers.sort();
    headers
}

#[test]
fn every_request_is_a_post_to_one_path_that_names_service_and_operation() {
    let request = request(PingInput::new());
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://stock.eu-west-1.amazonaws.com/base/");
    assert_eq!(
        headers(&request),
        [
            "content-length: 2",
            "content-type: application/x-amz-json-1.1",
            "x-amz-target: Stock_20310203.Ping",
            "x-amzn-query-mode: true",
        ]
    );
    assert_eq!(request.body().bytes(), "{}");
}

#[test]
fn every_member_is_an_entry_of_the_body_also_if_it_is_a_part_of_the_host() {
    let input = CountInput::new("top").since(jiff::Timestamp::new(7, 500_000_000).unwrap());
    let request = request(input);
    assert_eq!(
        request.uri(),
        "https://top.stock.eu-west-1.amazonaws.com/base/"
    );
    assert_eq!(
        request.body().bytes(),
        r#"{"Shelf":"top","since":7.5,"token":"t-1"}"#
    );
}

#[test]
fn an_operation_may_be_sent_again_unless_its_spec_says_otherwise() {
    const { assert!(PingInput::IS_IDEMPOTENT) };
    const { assert!(!CountInput::IS_IDEMPOTENT) };
}

#[test]
fn a_success_is_a_json_body_of_any_content_type_of_json() {
    for content_type in [
        "application/x-amz-json-1.1",
        "application/x-amz-json-1.0",
        "application/json",
    ] {
        let header = format!("content-type: {content_type}");
        let body = r#"{"items":{"a":1,"b":null},"counted":7.5}"#;
        let output = answer(&CountInput::new("top"), 200, &[&header], body).unwrap();
        assert_eq!(
            format!("{:?}", output.items),
            r#"{"a": Some(1), "b": None}"#
        );
        assert_eq!(
            output.counted,
            Some(jiff::Timestamp::new(7, 500_000_000).unwrap())
        );
    }
    let portal = answer(
        &PingInput::new(),
        200,
        &["content-type: text/html"],
        "<html>",
    )
    .unwrap_err();
    let expected = "the response (HTTP 200) is not from the service, but may be from a proxy or a captive \
                    portal: it has no request id of the service, and its content type is text/html, not JSON";
    assert!(portal.to_string().ends_with(expected), "{portal}");
}

#[test]
fn an_error_is_known_by_its_type_or_by_its_code_of_the_query_protocol() {
    let body = r#"{"__type":"com.example.stock#ShelfMissing","message":"no","shelf":"top"}"#;
    for (headers, code) in [
        (
            &["x-amzn-query-error: Stock.NoSuchShelf;Sender"][..],
            "Stock.NoSuchShelf",
        ),
        (
            &["x-amzn-errortype: Stock.NoSuchShelf"],
            "Stock.NoSuchShelf",
        ),
    ] {
        let error = answer(&CountInput::new("top"), 400, headers, body).unwrap_err();
        let CountError::ShelfMissing(error) = error.service().unwrap() else {
            panic!("{error}")
        };
        assert_eq!(
            (error.meta().code(), error.message()),
            (Some(code), Some("no"))
        );
        assert_eq!(error.shelf.as_deref(), Some("top"));
    }
}
