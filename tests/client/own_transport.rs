//! A transport of the caller's own takes a few lines.

use std::{future::pending, thread, time::Duration};

use http::Response;
use identity_center::{
    portal::{Client, LogoutInput, blocking},
    runtime::{
        self, Body, ErrorKind, HttpRequest, TransportError,
        TransportErrorKind::{AttemptTimeout, CallTimeout},
        client::{BoxFuture, HttpClient},
    },
};
use restsmith_tests::block_on;

/// Answers with a success whose request id is where the request was to go.
#[derive(Debug)]
struct Echo;

fn echo(request: &HttpRequest) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    let id = request.message.uri().to_string();
    response
        .headers_mut()
        .insert("x-amzn-requestid", id.parse().unwrap());
    response
}

impl HttpClient for Echo {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move { Ok(echo(&request)) })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

impl runtime::blocking::HttpClient for Echo {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        Ok(echo(&request))
    }
}

const HERE: &str = "https://portal.sso.eu-west-1.amazonaws.com/logout";

#[test]
fn an_asynchronous_client_uses_the_callers_transport() {
    let client = Client::builder()
        .region("eu-west-1")
        .build_with(Echo)
        .unwrap();
    let output = block_on(client.logout(LogoutInput::new("token"))).unwrap();
    assert_eq!(output.request_id(), Some(HERE));
}

#[test]
fn a_blocking_client_uses_the_callers_transport() {
    let client = blocking::Client::builder()
        .region("eu-west-1")
        .build_with(Echo)
        .unwrap();
    let output = client.logout(LogoutInput::new("token")).unwrap();
    assert_eq!(output.request_id(), Some(HERE));
}

/// Never answers, and heeds no timeout.
#[derive(Debug)]
struct Forgetful;

impl HttpClient for Forgetful {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(pending())
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

#[test]
fn an_asynchronous_client_sees_to_the_time_of_a_transport_that_does_not() {
    let [short, long] = [50, 60_000].map(Duration::from_millis);
    let cases = [
        (
            short,
            long,
            AttemptTimeout(short),
            "Logout failed: no complete response within 50ms",
        ),
        (
            long,
            short,
            CallTimeout(short),
            "Logout failed: the call took longer than 50ms",
        ),
    ];
    for (attempt, call, kind, text) in cases {
        let client = Client::builder()
            .region("eu-west-1")
            .max_attempts(2)
            .retry_delay(Duration::ZERO);
        let client = client
            .attempt_timeout(attempt)
            .call_timeout(call)
            .build_with(Forgetful)
            .unwrap();
        let error = block_on(client.logout(LogoutInput::new("token"))).unwrap_err();
        assert_eq!(error.to_string(), text);
        assert!(
            matches!(error.kind(), ErrorKind::Transport(error) if error.kind() == kind),
            "{error:?}"
        );
    }
}

/// Waits as a blocking transport does that says nothing about waiting.
#[derive(Debug)]
struct Refusing;

impl runtime::blocking::HttpClient for Refusing {
    fn send(&self, _: HttpRequest) -> Result<Response<Body>, TransportError> {
        Err(TransportError::with_cause(
            runtime::TransportErrorKind::Connect,
            "nobody is there",
        ))
    }
}

#[test]
fn a_failure_of_the_callers_transport_says_why() {
    let client = blocking::Client::builder()
        .region("eu-west-1")
        .retry_delay(Duration::ZERO);
    let client = client.build_with(Refusing).unwrap();
    let error = client.logout(LogoutInput::new("token")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Logout failed: no connection to the service: nobody is there"
    );
    assert!(error.is_retryable());
}

#[test]
fn a_client_can_be_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>(client: &T) -> T {
        client.clone()
    }
    let client = shared(
        &blocking::Client::builder()
            .region("eu-west-1")
            .build_with(Echo)
            .unwrap(),
    );
    thread::spawn(move || client.logout(LogoutInput::new("token")).unwrap())
        .join()
        .unwrap();
    let client = shared(
        &Client::builder()
            .region("eu-west-1")
            .build_with(Echo)
            .unwrap(),
    );
    let call = move || block_on(client.logout(LogoutInput::new("token"))).unwrap();
    thread::spawn(call).join().unwrap();
}
