//! What breaks on the way to the service or back, over each bundled transport: the error has the right kind, and the
//! attempts are counted.

use std::{iter, time::Duration};

use identity_center::{
    portal::{Client, LogoutError, LogoutInput, blocking},
    runtime::{
        ErrorKind, ServiceError,
        TransportErrorKind::{self, Connect, Io, Protocol},
    },
};
use restsmith_tests::{Answer, Outcome, Server, Settings, TRANSPORTS, Transport, block_on};

/// How often something happened: the transport was asked, a connection was there, a request had arrived.
type Counts = (usize, usize, usize);

/// The outcome and the counts of one call to a server with this script.
fn call(transport: Transport, script: &[Answer]) -> (Outcome, Counts) {
    let server = Server::start(script.to_vec());
    let mut calls = Settings::default().logout(transport, &server.url(), 1);
    let outcome = calls.outcomes.pop().unwrap();
    (
        outcome,
        (
            calls.attempts,
            server.connections(),
            server.requests().len(),
        ),
    )
}

fn fails(what: &str, transport: Transport, outcome: &Outcome, kind: TransportErrorKind) {
    let Err(error) = outcome else {
        panic!("{what}, {transport:?}: {outcome:?}")
    };
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("Logout failed: {kind}: ")),
        "{what}, {transport:?}: {text}"
    );
    assert_eq!(
        error.is_retryable(),
        kind != Protocol,
        "{what}, {transport:?}"
    );
    let of_response = (
        error.status(),
        error.code(),
        error.message(),
        error.request_id(),
    );
    assert_eq!(
        of_response,
        (None, None, None, None),
        "{what}, {transport:?}"
    );
    assert!(error.service().is_none(), "{what}, {transport:?}");
    let ErrorKind::Transport(error) = error.kind() else {
        panic!("{what}, {transport:?}: {error:?}")
    };
    assert_eq!(error.kind(), kind, "{what}, {transport:?}: {error:?}");
}

fn answer(text: &str) -> Answer {
    Answer::Bytes(text.as_bytes().to_vec())
}

fn closed_after(text: &str) -> Answer {
    Answer::Close(text.as_bytes().to_vec())
}

#[test]
fn a_refused_connection_is_tried_three_times() {
    for transport in TRANSPORTS {
        let mut calls = Settings::default().logout(transport, "http://127.0.0.1:1", 1);
        let outcome = calls.outcomes.pop().unwrap();
        fails("refused", transport, &outcome, Connect);
        assert_eq!(calls.attempts, 3, "{transport:?}");
        let error = outcome.unwrap_err();
        let ErrorKind::Transport(transport_error) = error.kind() else {
            panic!("{transport:?}: {error:?}")
        };
        let causes = iter::successors(transport_error.cause(), |&cause| cause.source());
        assert_eq!(
            error.to_string(),
            format!(
                "Logout failed: no connection to the service: {}",
                causes.last().unwrap()
            ),
            "{transport:?}"
        );
    }
}

#[test]
fn a_host_that_does_not_exist_is_no_connection() {
    // A name with an empty label needs no server to be refused.
    let url = "http://no..host";
    let client = Client::builder()
        .endpoint_url(url)
        .allow_clear_text(true)
        .max_attempts(1)
        .connect_timeout(Duration::from_secs(60));
    let outcome = block_on(client.build().unwrap().logout(LogoutInput::new("token")));
    fails(url, Transport::Hyper, &outcome, Connect);
    let client = blocking::Client::builder()
        .endpoint_url(url)
        .allow_clear_text(true)
        .max_attempts(1)
        .connect_timeout(Duration::from_secs(60));
    let outcome = client.build().unwrap().logout(LogoutInput::new("token"));
    fails(url, Transport::Ureq, &outcome, Connect);
}

#[test]
fn a_connection_that_is_closed_at_once_is_tried_three_times() {
    for transport in TRANSPORTS {
        let (outcome, counts) = call(transport, &[]);
        fails("closed at once", transport, &outcome, Io);
        assert_eq!(counts, (3, 3, 0), "{transport:?}");
    }
}

#[test]
fn a_response_that_breaks_off_is_tried_three_times() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let cases = [
        ("before the head", String::new()),
        ("in the status", "HTTP/1.1 20".to_owned()),
        ("in the status line", "HTTP/1.1 200".to_owned()),
        ("after the status line", "HTTP/1.1 200 OK\r\n".to_owned()),
        ("in a header", "HTTP/1.1 200 OK\r\ncontent-le".to_owned()),
        (
            "before the empty line",
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n".to_owned(),
        ),
        (
            "before the body",
            "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n".to_owned(),
        ),
        (
            "in the body",
            "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"a\":".to_owned(),
        ),
        (
            "in an error's body",
            "HTTP/1.1 401 Bad\r\nx-amzn-requestid: id\r\ncontent-length: 10\r\n\r\n{\"a\":"
                .to_owned(),
        ),
        ("before a chunk", chunked.to_owned()),
        ("in the size of a chunk", format!("{chunked}5")),
        ("in the line of a size", format!("{chunked}5\r")),
        ("in the last size", format!("{chunked}2\r\n{{}}\r\n0")),
        ("in a chunk", format!("{chunked}5\r\n{{\"a")),
        ("before the last chunk", format!("{chunked}2\r\n{{}}\r\n")),
    ];
    for (what, text) in cases {
        for transport in TRANSPORTS {
            let (outcome, counts) = call(transport, &[closed_after(&text)]);
            fails(what, transport, &outcome, Io);
            assert_eq!(counts, (3, 3, 3), "{what}, {transport:?}");
        }
    }
}

#[test]
fn what_is_not_http_is_sent_once() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let cases = [
        ("another protocol", "SSH-2.0-OpenSSH_9.9\r\n\r\n".to_owned()),
        ("TLS", "\x15\x03\x01\0\x02\x02\x0a".to_owned()),
        ("HTML", "<html>Please sign in</html>\r\n\r\n".to_owned()),
        ("another version", "HTTP/2 200 OK\r\n\r\n".to_owned()),
        ("no version", "200 OK\r\n\r\n".to_owned()),
        ("no status", "HTTP/1.1 OK\r\n\r\n".to_owned()),
        ("a status below 100", "HTTP/1.1 099 OK\r\n\r\n".to_owned()),
        (
            "a header without a colon",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n".to_owned(),
        ),
        (
            "a header without a name",
            "HTTP/1.1 200 OK\r\n: value\r\n\r\n".to_owned(),
        ),
        (
            "a length that is no number",
            "HTTP/1.1 200 OK\r\ncontent-length: ten\r\n\r\n".to_owned(),
        ),
        (
            "a negative length",
            "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n".to_owned(),
        ),
        (
            "two lengths",
            "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}".to_owned(),
        ),
        ("a chunk without a length", format!("{chunked}garbage\r\n")),
        (
            "a chunk of a length that is no number",
            format!("{chunked}zz\r\n{{}}\r\n0\r\n\r\n"),
        ),
        (
            "a chunk of a length that is too large",
            format!("{chunked}fffffffffffffffff\r\n{{}}\r\n"),
        ),
        (
            "a chunk of a negative length",
            format!("{chunked}-2\r\n{{}}\r\n"),
        ),
        (
            "a chunk longer than it says",
            format!("{chunked}2\r\n{{}}{{}}\r\n0\r\n\r\n"),
        ),
    ];
    for (what, text) in cases {
        for transport in TRANSPORTS {
            let (outcome, counts) = call(transport, &[closed_after(&text), Answer::ok()]);
            fails(what, transport, &outcome, Protocol);
            assert_eq!(counts, (1, 1, 1), "{what}, {transport:?}");
        }
    }
}

#[test]
fn a_busy_service_is_called_again() {
    let html = Answer::response(
        "503 Busy",
        &["content-type: text/html"],
        "<html><h1>Busy</h1></html>",
    );
    let throttled = Answer::response("429 Slow Down", &[], "");
    let later = Answer::response("429 Slow Down", &["retry-after: 30"], "");
    let date = Answer::response(
        "503 Busy",
        &["retry-after: Sun, 06 Nov 2094 08:49:37 GMT"],
        "",
    );
    let milliseconds = Answer::response("503 Busy", &["x-amz-retry-after: 30000"], "");
    for busy in [html, throttled, later, date, milliseconds] {
        for transport in TRANSPORTS {
            let (outcome, (attempts, _, requests)) = call(transport, &[busy.clone(), Answer::ok()]);
            assert!(outcome.is_ok(), "{transport:?}: {outcome:?}");
            assert_eq!((attempts, requests), (2, 2), "{transport:?}");
        }
    }
}

#[test]
fn a_service_that_stays_busy_is_called_three_times() {
    let throttled = Some("TooManyRequestsException");
    for (status, id, code) in [
        ("429 Slow Down", "x-amzn-requestid: 1", throttled),
        ("429 Slow Down", "via: 1.1 proxy", None),
        ("503 Busy", "x-amzn-requestid: 1", None),
    ] {
        for transport in TRANSPORTS {
            let (outcome, (attempts, _, requests)) =
                call(transport, &[Answer::response(status, &[id], "")]);
            let error = outcome.unwrap_err();
            let code_of = |error: &LogoutError| error.meta().code().map(str::to_owned);
            assert_eq!(
                error.service().map(code_of),
                Some(code.map(str::to_owned)),
                "{transport:?}"
            );
            assert_eq!((attempts, requests), (3, 3), "{transport:?}");
        }
    }
}

#[test]
fn an_answer_that_will_not_change_is_sent_for_once() {
    for status in [
        "400 Bad",
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "302 Found",
    ] {
        for transport in TRANSPORTS {
            let elsewhere = ["location: http://127.0.0.1:1/"];
            let (outcome, counts) = call(
                transport,
                &[Answer::response(status, &elsewhere, ""), Answer::ok()],
            );
            let text = outcome.unwrap_err().to_string();
            assert!(
                text.contains(&format!("HTTP {}", &status[..3])),
                "{transport:?}: {text}"
            );
            assert_eq!(counts, (1, 1, 1), "{status}, {transport:?}");
        }
    }
}

#[test]
fn a_fault_is_followed_by_a_success_on_a_new_connection() {
    let faults = [
        closed_after(""),
        closed_after("HTTP/1.1 200 O"),
        closed_after("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"),
    ];
    for fault in faults {
        for transport in TRANSPORTS {
            let (outcome, counts) = call(transport, &[fault.clone(), fault.clone(), Answer::ok()]);
            assert!(outcome.is_ok(), "{transport:?}: {outcome:?}");
            assert_eq!(counts, (3, 3, 3), "{transport:?}");
        }
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
        for transport in TRANSPORTS {
            let (outcome, counts) = call(transport, &[closed_after(response)]);
            assert_eq!(
                outcome.unwrap_err().to_string(),
                "Logout failed: HTTP 401 Unauthorized: m",
                "{transport:?}: {response}"
            );
            assert_eq!(counts, (1, 1, 1), "{transport:?}: {response}");
        }
    }
}

#[test]
fn bytes_behind_a_response_are_not_taken_for_the_next_one() {
    let smuggled = "HTTP/1.1 200 OK\r\nx-amzn-requestid: real-1\r\ncontent-length: 0\r\n\r\n\
                    HTTP/1.1 200 OK\r\nx-amzn-requestid: smuggled\r\ncontent-length: 0\r\n\r\n";
    let script = [
        answer(smuggled),
        Answer::response("200 OK", &["x-amzn-requestid: real-2"], ""),
    ];
    for transport in TRANSPORTS {
        let server = Server::start(script.clone());
        let calls = Settings::default().logout(transport, &server.url(), 2);
        let ids: Vec<_> = calls
            .outcomes
            .iter()
            .map(|outcome| outcome.as_ref().ok().and_then(|output| output.request_id()))
            .collect();
        assert_eq!(ids, [Some("real-1"), Some("real-2")], "{transport:?}");
    }
}

#[test]
fn a_connection_that_was_closed_meanwhile_fails_no_call() {
    let ok = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    for transport in TRANSPORTS {
        let server = Server::start([closed_after(ok)]);
        let calls = Settings::default().logout(transport, &server.url(), 5);
        assert!(
            calls.outcomes.iter().all(Result::is_ok),
            "{transport:?}: {:?}",
            calls.outcomes
        );
        assert_eq!(
            (server.connections(), server.requests().len()),
            (5, 5),
            "{transport:?}"
        );
    }
}

#[test]
fn nothing_is_sent_after_a_refusal() {
    let server = Server::start([Answer::ok()]);
    let client = Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    assert!(block_on(client.logout(LogoutInput::new(""))).is_err());
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    assert!(client.logout(LogoutInput::new("a\nb")).is_err());
    assert_eq!((server.connections(), server.requests().len()), (0, 0));
}
