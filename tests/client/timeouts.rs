//! How long a call waits, over each bundled transport, and that it says for what.

use std::time::Duration;

use identity_center::{
    portal::{Client, blocking},
    runtime::{
        ErrorKind,
        TransportErrorKind::{self, AttemptTimeout, CallTimeout},
    },
};
use restsmith_tests::{Answer, Outcome, Server, Settings, TRANSPORTS, Transport};

const SHORT: Duration = Duration::from_millis(50);

fn fails(
    what: &str,
    transport: Transport,
    outcome: &Outcome,
    kind: TransportErrorKind,
    text: &str,
) {
    let Err(error) = outcome else {
        panic!("{what}, {transport:?}: {outcome:?}")
    };
    assert!(
        error.to_string().starts_with(text),
        "{what}, {transport:?}: {error}"
    );
    let ErrorKind::Transport(error) = error.kind() else {
        panic!("{what}, {transport:?}: {error:?}")
    };
    assert_eq!(error.kind(), kind, "{what}, {transport:?}: {error:?}");
}

/// What never becomes a whole response in time.
fn endless() -> [(&'static str, Answer); 6] {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n";
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n";
    let slow = |text: &str| Answer::Slow(text.as_bytes().to_vec(), SHORT / 4);
    let hang = |text: &str| Answer::Hang(text.as_bytes().to_vec());
    [
        ("nothing", hang("")),
        ("a part of the head", hang("HTTP/1.1 200 OK\r\ncontent-")),
        ("the head alone", hang(head)),
        ("a part of the body", hang(&format!("{head}{{"))),
        ("a chunk, but not the last", hang(chunked)),
        ("a byte at a time", slow(&format!("{head}{{}}"))),
    ]
}

#[test]
fn an_attempt_that_takes_too_long_says_so_and_is_tried_three_times() {
    let settings = Settings {
        attempt_timeout: SHORT,
        ..Settings::default()
    };
    for (what, answer) in endless() {
        for transport in TRANSPORTS {
            let server = Server::start([answer.clone()]);
            let mut calls = settings.logout(transport, &server.url(), 1);
            let text = "Logout failed: no complete response within 50ms";
            fails(
                what,
                transport,
                &calls.outcomes.pop().unwrap(),
                AttemptTimeout(SHORT),
                text,
            );
            assert_eq!(
                (calls.attempts, server.connections()),
                (3, 3),
                "{what}, {transport:?}"
            );
        }
    }
}

#[test]
fn an_attempt_that_takes_too_long_is_followed_by_one_that_does_not() {
    let settings = Settings {
        attempt_timeout: 4 * SHORT,
        ..Settings::default()
    };
    for (what, answer) in endless() {
        for transport in TRANSPORTS {
            let server = Server::start([answer.clone(), Answer::ok()]);
            let calls = settings.logout(transport, &server.url(), 1);
            assert!(
                calls.outcomes[0].is_ok(),
                "{what}, {transport:?}: {:?}",
                calls.outcomes
            );
            assert_eq!(
                (calls.attempts, server.requests().len()),
                (2, 2),
                "{what}, {transport:?}"
            );
        }
    }
}

#[test]
fn a_call_that_takes_too_long_says_so_whatever_its_attempts_may_take() {
    for (what, answer) in endless() {
        for transport in TRANSPORTS {
            for attempt_timeout in [SHORT, 100 * SHORT] {
                let settings = Settings {
                    attempt_timeout,
                    call_timeout: SHORT * 3 / 2,
                    ..Settings::default()
                };
                let server = Server::start([answer.clone()]);
                let mut calls = settings.logout(transport, &server.url(), 1);
                let text = "Logout failed: the call took longer than 75ms";
                let kind = CallTimeout(SHORT * 3 / 2);
                fails(what, transport, &calls.outcomes.pop().unwrap(), kind, text);
                assert!(
                    calls.attempts <= 2,
                    "{what}, {transport:?}: {}",
                    calls.attempts
                );
            }
        }
    }
}

#[test]
fn a_slow_response_is_waited_for() {
    let response = b"HTTP/1.1 200 OK\r\nx-amzn-requestid: id\r\ncontent-length: 2\r\n\r\n{}";
    for transport in TRANSPORTS {
        let server = Server::start([Answer::Slow(response.to_vec(), Duration::from_millis(1))]);
        let calls = Settings::default().logout(transport, &server.url(), 1);
        let output = calls.outcomes[0].as_ref().unwrap();
        assert_eq!(output.request_id(), Some("id"), "{transport:?}");
        assert_eq!(calls.attempts, 1, "{transport:?}");
    }
}

#[test]
fn the_longest_timeouts_do_not_panic() {
    let settings = Settings {
        connect_timeout: Duration::MAX,
        attempt_timeout: Duration::MAX,
        call_timeout: Duration::MAX,
    };
    for transport in TRANSPORTS {
        let server = Server::start([Answer::ok()]);
        let calls = settings.logout(transport, &server.url(), 1);
        assert!(
            calls.outcomes[0].is_ok(),
            "{transport:?}: {:?}",
            calls.outcomes
        );
    }
}

#[test]
fn by_default_a_connection_has_3_1_seconds_an_attempt_30_and_a_call_60() {
    let expected = "connect_timeout: 3.1s, attempt_timeout: 30s, call_timeout: 60s,";
    let shown = [
        format!("{:?}", Client::builder()),
        format!("{:?}", blocking::Client::builder()),
    ];
    for shown in shown {
        assert!(shown.contains(expected), "{shown}");
    }
}

#[test]
fn by_default_a_call_is_attempted_three_times_and_waits_20_seconds_at_most() {
    let expected = "RetryPolicy { max_attempts: 3, base_delay: 50ms, throttling_base_delay: 1s, max_delay: 20s }";
    let shown = [
        format!("{:?}", Client::builder()),
        format!("{:?}", blocking::Client::builder()),
    ];
    for shown in shown {
        assert!(shown.contains(expected), "{shown}");
    }
}
