//! No secret is shown, wherever a server or a user puts it.

use std::{
    error::Error as _,
    fmt::{Debug, Write as _},
    future::ready,
    iter,
    sync::{Arc, Mutex},
    time::Duration,
};

use http::Response;
use identity_center::{
    portal::{self, LogoutInput},
    runtime::{
        Body, Endpoint, ErrorKind, HttpRequest, Operation, TransportError,
        blocking::HttpClient as BlockingHttpClient,
        client::{BoxFuture, HttpClient},
    },
};
use restsmith_tests::{Answer, Logout, Outcome, Server, block_on};

const SECRET: &str = "Zq7Xw9Kp2Rt5Yv8Bn3Md6Hs1Jf4Lg0AcTe8Uo";

fn calling() -> Logout<'static> {
    Logout {
        token: SECRET,
        ..Logout::default()
    }
}

/// No eight characters of a secret in a row are in this text.
fn is_hidden(secret: &str, text: &str) -> bool {
    assert!(
        secret.len() >= 8,
        "there are no eight characters to look for"
    );
    secret
        .as_bytes()
        .windows(8)
        .all(|part| !text.contains(str::from_utf8(part).unwrap()))
}

fn debug(value: &(impl Debug + ?Sized)) -> String {
    format!("{value:?}\n{value:#?}")
}

/// Everything that an outcome shows.
fn shown(outcome: &Outcome) -> String {
    let mut text = debug(outcome);
    match outcome {
        Ok(output) => write!(text, "\n{:?}", output.request_id()),
        Err(error) => {
            let cause = match error.kind() {
                ErrorKind::Transport(error) => error.cause(),
                _ => error.source(),
            };
            let causes: Vec<_> = iter::successors(cause, |&error| error.source())
                .map(|error| debug(error) + &error.to_string())
                .collect();
            write!(
                text,
                "\n{error}\n{error:#}\n{:?} {:?} {:?}\n{:?}\n{}",
                error.code(),
                error.message(),
                error.request_id(),
                error.service().map(ToString::to_string),
                causes.concat(),
            )
        }
    }
    .unwrap();
    text
}

fn assert_hidden<'a>(row: &str, outcomes: impl IntoIterator<Item = (&'a str, Outcome)>) {
    for (client, outcome) in outcomes {
        let text = shown(&outcome);
        assert!(is_hidden(SECRET, &text), "{client}: {row}: {text}");
    }
}

fn response(body: impl Into<Body>) -> Response<Body> {
    Response::builder().status(418).body(body.into()).unwrap()
}

/// A transport of a user's own that writes down what it is given.
#[derive(Clone, Debug, Default)]
struct Formatter(Arc<Mutex<String>>);

impl Formatter {
    fn format(&self, request: &HttpRequest) -> Response<Body> {
        let mut text = self.0.lock().unwrap();
        write!(
            text,
            "{} {:?} {}",
            debug(request),
            request.message.headers(),
            request.message.uri()
        )
        .unwrap();
        Response::new(Body::from(SECRET))
    }
}

impl HttpClient for Formatter {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(ready(Ok(self.format(&request))))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(ready(()))
    }
}

impl BlockingHttpClient for Formatter {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        Ok(self.format(&request))
    }
}

#[test]
fn an_input_and_its_request_do_not_show_the_token() {
    let mut input = LogoutInput::new(SECRET);
    assert!(is_hidden(SECRET, &debug(&input)));
    assert!(is_hidden(SECRET, &debug(&input.access_token)));
    let request = input
        .request(&Endpoint::parse("https://h").unwrap())
        .unwrap();
    assert!(request.headers()["x-amz-sso_bearer_token"].is_sensitive());
    assert!(is_hidden(SECRET, &debug(&request)));
}

#[test]
fn a_client_does_not_show_the_token() {
    let server = Server::start([Answer::ok()]);
    let builder = portal::Client::builder().endpoint_url(server.url());
    let client = builder.clone().build().unwrap();
    block_on(client.logout(LogoutInput::new(SECRET))).unwrap();
    assert!(is_hidden(SECRET, &(debug(&client) + &debug(&builder))));

    let builder = portal::blocking::Client::builder().endpoint_url(server.url());
    let client = builder.clone().build().unwrap();
    client.logout(LogoutInput::new(SECRET)).unwrap();
    assert!(is_hidden(SECRET, &(debug(&client) + &debug(&builder))));
}

#[test]
fn a_builder_does_not_show_the_secrets_of_a_wrong_endpoint() {
    for url in [
        format!("https://user:{SECRET}@h"),
        format!("https://{SECRET}@h"),
        format!("https://h/?token={SECRET}"),
        format!("https://h/#{SECRET}"),
    ] {
        let builder = portal::Client::builder().endpoint_url(&url);
        let text = debug(&builder);
        let error = builder.build().unwrap_err();
        assert!(
            is_hidden(SECRET, &format!("{} {error}", debug(&error))),
            "{error:?}"
        );
        assert!(is_hidden(SECRET, &text), "{text}");
    }
}

#[test]
fn a_transport_of_ones_own_can_not_show_the_token() {
    let formatter = Formatter::default();
    let client = portal::Client::builder()
        .endpoint_url("http://localhost")
        .build_with(formatter.clone());
    let asynchronous = block_on(client.unwrap().logout(LogoutInput::new(SECRET)));
    let client = portal::blocking::Client::builder()
        .endpoint_url("http://localhost")
        .build_with(formatter.clone());
    let blocking = client.unwrap().logout(LogoutInput::new(SECRET));
    let text = formatter.0.lock().unwrap().clone();
    assert!(text.contains("x-amz-sso_bearer_token"), "{text}");
    assert!(is_hidden(SECRET, &text), "{text}");
    assert_hidden(
        "own transport",
        [("asynchronous", asynchronous), ("blocking", blocking)],
    );
}

#[test]
fn an_error_does_not_show_a_token_that_the_server_repeats() {
    let header = |name: &str| format!("{name}: {SECRET}");
    for (headers, body) in [
        (vec![], SECRET.to_owned()),
        (vec![], format!("<html>{SECRET}{SECRET}, {SECRET}</html>")),
        (vec![], format!(r#"["{SECRET}"]"#)),
        (
            vec![],
            format!(r#"{{"message":"the token {SECRET} is gone"}}"#),
        ),
        (vec![], format!(r#"{{"Message":"{SECRET}{SECRET}"}}"#)),
        (
            vec![],
            format!(r#"{{"errorMessage":"\u005a{}"}}"#, &SECRET[1..]),
        ),
        (vec![], format!(r#"{{"code":"{SECRET}","message":"m"}}"#)),
        (vec![], format!(r#"{{"__type":"x#{SECRET}:y"}}"#)),
        (vec![], format!(r#"{{"Code":"{SECRET}Exception"}}"#)),
        (vec![], format!(r#"{{"{SECRET}":"{SECRET}"}}"#)),
        (vec![header("x-amzn-errortype")], String::new()),
        (vec![header("x-amzn-requestid")], "{}".to_owned()),
        (vec![header("x-amz-request-id")], "{}".to_owned()),
        (
            vec![
                header("x-amz-sso_bearer_token"),
                header("location"),
                header("x-other"),
            ],
            String::new(),
        ),
        (vec![header("content-type")], SECRET.to_owned()),
    ] {
        let headers: Vec<_> = headers.iter().map(String::as_str).collect();
        for status in [302, 401, 418] {
            assert_hidden(
                &format!("{headers:?} {body}"),
                calling().respond(status, &headers, &body),
            );
        }
    }
}

#[test]
fn a_repeated_token_is_shown_as_redacted() {
    let body = format!(r#"{{"message":"the token {SECRET} is gone"}}"#);
    let error = LogoutInput::new(SECRET)
        .response(response(body))
        .unwrap_err();
    assert_eq!(error.message(), Some("the token [redacted] is gone"));
}

#[test]
fn a_token_at_the_cut_of_a_text_is_not_shown_in_part() {
    for filler in ["a", "\u{e9}", "\u{20ac}", "\u{1d11e}"] {
        for before in 1_000 - SECRET.len() - 1..=1_001 {
            let body = format!("{}{SECRET} and more", filler.repeat(before));
            let error = LogoutInput::new(SECRET)
                .response(response(body))
                .unwrap_err();
            let message = error.message().unwrap();
            let expected: String = format!("{}[redacted] and more", filler.repeat(before))
                .chars()
                .take(1_000)
                .collect();
            assert_eq!(message, expected);
        }
    }
}

#[test]
fn a_text_of_many_tokens_shows_no_part_of_one() {
    for length in [9, 40, 41, 400, 1_000, 4_001] {
        let token: String = SECRET.chars().cycle().take(length).collect();
        let body = format!("x{}", token.repeat(8_000 / length + 2));
        let error = LogoutInput::new(token.as_str())
            .response(response(body))
            .unwrap_err();
        assert!(
            is_hidden(&token, error.message().unwrap()),
            "{length}: {error}"
        );
    }
}

#[test]
fn a_token_at_the_limit_of_a_response_is_not_shown_in_part() {
    let logout = Logout {
        response_limit: Some(100),
        ..calling()
    };
    for before in [60, 70, 80, 90] {
        let body = format!("{}{SECRET} and more, which is not read", "a".repeat(before));
        assert_hidden(
            &format!("{before}"),
            logout.answered(Answer::response("418 Teapot", &[], body)),
        );
    }
}

#[test]
fn a_token_that_is_cut_like_a_code_is_not_shown_in_part() {
    for separator in [':', '#'] {
        let (start, end) = SECRET.split_at(SECRET.len() / 2);
        let token = format!("{start}{separator}{end}");
        for (headers, body) in [
            (vec![format!("x-amzn-errortype: {token}")], String::new()),
            (vec![], format!(r#"{{"code":"{token}"}}"#)),
        ] {
            let headers: Vec<_> = headers.iter().map(String::as_str).collect();
            let logout = Logout {
                token: &token,
                ..Logout::default()
            };
            assert_hidden(&token, logout.respond(418, &headers, body));
        }
    }
}

#[test]
fn a_success_does_not_show_a_token_that_the_server_repeats() {
    for name in ["x-amzn-requestid", "x-amz-request-id"] {
        assert_hidden(
            name,
            calling().respond(200, &[&format!("{name}: {SECRET}")], ""),
        );
    }
}

#[test]
fn a_refused_success_does_not_show_a_token_that_the_server_repeats() {
    let content_type = format!("content-type: text/{SECRET}");
    assert_hidden(
        "content type",
        calling().respond(200, &[&content_type], SECRET),
    );
    let id = format!("x-amzn-requestid: {SECRET}");
    let logout = Logout {
        response_limit: Some(1),
        ..calling()
    };
    assert_hidden(
        "request id",
        logout.answered(Answer::response("200 OK", &[&id], SECRET)),
    );
}

#[test]
fn a_broken_response_does_not_show_a_token_that_the_server_repeats() {
    for response in [
        format!("{SECRET}\r\n\r\n"),
        format!("HTTP/1.1 {SECRET}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\n{SECRET}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\ncontent-length: {SECRET}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: {SECRET}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{SECRET}\r\n"),
        format!("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{SECRET}"),
        format!("HTTP/1.1 302 Found\r\nlocation: http://[{SECRET}\r\ncontent-length: 0\r\n\r\n"),
    ] {
        assert_hidden(
            &response,
            calling().answered(Answer::Close(response.clone().into_bytes())),
        );
    }
    assert_hidden("refused", calling().send_to("http://127.0.0.1:1"));
}
