//! No error says a text twice along its chain of sources, as `{:#}` of `anyhow` would show it.

use std::{
    error::Error,
    fmt, fs,
    io::{self, Read},
    iter,
    time::Duration,
};

use http::{Response, StatusCode};
use identity_center::{
    oidc::{self, CreateTokenWithIamInput},
    portal,
    runtime::{
        AuthError, Body, BoxError, BuildError, HttpRequest, Sign, SignRequest, TransportError,
        TransportErrorKind, blocking::HttpClient, reqwest::Reqwest,
    },
};
use restsmith::Builder;
use restsmith_tests::{Answer, Authority, Logout, Server, Settings, TRANSPORTS};
use tempfile::TempDir;

/// A failure of the caller's own code, in two parts.
#[derive(Debug)]
struct Outer(Inner);

#[derive(Debug)]
struct Inner;

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the vault is closed")
    }
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key was lost")
    }
}

impl Error for Outer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

impl Error for Inner {}

fn chain(error: &(dyn Error + 'static)) -> Vec<String> {
    iter::successors(Some(error), |&error| error.source())
        .map(ToString::to_string)
        .collect()
}

/// Asserts that no text of the chain is a part of one before it, and that the first has this text.
fn says_once(error: &(dyn Error + 'static), text: &str) {
    let chain = chain(error);
    for (number, cause) in chain.iter().enumerate() {
        assert!(
            chain
                .iter()
                .take(number)
                .all(|before| !before.contains(cause)),
            "{chain:#?}"
        );
    }
    let whole = chain.first().map_or("", String::as_str);
    assert_eq!(whole.matches(text).count(), 1, "{text}: {chain:#?}");
}

#[test]
fn a_call_that_fails_on_the_way_says_its_cause_once() {
    for transport in TRANSPORTS {
        let refused = Settings::default().logout(transport, "http://127.0.0.1:1", 1);
        says_once(refused.outcomes[0].as_ref().unwrap_err(), "efused");
        for response in [
            "HTTP/1.1 200 OK\r\n",
            "garbage\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{",
        ] {
            let server = Server::start([Answer::Close(response.as_bytes().to_vec())]);
            let broken = Settings::default().logout(transport, &server.url(), 1);
            says_once(
                broken.outcomes[0].as_ref().unwrap_err(),
                "Logout failed: the ",
            );
        }
        let server = Server::start([Answer::Hang(Vec::new())]);
        let slow = Settings {
            attempt_timeout: Duration::from_millis(20),
            ..Settings::default()
        };
        let slow = slow.logout(transport, &server.url(), 1);
        says_once(
            slow.outcomes[0].as_ref().unwrap_err(),
            "no complete response within 20ms",
        );
    }
    let untrusted = Authority::new("The Authority").server("localhost");
    for (_, outcome) in Logout::default().send_to(&untrusted.url()) {
        says_once(&outcome.unwrap_err(), "UnknownIssuer");
    }
}

#[test]
fn an_answer_says_what_it_says_once() {
    let cases = [
        (200, "<html>", "is not from the service"),
        (
            401,
            r#"{"message":"Session token not found"}"#,
            "Session token not found",
        ),
        (
            403,
            r#"{"code":"NotAuthorized"}"#,
            "NotAuthorized (HTTP 403)",
        ),
        (418, "short and stout", "short and stout"),
    ];
    for (status, body, text) in cases {
        for (_, outcome) in Logout::default().respond(status, &[], body) {
            says_once(&outcome.unwrap_err(), text);
        }
    }
    for (_, outcome) in (Logout {
        token: "",
        ..Logout::default()
    })
    .send_to("http://127.0.0.1:1")
    {
        says_once(&outcome.unwrap_err(), "must not be empty");
    }
}

/// Answers with a body that can't be read.
#[derive(Debug)]
struct Unreadable;

impl HttpClient for Unreadable {
    fn send(&self, _: HttpRequest) -> Result<Response<Body>, TransportError> {
        let mut response = Response::new(Body::from("{\"accountList\":[{\"accountId\":7}]}"));
        *response.status_mut() = StatusCode::OK;
        Ok(response)
    }
}

#[test]
fn a_response_that_can_not_be_read_says_why_once() {
    let builder = portal::blocking::Client::builder().endpoint_url("http://localhost");
    let client = builder.build_with(Unreadable).unwrap();
    let error = client
        .list_accounts(portal::ListAccountsInput::new("token"))
        .unwrap_err();
    says_once(&error, "accountList[0].accountId");
}

/// Signs nothing.
#[derive(Debug)]
struct Closed;

impl Sign for Closed {
    fn sign(&self, _: &mut SignRequest<'_>) -> Result<(), BoxError> {
        Err(Outer(Inner).into())
    }
}

#[test]
fn a_callers_own_error_keeps_its_sources() {
    let builder = oidc::blocking::Client::builder()
        .endpoint_url("http://localhost")
        .signing_region("eu-west-1");
    let client = builder.signer(Closed).build_with(Unreadable).unwrap();
    let error = client
        .create_token_with_iam(CreateTokenWithIamInput::new("client", "grant"))
        .unwrap_err();
    says_once(&error, "the request can't be signed: the vault is closed");
    assert_eq!(chain(&error)[1..], ["the key was lost"]);
    for error in [
        AuthError::Signer(Outer(Inner).into()),
        AuthError::TokenSource(Outer(Inner).into()),
    ] {
        says_once(&error, "the vault is closed");
        assert_eq!(chain(&error)[1..], ["the key was lost"]);
    }
    let of_transport = TransportError::with_cause(TransportErrorKind::Io, Outer(Inner));
    says_once(
        &AuthError::TokenSource(of_transport.into()),
        "response was complete: the key was lost",
    );
}

#[test]
fn a_transports_error_within_another_or_a_stream_says_its_cause_once() {
    let error = || TransportError::with_cause(TransportErrorKind::Io, Outer(Inner));
    let text = "the connection broke before the response was complete: the key was lost";
    says_once(&error(), text);
    assert_eq!(
        chain(error().cause().unwrap()),
        ["the vault is closed", "the key was lost"]
    );
    says_once(&io::Error::from(error()), text);
    says_once(&TransportError::from(io::Error::from(error())), text);
    let nested = TransportError::with_cause(TransportErrorKind::RequestBody, error());
    says_once(
        &nested,
        "the body of the request can't be read: the key was lost",
    );
    let named = error().through_proxy("proxy.test:3128");
    says_once(
        &named,
        &format!("{text} (through the proxy proxy.test:3128)"),
    );

    let length = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n";
    for (_, outcome) in Logout::default().answered(Answer::Close(length.as_bytes().to_vec())) {
        says_once(&outcome.unwrap_err(), "the connection broke");
    }
    let mut reader = Body::from_reader(io::Cursor::new("text").chain(Failing)).into_reader();
    let error = reader.read_to_end(&mut Vec::new()).unwrap_err();
    says_once(&error, "the vault is closed");
}

/// A reader that fails.
struct Failing;

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other(Outer(Inner)))
    }
}

#[test]
fn a_client_that_can_not_be_built_says_why_once() {
    let of_tls = |error: Box<dyn Error + Send + Sync>| BuildError::Tls(error);
    says_once(
        &of_tls(Outer(Inner).into()),
        "TLS can't be set up: the vault is closed: the key was lost",
    );
    says_once(
        &of_tls("no certificate".into()),
        "TLS can't be set up: no certificate",
    );
    let builder = || portal::blocking::Client::builder();
    says_once(&builder().build().unwrap_err(), "no endpoint: set");
    says_once(
        &builder().endpoint_url("ftp://a.test").build().unwrap_err(),
        "neither `https` nor `http`",
    );
    let bundle = builder()
        .endpoint_url("https://a.test")
        .proxy_from_env(false)
        .ca_bundle("");
    says_once(
        &bundle.build().unwrap_err(),
        "a CA bundle holds no certificate in PEM",
    );
    let agent = reqwest::Client::builder().user_agent("a\nb");
    says_once(
        &Reqwest::new(agent).unwrap_err(),
        "TLS can't be set up: builder error: ",
    );
}

#[test]
fn what_the_generator_can_not_do_is_said_once() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("missing.yaml");
    says_once(
        &Builder::new()
            .plan(folder.path().join("a"), &[missing])
            .unwrap_err(),
        "can't read ",
    );
    let wrong = folder.path().join("wrong.yaml");
    fs::write(&wrong, "restsmith: 2\n").unwrap();
    says_once(
        &Builder::new()
            .plan(folder.path().join("b"), &[wrong])
            .unwrap_err(),
        "nothing was generated",
    );
}
