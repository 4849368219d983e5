//! A body that is compressed is never taken for what it isn't. These clients decode none.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use identity_center::{
    portal::{self, LogoutInput, blocking},
    runtime::{ContentCodingError, ErrorKind, ResponseProblem},
};
use restsmith_tests::{Answer, Logout, Server, block_on};

const ID: &str = "x-amzn-requestid: id";
const JSON: &str = "content-type: application/json";

/// The lines of a header, and how they are shown.
const CODINGS: &[(&[&str], &str)] = &[
    (&["content-encoding: gzip"], "gzip"),
    (&["content-encoding: x-gzip"], "x-gzip"),
    (&["content-encoding: deflate"], "deflate"),
    (&["content-encoding: br"], "br"),
    (&["content-encoding: zstd"], "zstd"),
    (&["content-encoding: compress"], "compress"),
    (&["content-encoding: dcb"], "dcb"),
    (&["content-encoding: GZip"], "gzip"),
    (&["content-encoding:  \tgzip \t"], "gzip"),
    (&["content-encoding: identity, gzip"], "gzip"),
    (&["content-encoding: gzip, br"], "gzip, br"),
    (&["content-encoding: , ,zstd,"], "zstd"),
    (
        &["content-encoding: identity", "content-encoding: br"],
        "br",
    ),
    (
        &["content-encoding: gzip", "content-encoding: deflate"],
        "gzip, deflate",
    ),
    (&["content-encoding: g\tz ip\u{e9}"], "g?z?ip??"),
];

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn refusal(coding: &str) -> String {
    format!("this client doesn't support the body's content-encoding: {coding}")
}

#[test]
fn a_compressed_success_is_refused_and_says_how_it_is_compressed() {
    for (lines, coding) in CODINGS {
        for body in [
            gzip("{}"),
            b"{}".to_vec(),
            vec![0x8b, 0x01, 0x80, b'{', b'}', 0x03],
        ] {
            let headers = [&[ID, JSON], *lines].concat();
            for (client, outcome) in Logout::default().respond(200, &headers, &body) {
                let error = outcome.expect_err(client);
                let ErrorKind::Response(response) = error.kind() else {
                    panic!("{client}: {error:?}")
                };
                let unsupported = ContentCodingError::Unsupported {
                    coding: (*coding).to_owned(),
                };
                assert_eq!(
                    response.problem(),
                    &ResponseProblem::ContentCoding(unsupported),
                    "{client}"
                );
                let text = format!(
                    "Logout failed: the response (HTTP 200) can't be read: {} (request id id)",
                    refusal(coding)
                );
                assert_eq!(error.to_string(), text, "{client}");
                assert!(!error.is_retryable());
            }
        }
    }
}

#[test]
fn a_compressed_error_keeps_what_its_head_says_and_shows_nothing_of_its_body() {
    let bodies = [
        gzip(r#"{"message":"m","code":"C"}"#),
        br#"{"message":"m","code":"C"}"#.to_vec(),
    ];
    for (lines, coding) in CODINGS {
        for body in &bodies {
            let headers = [
                &[ID, JSON, "x-amzn-errortype: UnauthorizedException"],
                *lines,
            ]
            .concat();
            for (client, outcome) in Logout::default().respond(401, &headers, body) {
                let error = outcome.expect_err(client);
                let text = format!(
                    "Logout failed: UnauthorizedException (HTTP 401): {} (request id id)",
                    refusal(coding)
                );
                assert_eq!(error.to_string(), text, "{client}");
                assert_eq!(error.message(), Some(refusal(coding).as_str()), "{client}");
                assert_eq!(error.code(), Some("UnauthorizedException"), "{client}");
            }
        }
    }
}

#[test]
fn a_compressed_error_without_a_code_has_none() {
    for (client, outcome) in Logout::default().respond(
        502,
        &["content-encoding: br"],
        br#"{"code":"ThrottlingException"}"#,
    ) {
        let error = outcome.expect_err(client);
        assert_eq!((error.code(), error.request_id()), (None, None), "{client}");
        assert_eq!(error.message(), Some(refusal("br").as_str()), "{client}");
        assert!(error.is_retryable(), "the status alone decides");
    }
}

#[test]
fn identity_is_no_coding() {
    for line in [
        "identity",
        "IDENTITY",
        "",
        " ",
        ",",
        "identity, identity",
        " identity ,",
    ] {
        let header = format!("content-encoding: {line}");
        for (client, outcome) in Logout::default().respond(200, &[JSON, &header], "{}") {
            outcome.unwrap_or_else(|error| panic!("{client}, {line}: {error}"));
        }
        let body = r#"{"message":"m","code":"C"}"#;
        for (client, outcome) in Logout::default().respond(400, &[JSON, &header], body) {
            let error = outcome.expect_err(client);
            assert_eq!(
                (error.code(), error.message()),
                (Some("C"), Some("m")),
                "{client}, {line}"
            );
        }
    }
}

#[test]
fn without_a_body_there_is_nothing_to_decode() {
    for (lines, coding) in CODINGS {
        for (client, outcome) in Logout::default().respond(200, lines, "") {
            outcome.unwrap_or_else(|error| panic!("{client}, {coding}: {error}"));
        }
        for (client, outcome) in Logout::default().respond(400, lines, "") {
            assert_eq!(
                outcome.expect_err(client).message(),
                None,
                "{client}, {coding}"
            );
        }
    }
    let answer = b"HTTP/1.1 204 No Content\r\ncontent-encoding: gzip\r\n\r\n".to_vec();
    for (client, outcome) in Logout::default().answered(Answer::Bytes(answer)) {
        outcome.expect(client);
    }
}

#[test]
fn a_compressed_response_is_not_asked_for_again() {
    let server = Server::start([Answer::response(
        "200 OK",
        &[ID, JSON, "content-encoding: gzip"],
        gzip("{}"),
    )]);
    let client = portal::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    block_on(client.logout(LogoutInput::new("token"))).unwrap_err();
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    client.logout(LogoutInput::new("token")).unwrap_err();
    assert_eq!(server.requests().len(), 2);
    assert!(
        server
            .requests()
            .iter()
            .all(|request| !request.contains("accept-encoding"))
    );
}

#[test]
fn a_coding_that_repeats_the_token_or_does_not_end_is_not_shown_so() {
    let logout = Logout {
        token: "secret-token",
        ..Logout::default()
    };
    for status in [200, 400] {
        for (client, outcome) in
            logout.respond(status, &[ID, "content-encoding: a, secret-token"], "{}")
        {
            let error = outcome.expect_err(client);
            assert!(
                error
                    .to_string()
                    .contains("content-encoding: a, [redacted] (request id"),
                "{client}: {error}"
            );
            assert!(
                !format!("{error} {error:?}").contains("secret-token"),
                "{client}"
            );
        }
        let long = format!("content-encoding: {}", "x".repeat(5_000));
        for (client, outcome) in Logout::default().respond(status, &[ID, &long], "{}") {
            let error = outcome.expect_err(client);
            assert!(
                error.to_string().contains(&refusal(&"x".repeat(100))),
                "{client}: {error}"
            );
        }
    }
}
