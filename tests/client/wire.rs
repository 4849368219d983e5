//! The clients send the bytes that the contract names, to the place that was asked for and to no other.

use std::{
    fmt::Debug,
    future::{Future, pending},
    sync::{Arc, Mutex},
    time::Duration,
};

use http::Response;
use identity_center::{
    portal::{self, LogoutInput},
    runtime::{
        Body, HttpRequest, TransportError,
        blocking::HttpClient as BlockingHttpClient,
        client::{BoxFuture, HttpClient},
    },
};
use restsmith_tests::{Answer, Logout, Server, Settings, Transport, block_on};

/// A transport of a user's own, which keeps what it is given and answers with success.
#[derive(Clone, Debug, Default)]
struct Recorder(Arc<Mutex<Vec<HttpRequest>>>);

impl Recorder {
    fn record(&self, request: HttpRequest) -> Response<Body> {
        self.0.lock().unwrap().push(request);
        Response::new(Body::empty())
    }
}

impl HttpClient for Recorder {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async { Ok(self.record(request)) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(pending())
    }
}

impl BlockingHttpClient for Recorder {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        Ok(self.record(request))
    }
}

/// The requests that both clients hand to a transport, each client with an endpoint of this URL.
fn recorded(endpoint: &str) -> Vec<HttpRequest> {
    let recorder = Recorder::default();
    let client = portal::Client::builder()
        .endpoint_url(endpoint)
        .build_with(recorder.clone())
        .unwrap();
    block_on(client.logout(LogoutInput::new("token"))).unwrap();
    let client = portal::blocking::Client::builder()
        .endpoint_url(endpoint)
        .build_with(recorder.clone())
        .unwrap();
    client.logout(LogoutInput::new("token")).unwrap();
    drop(client);
    recorder.0.lock().unwrap().drain(..).collect()
}

/// The header lines that differ from attempt to attempt, and the request without them.
fn attempt_lines(request: &str) -> (Vec<&str>, String) {
    let (lines, rest): (Vec<_>, Vec<_>) = request
        .split_inclusive("\r\n")
        .partition(|line| line.starts_with("amz-sdk-"));
    (lines, rest.concat())
}

fn user_agent() -> String {
    format!(
        "user-agent: identity-center/{}\r\n",
        env!("CARGO_PKG_VERSION")
    )
}

#[test]
fn the_asynchronous_client_sends_logout() {
    let server = Server::start([Answer::ok()]);
    let client = portal::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    block_on(client.logout(LogoutInput::new("token"))).unwrap();
    let requests: Vec<_> = server
        .requests()
        .iter()
        .map(|request| attempt_lines(request).1)
        .collect();
    let expected = format!(
        "POST /logout HTTP/1.1\r\n\
         x-amz-sso_bearer_token: token\r\n\
         content-length: 0\r\n\
         {}\
         host: {}\r\n\
         \r\n",
        user_agent(),
        server.address(),
    );
    assert_eq!(requests, [expected]);
}

#[test]
fn the_blocking_client_sends_logout() {
    let server = Server::start([Answer::ok()]);
    let client = portal::blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    client.logout(LogoutInput::new("token")).unwrap();
    let requests: Vec<_> = server
        .requests()
        .iter()
        .map(|request| attempt_lines(request).1)
        .collect();
    let expected = format!(
        "POST /logout HTTP/1.1\r\n\
         host: {}\r\n\
         x-amz-sso_bearer_token: token\r\n\
         content-length: 0\r\n\
         {}\
         \r\n",
        server.address(),
        user_agent(),
    );
    assert_eq!(requests, [expected]);
}

#[test]
fn a_first_attempt_says_its_number_and_the_id_of_its_call() {
    let server = Server::start([Answer::ok()]);
    for (client, outcome) in Logout::default().send_to(&server.url()) {
        outcome.expect(client);
    }
    let mut ids = Vec::new();
    for request in server.requests() {
        let (lines, _) = attempt_lines(&request);
        assert!(
            lines.contains(&"amz-sdk-request: attempt=1; max=1\r\n"),
            "{request}"
        );
        let id = lines
            .iter()
            .find_map(|line| line.strip_prefix("amz-sdk-invocation-id: "))
            .unwrap();
        let id = id.trim_end();
        let groups: Vec<_> = id.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12], "{id}");
        assert!(
            id.bytes()
                .all(|byte| byte == b'-' || byte.is_ascii_hexdigit()),
            "{id}"
        );
        ids.push(id.to_owned());
    }
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn a_base_path_is_kept() {
    for (base, path) in [
        ("", "/logout"),
        ("/", "/logout"),
        ("/base", "/base/logout"),
        ("/base/", "/base/logout"),
        ("/a/b%20c", "/a/b%20c/logout"),
    ] {
        let server = Server::start([Answer::ok()]);
        for (client, outcome) in Logout::default().send_to(&format!("{}{base}", server.url())) {
            outcome.expect(client);
        }
        for request in server.requests() {
            assert_eq!(
                request.lines().next(),
                Some(format!("POST {path} HTTP/1.1").as_str())
            );
        }
        assert_eq!(server.requests().len(), 2);

        for request in recorded(&format!("https://h{base}")) {
            assert_eq!(
                request.message.uri().to_string(),
                format!("https://h{path}")
            );
        }
    }
}

#[test]
fn a_redirect_is_never_followed() {
    for status in [301, 302, 303, 307, 308] {
        let target = Server::start([Answer::ok()]);
        let location = format!("location: {}/logout", target.url());
        let server = Server::start([Answer::response(
            &format!("{status} Elsewhere"),
            &[&location],
            "",
        )]);
        for (client, outcome) in Logout::default().send_to(&server.url()) {
            let error = outcome.unwrap_err();
            assert_eq!(error.status().unwrap(), status, "{client}");
            assert_eq!(
                error.to_string(),
                format!(
                    "Logout failed: a redirect to {}/logout, which isn't followed (HTTP {status})",
                    target.url()
                )
            );
        }
        assert_eq!(server.requests().len(), 2);
        assert_eq!(target.connections(), 0);
        assert!(target.requests().is_empty());
    }
}

#[test]
fn two_calls_share_a_connection() {
    let server = Server::start([Answer::ok()]);
    let client = portal::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    block_on(async {
        client.logout(LogoutInput::new("one")).await.unwrap();
        client
            .clone()
            .logout(LogoutInput::new("two"))
            .await
            .unwrap();
    });
    assert_eq!((server.requests().len(), server.connections()), (2, 1));

    let server = Server::start([Answer::ok()]);
    let client = portal::blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    client.logout(LogoutInput::new("one")).unwrap();
    client.clone().logout(LogoutInput::new("two")).unwrap();
    assert_eq!((server.requests().len(), server.connections()), (2, 1));
}

#[test]
fn a_connection_that_the_server_gives_up_is_not_used_again() {
    let server = Server::start([Answer::response("200 OK", &["connection: close"], "")]);
    let client = portal::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    block_on(async {
        client.logout(LogoutInput::new("one")).await.unwrap();
        client.logout(LogoutInput::new("two")).await.unwrap();
    });
    assert_eq!((server.requests().len(), server.connections()), (2, 2));

    let server = Server::start([Answer::response("200 OK", &["connection: close"], "")]);
    let client = portal::blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    client.logout(LogoutInput::new("one")).unwrap();
    client.logout(LogoutInput::new("two")).unwrap();
    assert_eq!((server.requests().len(), server.connections()), (2, 2));
}

#[test]
fn clients_can_be_shared_between_threads() {
    fn is_shareable(_: &(impl Clone + Debug + Send + Sync + 'static)) {}
    fn is_movable<F: Future + Send>(future: F) -> F {
        future
    }
    let server = Server::start([Answer::ok()]);
    let client = portal::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    is_shareable(&client);
    block_on(is_movable(client.logout(LogoutInput::new("token")))).unwrap();
    let client = portal::blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    is_shareable(&client);
    std::thread::spawn(move || client.logout(LogoutInput::new("token")))
        .join()
        .unwrap()
        .unwrap();
}

#[test]
fn a_transport_of_ones_own_gets_the_whole_request() {
    let requests = recorded("http://localhost:1");
    assert_eq!(requests.len(), 2);
    for request in requests {
        let message = &request.message;
        assert_eq!(message.method(), "POST");
        assert_eq!(message.uri(), "http://localhost:1/logout");
        assert_eq!(message.headers()["x-amz-sso_bearer_token"], "token");
        assert!(message.headers()["x-amz-sso_bearer_token"].is_sensitive());
        assert_eq!(message.headers()["content-length"], "0");
        assert!(message.body().bytes().is_empty());
        assert_eq!(request.connect_timeout, Duration::from_millis(3_100));
        assert_eq!(request.attempt_timeout, Duration::from_secs(30));
        assert_eq!(request.response_limit, 16 * 1024 * 1024);
    }
}

#[test]
fn a_path_with_dot_segments_is_sent_as_it_is_or_not_at_all() {
    for transport in [Transport::Hyper, Transport::Ureq, Transport::Reqwest] {
        let server = Server::start([Answer::ok()]);
        let endpoint = format!("{}/a/../b", server.url());
        let mut calls = Settings::default().logout(transport, &endpoint, 1);
        let outcome = calls.outcomes.pop().unwrap();
        let lines: Vec<_> = server
            .requests()
            .iter()
            .filter_map(|request| request.lines().next().map(str::to_owned))
            .collect();
        if transport == Transport::Reqwest {
            assert_eq!(
                outcome.unwrap_err().to_string(),
                "Logout failed: the URI of the request can't be sent: reqwest removes the segments `.` and `..` of a path: \
                 use another transport"
            );
            assert_eq!((calls.attempts, lines.len()), (1, 0));
        } else {
            assert!(outcome.is_ok(), "{transport:?}: {outcome:?}");
            assert_eq!(lines, ["POST /a/../b/logout HTTP/1.1"], "{transport:?}");
        }
    }
}
