//! Whatever breaks on the way to the service or back is an error of the right kind, the same from each client.

#![cfg(test)]

use std::{iter, time::Duration};

use identity_center::{
    portal::{self, LogoutInput},
    runtime::{ErrorKind, TransportErrorKind},
};
use restsmith_tests::{Answer, Logout, Outcome, Server, block_on};

fn failed(what: &str, outcomes: [(&'static str, Outcome); 2], kind: TransportErrorKind) {
    for (client, outcome) in outcomes {
        let error = outcome.expect_err(what);
        let ErrorKind::Transport(transport) = error.kind() else {
            panic!("{what}, {client}: {error:?}");
        };
        assert_eq!(transport.kind(), kind, "{what}, {client}: {error:?}");
        assert!(
            error
                .to_string()
                .starts_with(&format!("Logout failed: {kind}")),
            "{what}, {client}: {error}"
        );
        let is_final = matches!(
            kind,
            TransportErrorKind::Protocol | TransportErrorKind::HeadersTooLarge
        );
        assert_eq!(error.is_retryable(), !is_final, "{what}, {client}");
        assert_eq!(
            (
                error.status(),
                error.code(),
                error.message(),
                error.request_id()
            ),
            (None, None, None, None)
        );
        assert!(error.service().is_none());
    }
}

fn chunked(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{body}")
}

#[test]
fn a_refused_connection_is_no_connection() {
    let outcomes = Logout::default().send_to("http://127.0.0.1:1");
    for (client, outcome) in &outcomes {
        let error = outcome.as_ref().unwrap_err();
        let ErrorKind::Transport(transport) = error.kind() else {
            panic!("{client}: {error:?}")
        };
        let causes: Vec<_> = iter::successors(transport.cause(), |&cause| cause.source())
            .map(ToString::to_string)
            .collect();
        let last = causes.last().expect(client);
        assert_eq!(
            error.to_string(),
            format!("Logout failed: no connection to the service: {last}")
        );
    }
    failed("refused", outcomes, TransportErrorKind::Connect);
}

#[test]
fn a_host_that_does_not_exist_is_no_connection() {
    // A name with an empty label needs no server to be refused.
    let url = "http://no..host";
    let client = portal::Client::builder()
        .endpoint_url(url)
        .allow_clear_text(true)
        .connect_timeout(Duration::from_secs(60));
    let asynchronous = block_on(client.build().unwrap().logout(LogoutInput::new("token")));
    let client = portal::blocking::Client::builder()
        .endpoint_url(url)
        .allow_clear_text(true)
        .connect_timeout(Duration::from_secs(60));
    let blocking = client.build().unwrap().logout(LogoutInput::new("token"));
    failed(
        url,
        [("hyper", asynchronous), ("ureq", blocking)],
        TransportErrorKind::Connect,
    );
}

#[test]
fn a_connection_that_closes_at_once_is_broken() {
    failed(
        "closed",
        Logout::default().send_to(&Server::start([]).url()),
        TransportErrorKind::Io,
    );
}

#[test]
fn a_response_that_is_cut_off_is_broken() {
    for response in [
        String::new(),
        "HTTP/1.1 20".to_owned(),
        "HTTP/1.1 200 OK\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\ncontent-le".to_owned(),
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"a\"".to_owned(),
        "HTTP/1.1 401 Unauthorized\r\nx-amzn-requestid: id\r\ncontent-length: 10\r\n\r\n{\"a\""
            .to_owned(),
        chunked(""),
        chunked("5\r\n{\"a"),
        chunked("2\r\n{}\r\n"),
    ] {
        let answer = Answer::Close(response.clone().into_bytes());
        failed(
            &response,
            Logout::default().answered(answer),
            TransportErrorKind::Io,
        );
    }
}

#[test]
fn a_chunk_whose_size_is_cut_off_is_broken() {
    for body in ["5", "5\r", "2\r\n{}\r\n0"] {
        let answer = Answer::Close(chunked(body).into_bytes());
        failed(
            body,
            Logout::default().answered(answer),
            TransportErrorKind::Io,
        );
    }
}

#[test]
fn what_is_not_http_is_a_breach_of_protocol() {
    for response in [
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "\x15\x03\x01\0\x02\x02\x0a",
        "<html>Please sign in</html>\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
    ] {
        let answer = Answer::Close(response.as_bytes().to_vec());
        failed(
            response,
            Logout::default().answered(answer),
            TransportErrorKind::Protocol,
        );
    }
}

#[test]
fn a_head_without_an_end_is_too_large() {
    let head = |line: String| Answer::Close(format!("HTTP/1.1 200 OK\r\n{line}\r\n").into_bytes());
    let long = format!("x: {}\r\n", "a".repeat(1_000_000));
    failed(
        "a long line",
        Logout::default().answered(head(long)),
        TransportErrorKind::HeadersTooLarge,
    );
    let many = "x: y\r\n".repeat(10_000);
    failed(
        "many lines",
        Logout::default().answered(head(many)),
        TransportErrorKind::HeadersTooLarge,
    );
}

#[test]
fn bad_chunking_is_a_breach_of_protocol() {
    for body in [
        "zz\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}{}\r\n0\r\n\r\n",
        "fffffffffffffffff\r\n{}\r\n",
        "-2\r\n{}\r\n",
    ] {
        let answer = Answer::Close(chunked(body).into_bytes());
        failed(
            body,
            Logout::default().answered(answer),
            TransportErrorKind::Protocol,
        );
    }
}

#[test]
fn a_server_that_hangs_runs_out_of_time() {
    let timeout = Duration::from_millis(100);
    let logout = Logout {
        attempt_timeout: Some(timeout),
        ..Logout::default()
    };
    for response in [
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{",
        &chunked("2\r\n{}\r\n"),
    ] {
        let outcomes = logout.answered(Answer::Hang(response.as_bytes().to_vec()));
        for (client, outcome) in &outcomes {
            let text = outcome.as_ref().unwrap_err().to_string();
            assert_eq!(
                text, "Logout failed: no complete response within 100ms",
                "{client}"
            );
        }
        failed(
            response,
            outcomes,
            TransportErrorKind::AttemptTimeout(timeout),
        );
    }
}

#[test]
fn the_time_of_an_attempt_covers_the_whole_response() {
    let timeout = Duration::from_millis(100);
    let logout = Logout {
        attempt_timeout: Some(timeout),
        ..Logout::default()
    };
    for head in [
        "HTTP/1.1 200 OK\r\nx: ",
        "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n",
    ] {
        let response = format!("{head}{}", "a".repeat(100_000));
        let outcomes = logout.answered(Answer::Slow(
            response.into_bytes(),
            Duration::from_millis(10),
        ));
        failed(head, outcomes, TransportErrorKind::AttemptTimeout(timeout));
    }
}

#[test]
fn a_slow_response_is_waited_for() {
    let response = b"HTTP/1.1 200 OK\r\nx-amzn-requestid: id\r\ncontent-length: 2\r\n\r\n{}";
    for (client, outcome) in
        Logout::default().answered(Answer::Slow(response.to_vec(), Duration::from_millis(1)))
    {
        assert_eq!(outcome.expect(client).request_id(), Some("id"));
    }
}

#[test]
fn a_response_may_come_in_any_valid_framing() {
    for response in [
        "HTTP/1.0 401 Unauthorized\r\n\r\n{\"message\":\"m\"}",
        "HTTP/1.1 401 Unauthorized\r\n\r\n{\"message\":\"m\"}",
        "HTTP/1.1 401\r\ncontent-length: 15\r\n\r\n{\"message\":\"m\"}",
        "HTTP/1.1 401 Unauthorized\r\ntransfer-encoding: chunked\r\n\r\nF\r\n{\"message\":\"m\"}\r\n0\r\n\r\n",
        "HTTP/1.1 401 Unauthorized\r\ntransfer-encoding: chunked\r\n\r\n1;a=b\r\n{\r\ne\r\n\"message\":\"m\"}\r\n0\r\nx: y\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 Unauthorized\r\ncontent-length: 15\r\n\r\n{\"message\":\"m\"}",
        "HTTP/1.1 103 Early Hints\r\nx: y\r\n\r\nHTTP/1.1 401 Unauthorized\r\n\r\n{\"message\":\"m\"}",
    ] {
        for (client, outcome) in
            Logout::default().answered(Answer::Close(response.as_bytes().to_vec()))
        {
            let text = outcome.unwrap_err().to_string();
            assert_eq!(
                text, "Logout failed: error without a code (HTTP 401): m",
                "{client}: {response}"
            );
        }
    }
}

#[test]
fn a_limit_of_time_that_is_never_reached_is_no_panic() {
    let server = Server::start([Answer::ok()]);
    let client = portal::Client::builder()
        .endpoint_url(server.url())
        .connect_timeout(Duration::MAX)
        .attempt_timeout(Duration::MAX);
    block_on(client.build().unwrap().logout(LogoutInput::new("token"))).unwrap();
    let client = portal::blocking::Client::builder()
        .endpoint_url(server.url())
        .connect_timeout(Duration::MAX)
        .attempt_timeout(Duration::MAX);
    client
        .build()
        .unwrap()
        .logout(LogoutInput::new("token"))
        .unwrap();
}
