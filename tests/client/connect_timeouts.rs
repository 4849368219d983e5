//! How long a connection may take, over each bundled transport: to a listener whose backlog is full, which Linux
//! leaves without an answer.

#![cfg(target_os = "linux")]

use std::{net::TcpStream, time::Duration};

use identity_center::runtime::{
    ErrorKind,
    TransportErrorKind::{self, AttemptTimeout, CallTimeout, Connect, ConnectTimeout},
};
use restsmith_tests::{Outcome, Settings, TRANSPORTS, Transport, block_on};
use tokio::net::{TcpListener, TcpSocket};

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

/// A listener on loopback that has all the connections that it takes before it accepts one.
fn full_listener() -> (TcpListener, String, Vec<TcpStream>) {
    let listener = block_on(async {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        socket.listen(1).unwrap()
    });
    let address = listener.local_addr().unwrap();
    let connect = || TcpStream::connect_timeout(&address, SHORT);
    let waiting = std::iter::from_fn(|| connect().ok()).take(1_000).collect();
    (listener, format!("http://{address}"), waiting)
}

#[test]
fn a_connection_that_takes_too_long_says_so_and_is_tried_three_times() {
    let (_listener, url, _waiting) = full_listener();
    let settings = Settings {
        connect_timeout: SHORT,
        ..Settings::default()
    };
    let cases = [
        (
            Transport::Hyper,
            ConnectTimeout(SHORT),
            "Logout failed: no connection to the service within 50ms",
        ),
        (
            Transport::Reqwest,
            Connect,
            "Logout failed: no connection to the service: ",
        ),
        (
            Transport::Ureq,
            ConnectTimeout(SHORT),
            "Logout failed: no connection to the service within 50ms",
        ),
    ];
    for (transport, kind, text) in cases {
        let mut calls = settings.logout(transport, &url, 1);
        fails(
            "connect",
            transport,
            &calls.outcomes.pop().unwrap(),
            kind,
            text,
        );
        assert_eq!(calls.attempts, 3, "{transport:?}");
    }
}

#[test]
fn a_connection_has_no_more_time_than_attempt_and_call() {
    let (_listener, url, _waiting) = full_listener();
    for transport in TRANSPORTS {
        // A transport that counts in whole milliseconds is a little early.
        let attempt_timeout = SHORT + Duration::from_micros(900);
        let settings = Settings {
            attempt_timeout,
            ..Settings::default()
        };
        let mut calls = settings.logout(transport, &url, 1);
        let text = "Logout failed: no complete response within 50.9ms";
        fails(
            "attempt",
            transport,
            &calls.outcomes.pop().unwrap(),
            AttemptTimeout(attempt_timeout),
            text,
        );
        assert_eq!(calls.attempts, 3, "{transport:?}");
        let settings = Settings {
            call_timeout: SHORT,
            ..Settings::default()
        };
        let mut calls = settings.logout(transport, &url, 1);
        let text = "Logout failed: the call took longer than 50ms";
        fails(
            "call",
            transport,
            &calls.outcomes.pop().unwrap(),
            CallTimeout(SHORT),
            text,
        );
        assert_eq!(calls.attempts, 1, "{transport:?}");
    }
}
