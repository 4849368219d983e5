//! Runs the sample against a server on loopback.

#![cfg(test)]

use std::process::{Command, Output};

use restsmith_tests::{Answer, Server};

const TOKEN: &str = "token-of-the-sample";

fn run(url: &str, token: &str) -> Output {
    let mut sample = Command::new(env!("CARGO_BIN_EXE_sample-checked-in-crate"));
    sample.arg(url).env("ACCESS_TOKEN", token).output().unwrap()
}

fn told(output: &Output) -> (bool, &str, &str) {
    let text = |bytes| str::from_utf8(bytes).unwrap();
    (
        output.status.success(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// The requests without the header lines that differ from attempt to attempt.
fn without_attempt(requests: &[String]) -> Vec<String> {
    let lines = |request: &String| -> String {
        request
            .split_inclusive("\r\n")
            .filter(|line| !line.starts_with("amz-sdk-"))
            .collect()
    };
    requests.iter().map(lines).collect()
}

#[test]
fn the_sample_signs_out() {
    let server = Server::start([Answer::ok()]);
    let output = run(&server.url(), TOKEN);
    assert_eq!(told(&output), (true, "signed out\n", ""));
    let expected = format!(
        "POST /logout HTTP/1.1\r\n\
         x-amz-sso_bearer_token: {TOKEN}\r\n\
         content-length: 0\r\n\
         user-agent: identity-center/{}\r\n\
         host: {}\r\n\
         \r\n",
        env!("CARGO_PKG_VERSION"),
        server.address()
    );
    assert_eq!(without_attempt(&server.requests()), [expected]);
}

#[test]
fn a_session_that_is_over_counts_as_signed_out() {
    let body =
        r#"{"__type":"UnauthorizedException","message":"Session token not found or invalid"}"#;
    let server = Server::start([Answer::response("401 Unauthorized", &[], body)]);
    let output = run(&server.url(), TOKEN);
    assert_eq!(told(&output), (true, "already signed out\n", ""));
}

#[test]
fn an_answer_that_it_cannot_mend_is_told_in_one_line() {
    let body = r#"{"__type":"InvalidRequestException","message":"No token"}"#;
    let headers = ["x-amzn-requestid: 1b2c"];
    let server = Server::start([Answer::response("400 Bad Request", &headers, body)]);
    let output = run(&server.url(), TOKEN);
    let expected =
        "Logout failed: InvalidRequestException (HTTP 400): No token (request id 1b2c)\n";
    assert_eq!(told(&output), (false, "", expected));
}

#[test]
fn a_token_that_no_header_can_carry_is_never_sent_or_shown() {
    let server = Server::start([Answer::ok()]);
    let output = run(&server.url(), "two\nlines");
    let expected = "Logout failed: the member `accessToken` is not a valid header value: it contains a control or \
                    non-ASCII character, or begins or ends with a space\n";
    assert_eq!(told(&output), (false, "", expected));
    assert_eq!(server.connections(), 0);
}
