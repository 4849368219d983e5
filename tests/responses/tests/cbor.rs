//! What clients of RPC v2 CBOR send, and what they make of responses.

#![cfg(test)]

use bytes::Bytes;
use http::Request;
use restsmith_responses::{
    answer,
    cbor::{CheckInput, CountError, CountInput, PingInput, types::Filter},
    runtime::{Body, Endpoint, Operation},
};

const IS_CBOR: &str = "content-type: application/cbor";
const NAMES_PROTOCOL: &str = "smithy-protocol: rpc-v2-cbor";

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
fn without_an_input_nothing_is_sent() {
    let request = request(PingInput::new());
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.uri(),
        "https://stock.eu-west-1.amazonaws.com/base/service/Stock_20310203/operation/Ping"
    );
    assert_eq!(
        headers(&request),
        [
            "accept: application/cbor",
            "content-length: 0",
            "smithy-protocol: rpc-v2-cbor",
            "x-amzn-query-mode: true",
        ]
    );
    assert_eq!(request.body().bytes(), "");
}

#[test]
fn an_input_without_members_is_an_empty_map() {
    let request = request(CheckInput::new());
    assert_eq!(
        request.uri().path(),
        "/base/service/Stock_20310203/operation/Check"
    );
    assert_eq!(
        headers(&request),
        [
            "accept: application/cbor",
            "content-length: 1",
            IS_CBOR,
            "smithy-protocol: rpc-v2-cbor",
            "x-amzn-query-mode: true",
        ]
    );
    assert_eq!(request.body().bytes(), &b"\xa0"[..]);
}

#[test]
fn every_member_that_is_set_is_an_entry_of_one_map() {
    let input = CountInput::new("top")
        .since(jiff::Timestamp::new(7, 500_000_000).unwrap())
        .label(Bytes::from_static(b"\xff"))
        .price(1.5)
        .total(
            "-12.50"
                .parse::<restsmith_responses::runtime::Number>()
                .unwrap(),
        )
        .filter(Filter::Ids(vec![-1, 1000]));
    assert_eq!(
        request(input).body().bytes(),
        &[
            &b"\xa7"[..],
            b"\x65Shelf\x63top",
            b"\x65since\xc1\xfb\x40\x1e\0\0\0\0\0\0",
            b"\x65label\x41\xff",
            b"\x65price\xfa\x3f\xc0\0\0",
            b"\x65total\xc4\x82\x21\x39\x04\xe1",
            b"\x66filter\xa1\x63ids\x82\x20\x19\x03\xe8",
            b"\x65token\x63t-1",
        ]
        .concat()[..]
    );
    // What is absent isn't counted.
    assert_eq!(
        request(CountInput::new("top")).body().bytes(),
        &b"\xa2\x65Shelf\x63top\x65token\x63t-1"[..]
    );
}

#[test]
fn an_operation_may_be_sent_again() {
    const { assert!(PingInput::IS_IDEMPOTENT) };
}

#[test]
fn a_success_is_a_map_of_a_known_or_an_unknown_length() {
    let definite = b"\xa3\x65items\xa2\x61a\x01\x61b\xf6\x67counted\xc1\x07\x64more\x80";
    let indefinite = b"\xbf\x65items\xbf\x61a\x01\x61b\xf6\xff\x67counted\x07\xff";
    for body in [&definite[..], indefinite] {
        let output = answer(&CountInput::new("top"), 200, &[IS_CBOR], body).unwrap();
        assert_eq!(
            format!("{:?}", output.items),
            r#"{"a": Some(1), "b": None}"#
        );
        assert_eq!(output.counted, jiff::Timestamp::new(7, 0).ok());
    }
    let others = b"\xa4\x65items\xa0\x65total\xc2\x42\x01\x00\x65label\x5f\x41a\x41b\xff\x66filter\xa1\x63new\x05";
    let output = answer(&CountInput::new("top"), 200, &[IS_CBOR], others).unwrap();
    assert_eq!(output.total.unwrap().as_str(), "256");
    assert_eq!(output.label.unwrap(), "ab");
    let Some(Filter::Unknown(filter)) = output.filter else {
        panic!("the member is unknown");
    };
    assert_eq!(filter.name(), "new");
}

#[test]
fn a_response_is_from_the_service_if_it_says_so_or_is_cbor() {
    let page = b"<html>Sign in</html>";
    for headers in [&[][..], &["content-type: text/html"]] {
        let error = answer(&PingInput::new(), 200, headers, page).unwrap_err();
        assert!(error.to_string().contains("CBOR"), "{error}");
        let error = answer(&CountInput::new("top"), 200, headers, page).unwrap_err();
        assert!(error.to_string().contains("CBOR"), "{error}");
    }
    for headers in [
        &[IS_CBOR][..],
        &[NAMES_PROTOCOL],
        &["x-amzn-requestid: r-1", "content-type: text/html"],
    ] {
        assert!(answer(&PingInput::new(), 200, headers, b"\xa0").is_ok());
        let body = b"\xa1\x65items\xa0";
        assert!(answer(&CountInput::new("top"), 200, headers, body).is_ok());
    }
    assert!(answer(&PingInput::new(), 200, &[], b"").is_ok());
    let damaged = answer(&CountInput::new("top"), 200, &[IS_CBOR], b"\xa1\x65items").unwrap_err();
    assert!(
        damaged.to_string().contains("the body ends before"),
        "{damaged}"
    );
}

#[test]
fn an_error_has_its_code_in_the_body_without_the_namespace() {
    let body = b"\xa4\x66__type\x78\x23com.example.stock#Stock.NoSuchShelf\x67message\x64gone\x65shelf\x63top\x63row\x63one";
    let error = answer(
        &CountInput::new("top"),
        400,
        &[IS_CBOR, NAMES_PROTOCOL],
        body,
    )
    .unwrap_err();
    assert_eq!(error.code(), Some("Stock.NoSuchShelf"));
    assert_eq!(error.message(), Some("gone"));
    let Some(CountError::ShelfMissing(missing)) = error.service() else {
        panic!("{error:?}");
    };
    assert_eq!(missing.shelf.as_deref(), Some("top"));
    // A member of another type is absent, alone.
    assert_eq!(missing.row, None);
}

#[test]
fn a_damaged_error_keeps_what_can_be_read() {
    let body = b"\xbf\x66__type\x71Stock.NoSuchShelf\x67Message\x64gone\x65shelf\x63to";
    let error = answer(&CountInput::new("top"), 400, &[], body).unwrap_err();
    assert_eq!(error.code(), Some("Stock.NoSuchShelf"));
    assert_eq!(error.message(), Some("gone"));
    for (body, message) in [
        (&b""[..], None),
        (b"\xa0", None),
        (b"<h1>Bad gateway</h1>", Some("<h1>Bad gateway</h1>")),
        (b"\xff\xfe\x00\x01", Some("the body is not text")),
    ] {
        let error = answer(&CountInput::new("top"), 502, &[], body).unwrap_err();
        assert_eq!((error.code(), error.message()), (None, message), "{body:?}");
    }
}

#[test]
fn the_code_of_the_query_protocol_goes_before_that_in_the_body() {
    let body = b"\xa1\x66__type\x6cShelfMissing";
    let query = "x-amzn-query-error: Stock.NoSuchShelf;Sender";
    let error = answer(&CountInput::new("top"), 400, &[query], body).unwrap_err();
    assert_eq!(error.code(), Some("Stock.NoSuchShelf"));
    assert!(matches!(error.service(), Some(CountError::ShelfMissing(_))));
}
