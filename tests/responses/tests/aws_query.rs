//! What clients of AWS's query protocol send, and what they make of responses.

#![cfg(test)]

use std::collections::BTreeMap;

use http::Request;
use restsmith_responses::{
    answer,
    aws_query::{CountError, CountInput, CountOutput, ListInput, PingInput, StoreInput},
    runtime::{Body, Endpoint, Error, Operation},
};

const XML: &str = "content-type: text/xml";

fn request<O: Operation>(mut input: O) -> Request<Body> {
    input.prepare(&|| "t-1".to_owned());
    let endpoint = Endpoint::parse("https://stock.eu-west-1.amazonaws.com/base").unwrap();
    O::finish(input.request(&endpoint).unwrap(), None)
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

fn count(body: &str) -> Result<CountOutput, Error<CountError>> {
    answer(&CountInput::new("top"), 200, &[XML], body)
}

#[test]
fn every_request_is_a_post_of_a_form_that_begins_with_the_action_and_the_version() {
    let request = request(PingInput::new());
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://stock.eu-west-1.amazonaws.com/base/");
    assert_eq!(
        headers(&request),
        [
            "content-length: 30",
            "content-type: application/x-www-form-urlencoded",
        ]
    );
    assert_eq!(request.body().bytes(), "Action=Ping&Version=2031-02-03");
}

#[test]
fn every_member_is_in_the_form_also_if_it_is_a_part_of_the_host() {
    let input = CountInput::new("top")
        .since(jiff::Timestamp::new(7, 500_000_000).unwrap())
        .ids(vec!["a".to_owned(), "b c".to_owned()])
        .colors(vec!["red".to_owned()])
        .attributes(vec!["x".to_owned(), "y".to_owned()])
        .tags(BTreeMap::from([("k".to_owned(), "v&w".to_owned())]));
    let request = request(input);
    assert_eq!(
        request.uri(),
        "https://top.stock.eu-west-1.amazonaws.com/base/"
    );
    assert_eq!(
        request.body().bytes(),
        "Action=Count&Version=2031-02-03&Shelf=top&since=1970-01-01T00%3A00%3A07.5Z\
         &ids.member.1=a&ids.member.2=b%20c&colors.Color.1=red&Attribute.1=x&Attribute.2=y\
         &tags.entry.1.Name=k&tags.entry.1.value=v%26w&token=t-1"
    );
}

#[test]
fn a_checksum_is_that_of_the_form() {
    let request = request(StoreInput::new().text("x"));
    assert_eq!(
        request.body().bytes(),
        "Action=Store&Version=2031-02-03&Text=x"
    );
    let md5 = request.headers().get("content-md5").unwrap();
    assert_eq!(md5, "zASKPj4y7cGsBmmejLJUqA==");
}

#[test]
fn an_operation_may_be_sent_again_unless_its_spec_says_otherwise() {
    const { assert!(PingInput::IS_IDEMPOTENT) };
    const { assert!(!CountInput::IS_IDEMPOTENT) };
}

#[test]
fn an_output_is_the_result_in_the_root_whatever_their_names_begin_with() {
    for name in ["Count", "Other"] {
        let output = count(&format!(
            "<{name}Response xmlns=\"https://stock.example.com/\">\
               <ResponseMetadata><RequestId> id-1 </RequestId></ResponseMetadata>\
               <{name}Result>\
                 <items><entry><key>a</key><value>1</value></entry></items>\
                 <counted>1970-01-01T00:00:07.5Z</counted>\
                 <shelves><member><name>s</name><size>5</size></member><member/></shelves>\
                 <unknown/>\
               </{name}Result>\
             </{name}Response>"
        ))
        .unwrap();
        assert_eq!(output.items, BTreeMap::from([("a".to_owned(), 1)]));
        assert_eq!(
            output.counted,
            Some(jiff::Timestamp::new(7, 500_000_000).unwrap())
        );
        let shelves = output.shelves.as_deref().unwrap();
        let shelves: Vec<_> = shelves
            .iter()
            .map(|shelf| (shelf.name.as_deref(), shelf.size))
            .collect();
        assert_eq!(shelves, [(Some("s"), Some(5)), (None, None)]);
        assert_eq!(output.request_id(), Some("id-1"));
    }
}

#[test]
fn an_operation_without_an_output_needs_no_result_and_has_the_id_of_its_request() {
    let with_id = "<PingResponse><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></PingResponse>";
    let output = answer(&PingInput::new(), 200, &[XML], with_id).unwrap();
    assert_eq!(output.request_id(), Some("id-1"));
    let header = "x-amzn-requestid: id-0";
    let output = answer(&PingInput::new(), 200, &[XML, header], with_id).unwrap();
    assert_eq!(output.request_id(), Some("id-0"));
    for body in [
        "",
        "<PingResponse/>",
        "<PingResponse><ResponseMetadata/>",
        "<",
    ] {
        let output = answer(&PingInput::new(), 200, &[XML], body).unwrap();
        assert_eq!(output.request_id(), None, "{body}");
    }
}

#[test]
fn a_response_without_the_result_or_a_required_member_is_an_error() {
    for (body, problem) in [
        (
            "<CountResponse><ResponseMetadata/></CountResponse>",
            "the root has no element with the result (byte 50)",
        ),
        (
            "<CountResponse><CountResult/></CountResponse>",
            "items: the required member is missing (byte 29)",
        ),
        (
            "<CountResponse><CountResult>",
            "the body ends before an element does (byte 28)",
        ),
        ("", "its body is empty, but members in it are required"),
    ] {
        let error = count(body).unwrap_err().to_string();
        assert!(error.ends_with(problem), "{body}: {error}");
    }
}

#[test]
fn an_empty_success_has_no_result_also_if_no_member_is_required() {
    let list = |body: &str| answer(&ListInput::new(), 200, &[XML], body);
    for (body, problem) in [
        ("", "there is no root element (byte 0)"),
        (" \n", "there is no root element (byte 2)"),
        (
            "<ListResponse/>",
            "the root has no element with the result (byte 15)",
        ),
    ] {
        let error = list(body).unwrap_err().to_string();
        assert!(error.ends_with(problem), "{body}: {error}");
    }
    let output = list("<ListResponse><ListResult/></ListResponse>").unwrap();
    assert!(output.shelves.is_none());
}

#[test]
fn a_page_of_a_captive_portal_is_no_success() {
    let html = ["content-type: text/html"];
    let portal = answer(&PingInput::new(), 200, &html, "<html>").unwrap_err();
    let expected = "the response (HTTP 200) is not from the service, but may be from a proxy or a captive \
                    portal: it has no request id of the service, and its content type is text/html, not XML";
    assert!(portal.to_string().ends_with(expected), "{portal}");
}

#[test]
fn an_error_is_known_by_its_code() {
    let body = "<ErrorResponse xmlns=\"https://stock.example.com/\">\
                  <Error><Type>Sender</Type><Code>Stock.NoSuchShelf</Code><Message>no</Message><shelf>top</shelf></Error>\
                  <RequestId>id-2</RequestId>\
                </ErrorResponse>";
    let error = answer(&CountInput::new("top"), 400, &[XML], body).unwrap_err();
    let CountError::ShelfMissing(error) = error.service().unwrap() else {
        panic!("{error}")
    };
    assert_eq!(error.message(), Some("no"));
    assert_eq!(error.shelf.as_deref(), Some("top"));
    assert_eq!(error.meta().request_id(), Some("id-2"));

    let locked = body.replace("Stock.NoSuchShelf", "Locked");
    let error = answer(&CountInput::new("top"), 400, &[XML], locked).unwrap_err();
    assert!(
        matches!(error.service(), Some(CountError::Common(_))),
        "{error:?}"
    );

    let other = body.replace("Stock.NoSuchShelf", "Other");
    let error = answer(&CountInput::new("top"), 400, &[XML], other).unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("Other"), Some("no")));
    assert!(
        matches!(error.service(), Some(CountError::Unknown(_))),
        "{error:?}"
    );
}
