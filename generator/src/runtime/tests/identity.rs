//! Who calls is known before the request is made: at once, from a source, or in time.

use std::{
    collections::VecDeque,
    future::{Future, pending, poll_fn},
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use http::{HeaderMap, Response};
use secrecy::{ExposeSecret, SecretString};

use super::{
    auth::{Ping, Service, builder},
    call::Refusal,
};
use crate::runtime::{
    AsyncBearerClient, AsyncBearerTokenSource, AsyncCredentialsSource, AsyncSigningClient,
    AuthError, BearerTokenSource, Body, BoxError, Builder, Credentials, CredentialsSource, Error,
    ErrorKind, HttpRequest, Sign, SignRequest, TransportError, TransportErrorKind, blocking,
    call::{attempts::Call, replay::ClientKind},
    client::{self, BoxFuture},
};

// The one service stands for both clients here. In a generated client, only the asynchronous one takes these sources.
impl AsyncBearerClient for Service {}
impl AsyncSigningClient for Service {}

const SESSION: &str = "token-of-a-role";
const KEY: &str = "key-that-nobody-may-see";

/// Answers with these statuses and bodies, and writes down which headers were sent, and how long it was to wait.
#[derive(Clone, Debug, Default)]
struct Answers {
    left: Arc<Mutex<VecDeque<(u16, String)>>>,
    sent: Arc<Mutex<Vec<HeaderMap>>>,
    sleeps: Arc<Mutex<Vec<Duration>>>,
}

impl Answers {
    fn new<T: Into<String>>(answers: impl IntoIterator<Item = (u16, T)>) -> Self {
        let answers = answers
            .into_iter()
            .map(|(status, body)| (status, body.into()))
            .collect();
        Self {
            left: Arc::new(Mutex::new(answers)),
            ..Self::default()
        }
    }

    fn answer(&self, request: &HttpRequest) -> Response<Body> {
        self.sent
            .lock()
            .unwrap()
            .push(request.message.headers().clone());
        let (status, body) = self.left.lock().unwrap().pop_front().unwrap();
        Response::builder()
            .status(status)
            .body(Body::from(body))
            .unwrap()
    }

    /// The values of a header in all attempts.
    fn sent(&self, name: &str) -> Vec<String> {
        let sent = self.sent.lock().unwrap();
        sent.iter()
            .map(|headers| headers[name].to_str().unwrap().to_owned())
            .collect()
    }
}

impl blocking::HttpClient for Answers {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        Ok(self.answer(&request))
    }

    fn sleep(&self, duration: Duration) {
        self.sleeps.lock().unwrap().push(duration);
    }
}

impl client::HttpClient for Answers {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let response = self.answer(&request);
        Box::pin(async { Ok(response) })
    }

    /// Is over when it is looked at for the tenth time, however long it is.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.sleeps.lock().unwrap().push(duration);
        let mut polls = 0;
        Box::pin(poll_fn(move |_| {
            polls += 1;
            if polls < 10 {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        }))
    }
}

/// Looks at a future until it is ready.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            return output;
        }
    }
}

/// Is pending when it is looked at for the first time.
async fn later() {
    let mut is_later = false;
    poll_fn(|_| {
        if is_later {
            Poll::Ready(())
        } else {
            is_later = true;
            Poll::Pending
        }
    })
    .await;
}

type Outcome = Result<(), Error<Refusal>>;

fn call<const KIND: u8>(builder: Builder<Service>, http: &Answers) -> Outcome {
    let caller = client::Caller::new(builder.config().unwrap(), http.clone());
    block_on(caller.call(Ping::<KIND>))
}

fn blocking_call<const KIND: u8>(builder: Builder<Service>, http: &Answers) -> Outcome {
    let caller = blocking::Caller::new(builder.config().unwrap(), http.clone());
    caller.call(Ping::<KIND>)
}

/// Whether the call failed since its time is over.
fn is_out_of_time(outcome: Outcome, limit: Duration) -> bool {
    let error = outcome.unwrap_err();
    matches!(error.kind(), ErrorKind::Transport(error) if error.kind() == TransportErrorKind::CallTimeout(limit))
}

/// Gives one token after the other, or credentials with them, and another one after a refusal if there may be one.
#[derive(Clone, Default)]
struct Numbered {
    asked: Arc<AtomicU32>,
    refused: Arc<Mutex<Vec<String>>>,
    has_others: bool,
}

impl Numbered {
    fn renewing() -> Self {
        Self {
            has_others: true,
            ..Self::default()
        }
    }

    fn next(&self) -> SecretString {
        SecretString::from(format!(
            "token-{}",
            self.asked.fetch_add(1, Ordering::Relaxed) + 1
        ))
    }

    fn refuse(&self, token: &SecretString) -> bool {
        self.refused
            .lock()
            .unwrap()
            .push(token.expose_secret().to_owned());
        self.has_others
    }
}

impl BearerTokenSource for Numbered {
    fn token(&self) -> Result<SecretString, BoxError> {
        Ok(self.next())
    }

    fn refused(&self, token: &SecretString) -> bool {
        self.refuse(token)
    }
}

/// The same, in time.
struct Later(Numbered);

impl AsyncBearerTokenSource for Later {
    fn token(&self) -> BoxFuture<'_, Result<SecretString, BoxError>> {
        Box::pin(async {
            later().await;
            Ok(self.0.next())
        })
    }

    fn refused(&self, token: &SecretString) -> bool {
        self.0.refuse(token)
    }
}

fn credentials(session: SecretString) -> Credentials {
    Credentials::new("AKIDEXAMPLE", KEY).with_session_token(session)
}

impl CredentialsSource for Numbered {
    fn credentials(&self) -> Result<Credentials, BoxError> {
        Ok(credentials(self.next()))
    }

    fn refused(&self, credentials: &Credentials) -> bool {
        self.refuse(credentials.session_token.as_ref().unwrap())
    }
}

impl AsyncCredentialsSource for Later {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, BoxError>> {
        Box::pin(async {
            later().await;
            Ok(credentials(self.0.next()))
        })
    }

    fn refused(&self, credentials: &Credentials) -> bool {
        self.0.refuse(credentials.session_token.as_ref().unwrap())
    }
}

/// Writes down whose credentials it is given, and for which attempt.
struct Named;

impl Sign for Named {
    fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), BoxError> {
        let credentials = request.credentials.ok_or("no credentials were given")?;
        let session = credentials
            .session_token
            .as_ref()
            .ok_or("no session token was given")?;
        let attempt = request.headers["amz-sdk-request"].to_str()?;
        let text = format!(
            "{} {}, {attempt}",
            credentials.access_key_id,
            session.expose_secret()
        );
        request.headers.insert("authorization", text.parse()?);
        Ok(())
    }
}

const BUSY: (u16, &str) = (503, "");
const OK: (u16, &str) = (200, "");
const REFUSED: (u16, &str) = (401, "");

#[test]
fn a_token_is_awaited_before_each_attempt_so_that_a_retry_has_the_renewed_one() {
    let http = Answers::new([BUSY, OK]);
    call::<0>(
        builder().async_bearer_token_source(Later(Numbered::default())),
        &http,
    )
    .unwrap();
    assert_eq!(
        http.sent("authorization"),
        ["Bearer token-1", "Bearer token-2"]
    );
}

#[test]
fn a_closure_that_gives_a_future_is_a_source() {
    let http = Answers::new([OK]);
    let source = || async {
        later().await;
        Ok(SecretString::from("token-in-time"))
    };
    call::<0>(builder().async_bearer_token_source(source), &http).unwrap();
    let source = || async { Ok(credentials(SESSION.into())) };
    let signed = Answers::new([OK]);
    call::<1>(
        builder().signer_with_async_credentials(Named, source),
        &signed,
    )
    .unwrap();
    assert_eq!(http.sent("authorization"), ["Bearer token-in-time"]);
    assert_eq!(
        signed.sent("authorization"),
        ["AKIDEXAMPLE token-of-a-role, attempt=1; max=3"]
    );
}

#[test]
fn a_source_that_does_not_wait_is_asked_before_each_attempt_of_both_clients() {
    let expected = ["Bearer token-1", "Bearer token-2"];
    let http = Answers::new([BUSY, OK]);
    call::<0>(builder().bearer_token_source(Numbered::default()), &http).unwrap();
    assert_eq!(http.sent("authorization"), expected);
    let http = Answers::new([BUSY, OK]);
    blocking_call::<0>(builder().bearer_token_source(Numbered::default()), &http).unwrap();
    assert_eq!(http.sent("authorization"), expected);
}

#[test]
fn a_signer_is_given_the_credentials_of_each_attempt_by_both_clients() {
    let expected = [
        "AKIDEXAMPLE token-1, attempt=1; max=3",
        "AKIDEXAMPLE token-2, attempt=2; max=3",
    ];
    let http = Answers::new([BUSY, OK]);
    call::<1>(
        builder().signer_with_async_credentials(Named, Later(Numbered::default())),
        &http,
    )
    .unwrap();
    assert_eq!(http.sent("authorization"), expected);
    let http = Answers::new([BUSY, OK]);
    call::<1>(
        builder().signer_with_credentials(Named, Numbered::default()),
        &http,
    )
    .unwrap();
    assert_eq!(http.sent("authorization"), expected);
    let http = Answers::new([BUSY, OK]);
    blocking_call::<1>(
        builder().signer_with_credentials(Named, Numbered::default()),
        &http,
    )
    .unwrap();
    assert_eq!(http.sent("authorization"), expected);
}

#[test]
fn a_signer_without_a_source_is_given_no_credentials() {
    let http = Answers::default();
    let error = blocking_call::<1>(builder().signer(Named), &http).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Ping failed: the request can't be signed: no credentials were given"
    );
}

#[test]
fn what_was_set_last_counts() {
    let http = Answers::new([OK, OK]);
    let source = builder().async_bearer_token_source(Later(Numbered::default()));
    call::<0>(source.bearer_token("token-of-its-own"), &http).unwrap();
    let token = builder().bearer_token("token-of-its-own");
    call::<0>(
        token.async_bearer_token_source(Later(Numbered::default())),
        &http,
    )
    .unwrap();
    assert_eq!(
        http.sent("authorization"),
        ["Bearer token-of-its-own", "Bearer token-1"]
    );
}

#[test]
fn a_source_that_fails_says_why_and_nothing_is_sent() {
    let http = Answers::default();
    let signed_out = || async { Err("signed out".into()) };
    let error = call::<0>(builder().async_bearer_token_source(signed_out), &http).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Auth(AuthError::TokenSource(_))),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "Ping failed: the source of bearer tokens failed: signed out"
    );
    let signed_out = || async { Err("signed out".into()) };
    let error = call::<1>(
        builder().signer_with_async_credentials(Named, signed_out),
        &http,
    )
    .unwrap_err();
    assert!(
        matches!(
            error.kind(),
            ErrorKind::Auth(AuthError::CredentialsSource(_))
        ),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "Ping failed: the source of credentials failed: signed out"
    );
    let signed_out = || Err("signed out".into());
    let error = blocking_call::<1>(builder().signer_with_credentials(Named, signed_out), &http)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "Ping failed: the source of credentials failed: signed out"
    );
    assert!(http.sent.lock().unwrap().is_empty());
}

#[test]
fn a_source_that_hangs_ends_with_the_time_of_the_call() {
    let limit = Duration::from_secs(7);
    let http = Answers::default();
    let builder = builder()
        .call_timeout(limit)
        .attempt_timeout(Duration::from_secs(1));
    assert!(is_out_of_time(
        call::<0>(builder.clone().async_bearer_token_source(pending), &http),
        limit
    ));
    let hangs = builder.signer_with_async_credentials(Named, pending);
    assert!(is_out_of_time(call::<1>(hangs, &http), limit));
    let sleeps = http.sleeps.lock().unwrap();
    // The time of an attempt doesn't count: it has not begun.
    assert!(
        sleeps
            .iter()
            .all(|sleep| (Duration::from_secs(1)..=limit).contains(sleep)),
        "{sleeps:?}"
    );
    assert_eq!(sleeps.len(), 2);
    assert!(http.sent.lock().unwrap().is_empty());
}

#[test]
fn what_a_source_takes_longer_than_a_call_may_take_is_not_sent() {
    let http = Answers::default();
    let builder = builder().call_timeout(Duration::ZERO);
    let blocking = builder.clone().bearer_token_source(Numbered::default());
    assert!(is_out_of_time(
        blocking_call::<0>(blocking, &http),
        Duration::ZERO
    ));
    let blocking = builder
        .clone()
        .signer_with_credentials(Named, Numbered::default());
    assert!(is_out_of_time(
        blocking_call::<1>(blocking, &http),
        Duration::ZERO
    ));
    let awaited = builder.async_bearer_token_source(Later(Numbered::default()));
    assert!(is_out_of_time(call::<0>(awaited, &http), Duration::ZERO));
    assert!(http.sent.lock().unwrap().is_empty());
}

#[test]
fn a_blocking_client_refuses_a_source_that_has_to_be_awaited() {
    let http = Answers::default();
    for outcome in [
        blocking_call::<0>(
            builder().async_bearer_token_source(Later(Numbered::default())),
            &http,
        ),
        blocking_call::<1>(
            builder().signer_with_async_credentials(Named, Later(Numbered::default())),
            &http,
        ),
    ] {
        let error = outcome.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Auth(AuthError::AsyncSource)),
            "{error:?}"
        );
        assert_eq!(
            error.to_string(),
            "Ping failed: a blocking client can't await an asynchronous source: set a source of bearer tokens or \
             credentials that blocks"
        );
    }
    assert!(http.sent.lock().unwrap().is_empty());
}

#[test]
fn a_token_that_was_refused_is_replaced_once_by_another_one_of_its_source() {
    let source = Numbered::renewing();
    let http = Answers::new([REFUSED, OK]);
    call::<0>(
        builder().async_bearer_token_source(Later(source.clone())),
        &http,
    )
    .unwrap();
    assert_eq!(
        http.sent("authorization"),
        ["Bearer token-1", "Bearer token-2"]
    );
    assert_eq!(*source.refused.lock().unwrap(), ["token-1"]);
    assert_eq!(http.sleeps.lock().unwrap()[1], Duration::ZERO);

    let source = Numbered::renewing();
    let http = Answers::new([REFUSED, REFUSED]);
    let error =
        blocking_call::<0>(builder().bearer_token_source(source.clone()), &http).unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(
        http.sent("authorization"),
        ["Bearer token-1", "Bearer token-2"]
    );
    assert_eq!(*source.refused.lock().unwrap(), ["token-1", "token-2"]);
}

#[test]
fn credentials_that_have_expired_are_replaced_by_code_whatever_the_status() {
    for (code, attempts) in [
        ("ExpiredToken", 2),
        ("ExpiredTokenException", 2),
        ("AccessDenied", 1),
    ] {
        let body = format!(r#"{{"__type":"{code}"}}"#);
        for is_awaited in [false, true] {
            let http = Answers::new([(403, body.clone()), (200, String::new())]);
            let outcome = if is_awaited {
                let source = Later(Numbered::renewing());
                call::<1>(
                    builder().signer_with_async_credentials(Named, source),
                    &http,
                )
            } else {
                blocking_call::<1>(
                    builder().signer_with_credentials(Named, Numbered::renewing()),
                    &http,
                )
            };
            assert_eq!(outcome.is_ok(), attempts == 2, "{code}");
            assert_eq!(http.sent("authorization").len(), attempts, "{code}");
        }
    }
}

#[test]
fn a_refusal_stands_if_the_source_has_no_other_token_or_no_attempt_is_left() {
    let source = Numbered::default();
    let http = Answers::new([REFUSED]);
    call::<0>(builder().bearer_token_source(source.clone()), &http).unwrap_err();
    assert_eq!(*source.refused.lock().unwrap(), ["token-1"]);

    let source = Numbered::renewing();
    let http = Answers::new([REFUSED]);
    call::<0>(
        builder()
            .max_attempts(1)
            .bearer_token_source(source.clone()),
        &http,
    )
    .unwrap_err();
    assert_eq!(*source.refused.lock().unwrap(), ["token-1"]);

    for builder in [
        builder().bearer_token("token-of-its-own"),
        builder().bearer_token_source(|| Ok("one".into())),
    ] {
        let http = Answers::new([REFUSED]);
        assert_eq!(
            call::<0>(builder, &http).unwrap_err().status().unwrap(),
            401
        );
    }
}

#[test]
fn what_a_source_gives_is_not_shown_if_the_server_repeats_it() {
    let body = format!(r#"{{"message":"{KEY} and {SESSION} and token-that-came"}}"#);
    let http = Answers::new([(403, body.clone()), (403, body)]);
    let source = || async { Ok(credentials(SESSION.into())) };
    let error = call::<1>(
        builder().signer_with_async_credentials(Named, source),
        &http,
    )
    .unwrap_err();
    assert_eq!(
        error.message(),
        Some("[redacted] and [redacted] and token-that-came")
    );
    let source = || async { Ok(SecretString::from("token-that-came")) };
    let error = call::<0>(builder().async_bearer_token_source(source), &http).unwrap_err();
    assert_eq!(
        error.message(),
        Some("key-that-nobody-may-see and token-of-a-role and [redacted]")
    );
}

#[test]
fn a_token_or_a_signer_that_stays_is_not_asked_for_and_not_copied() {
    let config = builder()
        .bearer_token("token-of-its-own")
        .signer(Named)
        .config()
        .unwrap();
    let mut pointers = Vec::new();
    for _ in 0..2 {
        let mut call = Call::new(&config, ClientKind::Async, &mut Ping::<0>).unwrap();
        assert!(call.begin::<Ping<0>>().unwrap().is_empty());
        let request = call.attempt(&mut Ping::<0>).unwrap();
        pointers.push(
            request.message.headers()["authorization"]
                .as_bytes()
                .as_ptr(),
        );
    }
    assert_eq!(pointers[0], pointers[1]);
    let mut call = Call::new(&config, ClientKind::Blocking, &mut Ping::<1>).unwrap();
    assert!(call.begin::<Ping<1>>().unwrap().is_empty());
}
