use std::{collections::BTreeSet, fmt, mem, time::Duration};

use http::{HeaderMap, Method, Request, Response};

use crate::runtime::{
    Body, BuildError, Builder, Config, Endpoint, Error, ErrorFormat, ErrorKind, ErrorMeta,
    HttpRequest, InputError, Operation, RequestBuilder, ResponseError,
    RetryKind::{self, Throttling, Transient},
    ServiceClient, ServiceError, TransportError,
    TransportErrorKind::{
        self, AttemptTimeout, CallTimeout, Connect, ConnectTimeout, Io, Protocol,
    },
    call::{attempts::Call, replay::ClientKind},
    json_error,
};

/// A service of AWS's, or another.
struct Service<const IS_AWS: bool>;

impl<const IS_AWS: bool> ServiceClient for Service<IS_AWS> {
    type EndpointParams = ();

    const SENDS_AWS_HEADERS: bool = IS_AWS;

    fn endpoint(url: Option<&str>, (): &()) -> Result<Endpoint, BuildError> {
        Ok(Endpoint::parse(url.unwrap_or("https://service.test/"))?)
    }
}

/// An operation that may be sent twice, or not.
struct Ping<const IS_IDEMPOTENT: bool>;

impl<const IS_IDEMPOTENT: bool> Operation for Ping<IS_IDEMPOTENT> {
    type Output = ();
    type Error = Refusal;

    const NAME: &'static str = "Ping";
    const IS_IDEMPOTENT: bool = IS_IDEMPOTENT;

    fn request(&mut self, endpoint: &Endpoint) -> Result<Request<Body>, InputError> {
        RequestBuilder::new(Method::POST, "/ping").without_body(endpoint)
    }

    fn output(_: Response<Body>) -> Result<(), ResponseError> {
        Ok(())
    }
}

/// An error whose spec says that `Locked` may pass and `Gone`, whatever its status, may not.
#[derive(Debug)]
pub(super) struct Refusal(ErrorMeta);

impl ServiceError for Refusal {
    const FORMAT: ErrorFormat = json_error::FORMAT;

    fn from_response(meta: ErrorMeta, _: &Response<Body>) -> Self {
        Self(meta)
    }

    fn meta(&self) -> &ErrorMeta {
        &self.0
    }

    fn retry_kind(&self) -> Option<RetryKind> {
        match self.0.code() {
            Some("Locked") => Some(Transient),
            Some("Busy") => Some(Throttling),
            Some("Gone") => None,
            _ => RetryKind::of(&self.0),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn aws() -> Builder<Service<true>> {
    Builder::new()
}

type Outcome = Result<Response<Body>, TransportError>;

fn answer(status: u16, code: &str) -> Response<Body> {
    Response::builder()
        .status(status)
        .header("x-amzn-errortype", code)
        .body(Body::empty())
        .unwrap()
}

fn headers(config: &Config) -> HeaderMap {
    first_attempt(config).message.headers().clone()
}

fn first_attempt(config: &Config) -> HttpRequest {
    let mut input = Ping::<true>;
    Call::new(config, ClientKind::Blocking, &mut input)
        .unwrap()
        .attempt(&mut input)
        .unwrap()
}

/// What is left in the quota after one attempt with this outcome, if another attempt follows.
fn tokens_of_retry<const IS_IDEMPOTENT: bool>(outcome: Outcome) -> Option<u32> {
    let config = aws().config().unwrap();
    let mut call = Call::new(&config, ClientKind::Blocking, &mut Ping::<IS_IDEMPOTENT>).unwrap();
    let _ = call.attempt(&mut Ping::<IS_IDEMPOTENT>).unwrap();
    let result = call.result(&Ping::<IS_IDEMPOTENT>, outcome);
    call.delay(&result).map(|_| config.quota.left())
}

#[test]
fn the_invocation_id_is_a_uuid_of_version_4_and_new_for_each_call() {
    let config = aws().config().unwrap();
    fastrand::seed(0);
    let mut seen = BTreeSet::new();
    for _ in 0..1_000 {
        let id = headers(&config)
            .get("amz-sdk-invocation-id")
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let bytes = id.as_bytes();
        assert_eq!(bytes.len(), 36, "{id}");
        for (index, byte) in bytes.iter().enumerate() {
            let is_right = match index {
                8 | 13 | 18 | 23 => *byte == b'-',
                14 => *byte == b'4',
                19 => b"89ab".contains(byte),
                _ => b"0123456789abcdef".contains(byte),
            };
            assert!(is_right, "{id} at {index}");
        }
        assert!(seen.insert(id));
    }
}

#[test]
fn only_clients_of_aws_send_the_headers_of_aws_s_sdks() {
    let names = |headers: &HeaderMap| {
        let names = headers
            .keys()
            .map(|name| name.as_str().to_owned())
            .collect::<Vec<_>>();
        names.join(" ")
    };
    let config = aws().config().unwrap();
    let aws_s = "content-length user-agent amz-sdk-invocation-id amz-sdk-request";
    assert_eq!(names(&headers(&config)), aws_s);
    let config = Builder::<Service<false>>::new().config().unwrap();
    assert_eq!(names(&headers(&config)), "content-length user-agent");
}

#[test]
fn an_operation_that_may_not_be_sent_twice_is_only_retried_when_it_was_surely_not_sent() {
    let second = Duration::from_secs(1);
    let cases: [(TransportErrorKind, Option<u32>, Option<u32>); 6] = [
        (Connect, Some(495), Some(495)),
        (ConnectTimeout(second), Some(490), Some(490)),
        (Io, Some(495), None),
        (AttemptTimeout(second), Some(490), None),
        (CallTimeout(second), None, None),
        (Protocol, None, None),
    ];
    for (kind, idempotent, other) in cases {
        assert_eq!(
            tokens_of_retry::<true>(Err(TransportError::new(kind))),
            idempotent,
            "{kind:?}"
        );
        assert_eq!(
            tokens_of_retry::<false>(Err(TransportError::new(kind))),
            other,
            "{kind:?}"
        );
    }
    for status in [429, 500, 503] {
        assert_eq!(
            tokens_of_retry::<true>(Ok(answer(status, "Error"))),
            Some(495),
            "{status}"
        );
        assert_eq!(
            tokens_of_retry::<false>(Ok(answer(status, "Error"))),
            None,
            "{status}"
        );
    }
}

#[test]
fn what_a_spec_says_about_an_error_goes_before_its_status_and_code() {
    let cases = [
        (400, "Locked", true),
        (400, "Busy", true),
        (400, "Other", false),
        (503, "Gone", false),
    ];
    for (status, code, is_retried) in cases {
        let tokens = tokens_of_retry::<true>(Ok(answer(status, code)));
        assert_eq!(tokens, is_retried.then_some(495), "{status} {code}");
    }
}

#[test]
fn a_success_refills_the_quota_by_what_its_own_last_retry_cost() {
    let outcome = |kind: Option<TransportErrorKind>| match kind {
        Some(kind) => Err(TransportError::new(kind)),
        None => Ok(answer(200, "")),
    };
    let timeout = Some(ConnectTimeout(Duration::ZERO));
    let cases = [
        (vec![None], 401),
        (vec![Some(Io), None], 400),
        (vec![timeout, None], 400),
        (vec![timeout, Some(Io), None], 390),
        (vec![Some(Io), timeout, None], 395),
    ];
    for (outcomes, tokens) in cases {
        let config = aws().config().unwrap();
        assert!(config.quota.take(100));
        let mut call = Call::new(&config, ClientKind::Blocking, &mut Ping::<true>).unwrap();
        for kind in &outcomes {
            let _ = call.attempt(&mut Ping::<true>).unwrap();
            let result = call.result(&Ping::<true>, outcome(*kind));
            assert_eq!(call.delay(&result).is_some(), kind.is_some());
        }
        assert_eq!(config.quota.left(), tokens, "{outcomes:?}");
    }
}

#[test]
fn an_attempt_has_no_more_time_than_its_call() {
    let [connect, attempt, call] = [3, 30, 60].map(Duration::from_secs);
    let config = aws()
        .connect_timeout(connect)
        .attempt_timeout(attempt)
        .call_timeout(call);
    let config = config.config().unwrap();
    let request = first_attempt(&config);
    assert_eq!(
        (request.connect_timeout, request.attempt_timeout),
        (connect, attempt)
    );
    let short = Duration::from_secs(2);
    let config = aws()
        .connect_timeout(connect)
        .attempt_timeout(attempt)
        .call_timeout(short);
    let config = config.config().unwrap();
    let request = first_attempt(&config);
    assert!(request.connect_timeout <= short, "{request:?}");
    assert!(request.attempt_timeout <= short, "{request:?}");
}

#[test]
fn a_timeout_at_the_end_of_the_call_is_the_calls() {
    let error = |call_timeout, kind| -> Error<Refusal> {
        let config = aws().call_timeout(call_timeout).config().unwrap();
        let call = Call::new(&config, ClientKind::Blocking, &mut Ping::<true>).unwrap();
        call.result(&Ping::<true>, Err(TransportError::new(kind)))
            .unwrap_err()
    };
    let (none, second) = (Duration::ZERO, Duration::from_secs(1));
    let call_s = "Ping failed: the call took longer than 0ns";
    assert_eq!(error(none, AttemptTimeout(second)).to_string(), call_s);
    assert_eq!(error(none, ConnectTimeout(second)).to_string(), call_s);
    let broken = "Ping failed: the connection broke before the response was complete";
    assert_eq!(error(none, Io).to_string(), broken);
    let attempts = "Ping failed: no complete response within 1s";
    assert_eq!(
        error(Duration::from_secs(60), AttemptTimeout(second)).to_string(),
        attempts
    );
    let connections = "Ping failed: no connection to the service within 1s";
    assert_eq!(
        error(Duration::from_secs(60), ConnectTimeout(second)).to_string(),
        connections
    );
}

#[test]
fn a_timeout_that_the_call_cut_short_is_the_calls_even_if_it_comes_early() {
    let second = Duration::from_secs(1);
    let minute = 60 * second;
    let cases = [
        (minute, minute, AttemptTimeout(second), CallTimeout(second)),
        (minute, minute, ConnectTimeout(second), CallTimeout(second)),
        (
            minute,
            second / 2,
            AttemptTimeout(second / 2),
            AttemptTimeout(second / 2),
        ),
        (
            second / 2,
            minute,
            ConnectTimeout(second / 2),
            ConnectTimeout(second / 2),
        ),
        (
            second / 2,
            minute,
            AttemptTimeout(second),
            CallTimeout(second),
        ),
    ];
    for (connect, attempt, kind, expected) in cases {
        let config = aws()
            .connect_timeout(connect)
            .attempt_timeout(attempt)
            .call_timeout(second);
        let config = config.config().unwrap();
        let mut call = Call::new(&config, ClientKind::Blocking, &mut Ping::<true>).unwrap();
        let _ = call.attempt(&mut Ping::<true>).unwrap();
        let error = call
            .result(&Ping::<true>, Err(TransportError::new(kind)))
            .unwrap_err();
        let is_expected =
            matches!(error.kind(), ErrorKind::Transport(transport) if transport.kind() == expected);
        assert!(is_expected, "{connect:?}, {attempt:?}, {kind:?}: {error}");
    }
}

#[test]
fn no_timeout_is_too_long() {
    let config = aws()
        .connect_timeout(Duration::MAX)
        .attempt_timeout(Duration::MAX)
        .call_timeout(Duration::MAX)
        .retry_delay(Duration::MAX)
        .throttling_delay(Duration::MAX)
        .max_retry_delay(Duration::MAX)
        .max_attempts(u32::MAX)
        .config()
        .unwrap();
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    let mut call = Call::new(&config, ClientKind::Blocking, &mut Ping::<true>).unwrap();
    let request = call.attempt(&mut Ping::<true>).unwrap();
    for timeout in [request.connect_timeout, request.attempt_timeout] {
        assert!(timeout <= year && timeout > year / 2, "{timeout:?}");
    }
    let result = call.result(&Ping::<true>, Ok(answer(503, "Error")));
    let _ = call.delay(&result);
}

/// An operation that sends a stream, if there is one.
struct Upload(Option<Body>);

impl Operation for Upload {
    type Output = ();
    type Error = Refusal;

    const NAME: &'static str = "Upload";
    const IS_IDEMPOTENT: bool = true;

    fn streams(&mut self, visit: &mut dyn FnMut(&mut Body)) {
        self.0.iter_mut().for_each(visit);
    }

    fn request(&mut self, endpoint: &Endpoint) -> Result<Request<Body>, InputError> {
        let request = RequestBuilder::new(Method::PUT, "/upload");
        match self.0.as_mut().map(mem::take) {
            Some(body) => request.with_stream(endpoint, "text/plain", body),
            None => request.without_body(endpoint),
        }
    }

    fn output(_: Response<Body>) -> Result<(), ResponseError> {
        Ok(())
    }
}

#[test]
fn each_attempt_sends_the_same_length_and_invocation_id() {
    let stream = || Body::from_reader(&b"stream"[..]);
    let cases = [
        (Some(stream().with_length(6)), Some("6")),
        (Some(stream()), None),
        (Some("bytes".into()), Some("5")),
        (None, Some("0")),
    ];
    for (body, length) in cases {
        let mut input = Upload(body);
        let config = aws().config().unwrap();
        let mut call = Call::new(&config, ClientKind::Blocking, &mut input).unwrap();
        let mut attempts = [1, 2, 3].map(|_| {
            call.attempt(&mut input)
                .unwrap()
                .message
                .into_parts()
                .0
                .headers
        });
        for (index, headers) in attempts.iter_mut().enumerate() {
            let sent = headers
                .get("content-length")
                .map(|length| length.to_str().unwrap());
            assert_eq!(sent, length, "{index}");
            assert_eq!(
                headers.remove("amz-sdk-request").unwrap(),
                format!("attempt={}; max=3", index + 1)
            );
        }
        assert_eq!(attempts[0], attempts[1]);
        assert_eq!(attempts[0], attempts[2]);
    }
}
