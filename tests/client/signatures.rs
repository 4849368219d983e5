//! `CreateTokenWithIAM` is signed: exactly so, anew for each attempt, or it is never sent.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use http::{HeaderMap, Response};
use identity_center::{
    oidc::{Client, CreateTokenWithIamError, CreateTokenWithIamInput, blocking},
    runtime::{
        self, AuthError, Body, BoxError, Credentials, Error, ErrorKind, HttpRequest, Sign,
        SignRequest, TransportError, aws_sigv4::AwsSigv4,
    },
};
use restsmith_tests::{Answer, Server, block_on};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SESSION: &str = "token-of-role";

/// 2015-08-30 at 12:36:00 in UTC.
fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn keys() -> AwsSigv4 {
    AwsSigv4::new("AKIDEXAMPLE", SECRET)
        .session_token(SESSION)
        .clock(time)
}

fn input() -> CreateTokenWithIamInput {
    CreateTokenWithIamInput::new("app", "refresh_token").refresh_token("refresh-token")
}

/// Keeps the headers that it is to send, and fails.
#[derive(Clone, Debug, Default)]
struct Keep(Arc<Mutex<Vec<HeaderMap>>>);

impl runtime::blocking::HttpClient for Keep {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        self.0
            .lock()
            .unwrap()
            .push(request.message.headers().clone());
        let mut response = Response::new(Body::empty());
        *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
        Ok(response)
    }

    fn sleep(&self, _: Duration) {}
}

#[test]
fn the_signature_is_the_one_of_these_keys_this_time_and_this_request() {
    let kept = Keep::default();
    let client = blocking::Client::builder()
        .region("eu-west-1")
        .send_invocation_id(false)
        .signer(keys());
    client
        .build_with(kept.clone())
        .unwrap()
        .create_token_with_iam(input())
        .unwrap_err();
    let headers = kept.0.lock().unwrap()[0].clone();
    assert_eq!(
        headers["authorization"],
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/sso-oauth/aws4_request, \
         SignedHeaders=amz-sdk-request;content-length;content-type;host;x-amz-date;x-amz-security-token, \
         Signature=766e50cddf0b7c4e175d69688b6ce4b5d9d238ceb46f394d95ed8e2e7bba71c8"
    );
    assert_eq!(headers["x-amz-date"], "20150830T123600Z");
    assert_eq!(headers["x-amz-security-token"], SESSION);
    assert!(
        headers["authorization"].is_sensitive() && headers["x-amz-security-token"].is_sensitive()
    );
}

#[test]
fn the_signature_is_that_of_the_credentials_that_a_source_gives() {
    let server = Server::start([Answer::ok()]);
    let credentials = || Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(SESSION);
    let signer = AwsSigv4::without_keys().clock(time);
    let client = Client::builder()
        .endpoint_url(server.url())
        .region("eu-west-1");
    let client = client
        .signer_with_async_credentials(signer.clone(), move || async move { Ok(credentials()) });
    block_on(client.build().unwrap().create_token_with_iam(input())).unwrap();
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .region("eu-west-1");
    let client = client.signer_with_credentials(signer, move || Ok(credentials()));
    client
        .build()
        .unwrap()
        .create_token_with_iam(input())
        .unwrap();
    for request in server.requests() {
        assert!(request.contains(
            "\r\nauthorization: AWS4-HMAC-SHA256 \
             Credential=AKIDEXAMPLE/20150830/eu-west-1/sso-oauth/aws4_request, "
        ));
        assert!(
            request.contains(&format!("\r\nx-amz-security-token: {SESSION}\r\n")),
            "{request}"
        );
    }
    assert_eq!(server.requests().len(), 2);
}

/// Signs by name: which host and which region.
struct ByName;

impl Sign for ByName {
    fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), BoxError> {
        let host = request.uri.authority().ok_or("no host")?;
        let value = format!(
            "{host} in {} at {:?}",
            request.region, request.headers["amz-sdk-request"]
        );
        request.headers.insert("authorization", value.parse()?);
        Ok(())
    }
}

/// What each client says to a call, with its name.
fn calls(
    server: &Server,
    signer: Option<AwsSigv4>,
) -> [(&'static str, Result<(), Error<CreateTokenWithIamError>>); 2] {
    let mut client = Client::builder()
        .endpoint_url(server.url())
        .region("eu-west-1")
        .max_attempts(1);
    let mut blocking = blocking::Client::builder()
        .endpoint_url(server.url())
        .region("eu-west-1")
        .max_attempts(1);
    if let Some(signer) = signer {
        client = client.signer(signer.clone());
        blocking = blocking.signer(signer);
    }
    let (client, blocking) = (client.build().unwrap(), blocking.build().unwrap());
    [
        (
            "hyper",
            block_on(client.create_token_with_iam(input())).map(|_| ()),
        ),
        ("ureq", blocking.create_token_with_iam(input()).map(|_| ())),
    ]
}

#[test]
fn every_client_sends_the_host_that_was_signed() {
    let server = Server::start([Answer::ok()]);
    let signed = blocking::Client::builder()
        .endpoint_url(server.url())
        .region("eu-west-1")
        .signer(ByName);
    signed
        .build()
        .unwrap()
        .create_token_with_iam(input())
        .unwrap();
    let signed = Client::builder()
        .endpoint_url(server.url())
        .region("eu-west-1")
        .signer(ByName);
    block_on(signed.build().unwrap().create_token_with_iam(input())).unwrap();
    for request in server.requests() {
        let address = server.address();
        assert!(
            request.starts_with("POST /token?aws_iam=t HTTP/1.1\r\n"),
            "{request}"
        );
        assert!(
            request.contains(&format!("\r\nhost: {address}\r\n")),
            "{request}"
        );
        let expected =
            format!("\r\nauthorization: {address} in eu-west-1 at \"attempt=1; max=3\"\r\n");
        assert!(request.contains(&expected), "{request}");
    }
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn without_a_signer_nothing_is_sent() {
    let server = Server::start([Answer::ok()]);
    for (client, outcome) in calls(&server, None) {
        let error = outcome.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Auth(AuthError::NoSigner)),
            "{client}: {error:?}"
        );
        assert_eq!(
            error.to_string(),
            "CreateTokenWithIAM failed: no signer: set `signer` on the client's builder",
            "{client}"
        );
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn without_a_region_nothing_is_sent() {
    let server = Server::start([Answer::ok()]);
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .signer(keys())
        .build()
        .unwrap();
    let error = client.create_token_with_iam(input()).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Auth(AuthError::NoRegion)),
        "{error:?}"
    );
    assert_eq!(server.connections(), 0);
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .signer(keys());
    client
        .signing_region("eu-west-1")
        .build()
        .unwrap()
        .create_token_with_iam(input())
        .unwrap();
    assert!(server.requests()[0].contains("/20150830/eu-west-1/sso-oauth/aws4_request, "));
}

#[test]
fn an_answer_that_repeats_the_proof_is_shown_without_it() {
    let echo = Answer::decide(|request| {
        let line = |name| {
            request
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap()
        };
        let proof = [line("authorization: "), line("x-amz-security-token: ")].join(" and ");
        Answer::response(
            "403 Forbidden",
            &[],
            format!(r#"{{"message":"no use: {proof}"}}"#),
        )
    });
    for (client, outcome) in calls(&Server::start([echo]), Some(keys())) {
        let error = outcome.unwrap_err();
        assert_eq!(
            error.message(),
            Some("no use: [redacted] and [redacted]"),
            "{client}"
        );
        assert!(
            !format!("{error:?}").contains(SESSION),
            "{client}: {error:?}"
        );
    }
}
