use std::{
    io,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, UNIX_EPOCH},
};

use http::{HeaderMap, HeaderValue, Method, Request, Response};
use secrecy::SecretString;

use super::call::Refusal;
use crate::runtime::{
    Auth, BearerClient, Body, BuildError, Builder, Endpoint, Error, ErrorKind, HttpRequest,
    InputError, Operation, Payload, RequestBuilder, ResponseError, ServiceClient, Sign,
    SignRequest, SigningClient,
    aws_sigv4::AwsSigv4,
    call::{attempts::Call, replay::ClientKind},
};

const TOKEN: &str = "token-that-nobody-may-see";

pub(super) struct Service;

#[derive(Clone, Debug, Default)]
pub(super) struct Params {
    region: Option<&'static str>,
}

impl ServiceClient for Service {
    type EndpointParams = Params;

    const SENDS_AWS_HEADERS: bool = true;

    fn endpoint(url: Option<&str>, _: &Params) -> Result<Endpoint, BuildError> {
        Ok(Endpoint::parse(url.unwrap_or("https://service.test/"))?)
    }

    fn signing_region(params: &Params) -> Result<Option<&str>, BuildError> {
        Ok(params.region)
    }
}

impl BearerClient for Service {}
impl SigningClient for Service {}

/// An operation that takes a token (0), a signature (1), or one that leaves the body out (2), sends a stream (3), or takes a
/// signature as S3 does (4).
pub(super) struct Ping<const KIND: u8>;

impl<const KIND: u8> Operation for Ping<KIND> {
    type Output = ();
    type Error = Refusal;

    const NAME: &'static str = "Ping";
    const IS_IDEMPOTENT: bool = true;
    const AUTH: Auth = match KIND {
        0 => Auth::Bearer,
        2 => Auth::sigv4_without_payload("thing"),
        4 => Auth::s3v4("thing"),
        _ => Auth::sigv4("thing"),
    };

    fn request(&mut self, endpoint: &Endpoint) -> Result<Request<Body>, InputError> {
        let request = RequestBuilder::new(Method::POST, "/ping").without_body(endpoint)?;
        Ok(if KIND == 3 {
            request.map(|_| Body::from_reader(io::empty()))
        } else {
            request
        })
    }

    fn output(_: Response<Body>) -> Result<(), ResponseError> {
        Ok(())
    }
}

pub(super) fn builder() -> Builder<Service> {
    let mut builder = Builder::<Service>::new();
    builder.endpoint_params.region = Some("eu-west-1");
    // It is random, so that no signature would be the same twice.
    builder.headers.invocation_id = false;
    builder
}

/// The headers of as many attempts of a call, or why there are none.
fn attempts<O: Operation>(
    builder: Builder<Service>,
    mut input: O,
    count: usize,
) -> Result<Vec<HeaderMap>, String> {
    let config = builder.config().unwrap();
    let mut call = Call::new(&config, ClientKind::Blocking, &mut input).unwrap();
    let mut headers = Vec::new();
    for _ in 0..count {
        let request = attempt(&mut call, &mut input).map_err(|error| match error.into_kind() {
            ErrorKind::Auth(error) => error.to_string(),
            _ => unreachable!(),
        })?;
        headers.push(request.message.headers().clone());
    }
    Ok(headers)
}

/// The request of an attempt, made as a blocking client makes it.
fn attempt<O: Operation>(
    call: &mut Call<'_>,
    input: &mut O,
) -> Result<HttpRequest, Error<O::Error>> {
    for source in call.begin::<O>()? {
        call.identify::<O>(Some(source.identity()))?;
    }
    call.attempt(input)
}

#[test]
fn a_token_is_sent_in_its_header_and_is_marked_as_a_secret() {
    let headers = attempts(builder().bearer_token(TOKEN), Ping::<0>, 1).unwrap();
    assert_eq!(headers[0]["authorization"], format!("Bearer {TOKEN}"));
    assert!(headers[0]["authorization"].is_sensitive());
}

#[test]
fn a_call_without_a_token_says_what_to_set() {
    let error = attempts(builder().signer(Recorder), Ping::<0>, 1).unwrap_err();
    assert_eq!(
        error,
        "no bearer token: set `bearer_token` on the client's builder"
    );
}

#[test]
fn a_token_with_a_space_is_refused_and_not_shown() {
    for token in ["Bearer token", "to ken"] {
        let error = attempts(builder().bearer_token(token), Ping::<0>, 1).unwrap_err();
        assert_eq!(
            error, "the bearer token contains a space: give the token without `Bearer `",
            "{token:?}"
        );
    }
}

#[test]
fn a_token_that_is_no_header_value_is_refused_and_not_shown() {
    for token in [
        "",
        " token",
        "token ",
        "to\nken",
        "to\u{7f}ken",
        "tok\u{e9}n",
    ] {
        let error = attempts(builder().bearer_token(token), Ping::<0>, 1).unwrap_err();
        assert_eq!(
            error,
            "the bearer token is not a valid header value: it is empty, contains a control or non-ASCII character, or \
             begins or ends with a space",
            "{token:?}"
        );
    }
}

#[test]
fn each_attempt_asks_for_the_token_anew() {
    let count = AtomicU32::new(0);
    let source = move || {
        Ok(SecretString::from(format!(
            "token-{}",
            count.fetch_add(1, Ordering::Relaxed) + 1
        )))
    };
    let headers = attempts(builder().bearer_token_source(source), Ping::<0>, 3).unwrap();
    let tokens: Vec<_> = headers
        .iter()
        .map(|headers| headers["authorization"].to_str().unwrap())
        .collect();
    assert_eq!(
        tokens,
        ["Bearer token-1", "Bearer token-2", "Bearer token-3"]
    );
}

#[test]
fn a_source_without_a_token_says_why() {
    let error = attempts(
        builder().bearer_token_source(|| Err("signed out".into())),
        Ping::<0>,
        1,
    );
    assert_eq!(
        error.unwrap_err(),
        "the source of bearer tokens failed: signed out"
    );
}

#[test]
fn a_token_that_the_server_repeats_is_not_shown() {
    let config = builder().bearer_token(TOKEN).config().unwrap();
    let mut call = Call::new(&config, ClientKind::Blocking, &mut Ping::<0>).unwrap();
    let _ = attempt(&mut call, &mut Ping::<0>).unwrap();
    let response = Response::builder()
        .status(401)
        .header("x-amzn-errortype", TOKEN)
        .header("x-amzn-requestid", format!("id of {TOKEN}"))
        .body(Body::from(format!(
            r#"{{"message":"no session for {TOKEN}"}}"#
        )))
        .unwrap();
    let error: Error<Refusal> = call.result(&Ping::<0>, Ok(response)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Ping failed: [redacted] (HTTP 401): no session for [redacted] (request id id of [redacted])"
    );
    for text in [
        format!("{error:?}"),
        format!("{call:?}"),
        format!("{config:?}"),
    ] {
        assert!(!text.contains(TOKEN), "{text}");
    }
}

#[test]
fn the_settings_show_no_token() {
    let text = format!(
        "{:?}",
        builder()
            .bearer_token(TOKEN)
            .signer(AwsSigv4::new("id", TOKEN))
    );
    assert!(!text.contains(TOKEN), "{text}");
    assert!(
        text.contains(
            r#"Authentication { schemes: {"bearer_token": [redacted]}, signer: [redacted], region: None }"#
        ),
        "{text}"
    );
}

/// Writes down what it is to sign.
struct Recorder;

impl Sign for Recorder {
    fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), crate::runtime::BoxError> {
        let payload = match request.payload {
            Payload::Signed(bytes) => format!("{} bytes", bytes.len()),
            Payload::Unsigned => "no payload".to_owned(),
        };
        let attempt = request.headers["amz-sdk-request"].to_str()?;
        let text = format!(
            "{} {} as {} in {}, {:?}, {payload}, {attempt}",
            request.method,
            request.uri,
            request.signing_name,
            request.region,
            request.signature_version
        );
        request.headers.insert("authorization", text.parse()?);
        Ok(())
    }
}

#[test]
fn a_signer_is_given_all_that_it_needs_before_each_attempt() {
    let headers = attempts(builder().signer(Recorder), Ping::<1>, 2).unwrap();
    assert_eq!(
        headers[0]["authorization"],
        "POST https://service.test/ping as thing in eu-west-1, V4, 0 bytes, attempt=1; max=3"
    );
    assert_eq!(
        headers[1]["authorization"],
        "POST https://service.test/ping as thing in eu-west-1, V4, 0 bytes, attempt=2; max=3"
    );
    assert!(headers[0]["authorization"].is_sensitive());
    let headers = attempts(
        builder().signer(Recorder).signing_region("us-east-1"),
        Ping::<2>,
        1,
    )
    .unwrap();
    assert_eq!(
        headers[0]["authorization"],
        "POST https://service.test/ping as thing in us-east-1, V4, no payload, attempt=1; max=3"
    );
    let headers = attempts(builder().signer(Recorder), Ping::<3>, 1).unwrap();
    assert_eq!(
        headers[0]["authorization"],
        "POST https://service.test/ping as thing in eu-west-1, V4, no payload, attempt=1; max=3"
    );
    let headers = attempts(builder().signer(Recorder), Ping::<4>, 1).unwrap();
    assert_eq!(
        headers[0]["authorization"],
        "POST https://service.test/ping as thing in eu-west-1, S3v4, 0 bytes, attempt=1; max=3"
    );
}

#[test]
fn a_call_without_a_signer_or_a_region_says_what_to_set() {
    let error = attempts(builder().bearer_token(TOKEN), Ping::<1>, 1).unwrap_err();
    assert_eq!(error, "no signer: set `signer` on the client's builder");
    let mut nowhere = builder().signer(Recorder);
    nowhere.endpoint_params.region = None;
    let error = attempts(nowhere, Ping::<1>, 1).unwrap_err();
    assert_eq!(
        error,
        "no region to sign for: set `signing_region`, or `region` for an AWS service, on the client's builder"
    );
}

#[test]
fn a_region_to_sign_for_that_is_none_is_refused() {
    let error = builder()
        .signer(Recorder)
        .signing_region("eu west")
        .config()
        .unwrap_err();
    assert!(matches!(error, BuildError::Region), "{error}");
}

struct Failing;

impl Sign for Failing {
    fn sign(&self, _: &mut SignRequest<'_>) -> Result<(), crate::runtime::BoxError> {
        Err("the keys have expired".into())
    }
}

#[test]
fn a_signer_that_fails_says_why_and_is_not_asked_again() {
    let config = builder().signer(Failing).config().unwrap();
    let mut call = Call::new(&config, ClientKind::Blocking, &mut Ping::<1>).unwrap();
    let error = attempt(&mut call, &mut Ping::<1>).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Ping failed: the request can't be signed: the keys have expired"
    );
    assert!(!error.is_retryable());
    assert_eq!(call.delay(&Err::<(), _>(error)), None);
}

#[test]
fn each_attempt_is_signed_anew() {
    let keys = AwsSigv4::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
        .clock(|| UNIX_EPOCH + Duration::from_secs(1_440_938_160));
    let headers = attempts(builder().signer(keys), Ping::<1>, 2).unwrap();
    let expected = |signature| {
        format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/thing/aws4_request, \
             SignedHeaders=amz-sdk-request;content-length;host;x-amz-date, Signature={signature}"
        )
    };
    assert_eq!(
        headers[0]["authorization"],
        expected("64bc266bb2ccda22378cf45beeea16169827e1ce8b26b2af21c65bdbbacc507e")
    );
    assert_eq!(
        headers[1]["authorization"],
        expected("652c3983ff4fddc3d06db2324356867e4c1475f50ac1ea2c3112dda1ced396c8")
    );
}

#[test]
fn an_operation_of_s3_is_signed_as_s3_takes_it() {
    let keys = AwsSigv4::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let hash = |headers: Vec<HeaderMap>| headers[0].get("x-amz-content-sha256").cloned();
    let of_s3 = attempts(builder().signer(keys.clone()), Ping::<4>, 1).unwrap();
    // The hash of no byte.
    assert_eq!(
        hash(of_s3).unwrap(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    let of_another = attempts(builder().signer(keys), Ping::<1>, 1).unwrap();
    assert_eq!(hash(of_another), None);
}

const KEY: &str = "key-that-nobody-may-see";

/// Signs in a way of its own.
struct Own;

impl Sign for Own {
    fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), crate::runtime::BoxError> {
        request
            .headers
            .insert("authorization", format!("Token {TOKEN}").parse()?);
        request.headers.insert("x-api-key", KEY.parse()?);
        request
            .headers
            .append("amz-sdk-request", format!("proof={KEY}-2").parse()?);
        request
            .headers
            .insert("x-amz-date", "20150830T123600Z".parse()?);
        Ok(())
    }
}

/// The text of the error that a response with this message is, after an attempt that was signed.
fn refused(signer: impl Sign, message: &str) -> String {
    let config = builder().signer(signer).config().unwrap();
    let mut call = Call::new(&config, ClientKind::Blocking, &mut Ping::<1>).unwrap();
    let _ = attempt(&mut call, &mut Ping::<1>).unwrap();
    let body = Body::from(format!(r#"{{"message":"{message}"}}"#));
    let response = Response::builder().status(403).body(body).unwrap();
    let error: Error<Refusal> = call.result(&Ping::<1>, Ok(response)).unwrap_err();
    error.message().unwrap_or_default().to_owned()
}

#[test]
fn whatever_a_signer_adds_is_marked_as_a_secret_but_for_the_time() {
    let headers = attempts(builder().signer(Own), Ping::<1>, 1)
        .unwrap()
        .remove(0);
    let sensitive: Vec<_> = headers
        .iter()
        .filter(|(_, value)| value.is_sensitive())
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(sensitive.len(), 3, "{sensitive:?}");
    assert!(headers["authorization"].is_sensitive() && headers["x-api-key"].is_sensitive());
    let attempt: Vec<_> = headers
        .get_all("amz-sdk-request")
        .iter()
        .map(HeaderValue::is_sensitive)
        .collect();
    assert_eq!(attempt, [false, true]);
    assert!(!headers["x-amz-date"].is_sensitive());
}

#[test]
fn whatever_a_signer_adds_is_not_shown_if_the_server_repeats_it() {
    for (message, shown) in [
        (format!("no use: Token {TOKEN}"), "no use: [redacted]"),
        (format!("no use: {TOKEN}"), "no use: [redacted]"),
        (format!("unknown {KEY}!"), "unknown [redacted]!"),
        (format!("bad proof={KEY}-2"), "bad [redacted]"),
        (
            "attempt=1; max=3 at 20150830T123600Z".to_owned(),
            "attempt=1; max=3 at 20150830T123600Z",
        ),
    ] {
        assert_eq!(refused(Own, &message), shown);
    }
}

#[test]
fn the_time_of_a_signature_is_shown_and_its_keys_are_not() {
    let keys = || {
        AwsSigv4::new("AKIDEXAMPLE", KEY)
            .session_token(TOKEN)
            .clock(|| UNIX_EPOCH)
    };
    assert_eq!(
        refused(keys(), "expired: 19700101T000000Z"),
        "expired: 19700101T000000Z"
    );
    assert_eq!(
        refused(keys(), &format!("expired: {TOKEN}")),
        "expired: [redacted]"
    );
}
