//! How large the head of a response may be, over each bundled transport.

use identity_center::runtime::{
    ErrorKind,
    TransportErrorKind::{self, HeadersTooLarge},
};
use restsmith_tests::{Answer, Outcome, Server, Settings, Transport};

/// Those whose limits are not the caller's.
const TRANSPORTS: [Transport; 2] = [Transport::Hyper, Transport::Ureq];

const STATUS: &str = "HTTP/1.1 200 OK\r\n";
const LENGTH: &str = "content-length: 0\r\n\r\n";

/// The outcome of a call that is answered so, and how often it was sent.
fn call(transport: Transport, response: &str) -> (Outcome, usize) {
    let server = Server::start([Answer::Bytes(response.as_bytes().to_vec())]);
    let mut calls = Settings::default().logout(transport, &server.url(), 1);
    (calls.outcomes.pop().unwrap(), server.requests().len())
}

fn is_read(what: &str, response: &str) {
    for transport in TRANSPORTS {
        let (outcome, requests) = call(transport, response);
        assert!(outcome.is_ok(), "{what}, {transport:?}: {outcome:?}");
        assert_eq!(requests, 1, "{what}, {transport:?}");
    }
}

/// Asserts that the error says so, and that the request is sent once.
fn is_too_large(what: &str, response: &str) {
    for transport in TRANSPORTS {
        let (outcome, requests) = call(transport, response);
        fails(what, transport, outcome, HeadersTooLarge);
        assert_eq!(requests, 1, "{what}, {transport:?}");
    }
}

fn fails(what: &str, transport: Transport, outcome: Outcome, kind: TransportErrorKind) {
    let error = outcome.unwrap_err();
    let text = "Logout failed: the headers of the response are too large or too many: ";
    assert!(
        error.to_string().starts_with(text),
        "{what}, {transport:?}: {error}"
    );
    assert!(!error.is_retryable(), "{what}, {transport:?}: {error:?}");
    let ErrorKind::Transport(error) = error.into_kind() else {
        panic!("{what}, {transport:?}")
    };
    assert_eq!(error.kind(), kind, "{what}, {transport:?}: {error:?}");
}

/// A response with so many headers.
fn with_headers(count: usize) -> String {
    let others = "x: y\r\n".repeat(count - 1);
    format!("{STATUS}{others}{LENGTH}")
}

/// A response whose head has so many bytes.
fn with_bytes(count: usize, before: &str, behind: &str) -> String {
    let filling = "a".repeat(count - before.len() - behind.len());
    format!("{before}{filling}{behind}")
}

#[test]
fn a_response_may_have_128_headers() {
    for count in [101, 120, 128] {
        is_read(&format!("{count} headers"), &with_headers(count));
    }
    for count in [129, 1_000, 5_000] {
        is_too_large(&format!("{count} headers"), &with_headers(count));
    }
}

#[test]
fn a_head_may_have_64_kibibytes() {
    let header = format!("{STATUS}x: ");
    let (of_header, of_status) = (format!("\r\n{LENGTH}"), format!("\r\n{LENGTH}"));
    for count in [60_000, 65_536] {
        is_read(
            &format!("a header of {count} bytes"),
            &with_bytes(count, &header, &of_header),
        );
        is_read(
            &format!("a status of {count} bytes"),
            &with_bytes(count, "HTTP/1.1 200 ", &of_status),
        );
    }
    for count in [65_537, 100_000, 200_000, 1_000_000] {
        is_too_large(
            &format!("a header of {count} bytes"),
            &with_bytes(count, &header, &of_header),
        );
        is_too_large(
            &format!("a status of {count} bytes"),
            &with_bytes(count, "HTTP/1.1 200 ", &of_status),
        );
    }
    let name = with_bytes(70_000, STATUS, &format!(": y\r\n{LENGTH}"));
    is_too_large("a name of a header", &name);
    let some = format!("x: {}\r\n", "a".repeat(1_000)).repeat(70);
    is_too_large("some long headers", &format!("{STATUS}{some}{LENGTH}"));
}

#[test]
fn a_head_without_an_end_is_too_large() {
    let long = format!("{STATUS}x: {}\r\n", "a".repeat(1_000_000));
    is_too_large("a long line", &long);
    let many = "x: y\r\n".repeat(10_000);
    is_too_large("many lines", &format!("{STATUS}{many}"));
}

#[test]
fn a_body_is_not_a_part_of_the_head() {
    let body = "a".repeat(200_000);
    is_read(
        "a body",
        &format!(
            "{STATUS}x-amzn-requestid: id\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        ),
    );
}

#[test]
fn many_informational_responses_are_passed_over() {
    for (count, line) in [(100, ""), (1_000, ""), (100, "link: </style.css>\r\n")] {
        let informational = format!("HTTP/1.1 103 Early Hints\r\n{line}\r\n").repeat(count);
        is_read(
            &format!("{count} times 103"),
            &format!("{informational}{STATUS}{LENGTH}"),
        );
    }
    let large = format!(
        "HTTP/1.1 103 Early Hints\r\nlink: {}\r\n\r\n",
        "a".repeat(70_000)
    );
    is_too_large("a large 103", &format!("{large}{STATUS}{LENGTH}"));
    let many = format!("HTTP/1.1 103 Early Hints\r\n{}\r\n", "x: y\r\n".repeat(129));
    is_too_large(
        "a 103 with many headers",
        &format!("{many}{STATUS}{LENGTH}"),
    );
}

#[test]
fn trailers_are_passed_over() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n";
    for (count, value) in [(1, 1), (100, 1), (128, 50), (3, 5_000)] {
        let trailers = format!("x: {}\r\n", "a".repeat(value)).repeat(count);
        is_read(
            &format!("{count} trailers"),
            &format!("{chunked}{trailers}\r\n"),
        );
    }
}

#[test]
fn trailers_that_hyper_does_not_take_are_too_large() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n";
    for (count, value) in [(129, 1), (1_000, 1), (1, 20_000), (10, 2_000)] {
        let trailers = format!("x: {}\r\n", "a".repeat(value)).repeat(count);
        let (outcome, requests) = call(Transport::Hyper, &format!("{chunked}{trailers}\r\n"));
        fails("trailers", Transport::Hyper, outcome, HeadersTooLarge);
        assert_eq!(requests, 1);
    }
}

#[test]
fn what_the_limits_of_the_caller_refuse_is_too_large() {
    let (outcome, requests) = call(Transport::Reqwest, &with_headers(1_000));
    fails("reqwest", Transport::Reqwest, outcome, HeadersTooLarge);
    assert_eq!(requests, 1);
}
