//! Which failures are followed by another attempt, after how long, and that both clients agree about it.

use std::time::{Duration, SystemTime};

use identity_center::{
    portal::{Client, LogoutInput, blocking},
    runtime::{
        BuildError, Builder, ErrorKind, ServiceClient,
        TransportErrorKind::{AttemptTimeout, CallTimeout, Connect, ConnectTimeout, Io, Protocol},
    },
};
use restsmith_tests::{Script, Step, block_on};

const SECOND: Duration = Duration::from_secs(1);
const BASE: Duration = Duration::from_millis(50);
const CAP: Duration = Duration::from_secs(20);

/// What came of a call, and how.
#[derive(Debug, PartialEq)]
struct Run {
    /// The text of each attempt's `amz-sdk-request`.
    attempts: Vec<String>,
    delays: Vec<Duration>,
    /// The request id of a success, or where a failure happened and its text.
    result: Result<Option<String>, (&'static str, String)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Settings {
    max_attempts: Option<u32>,
    retry_delay: Option<Duration>,
    throttling_delay: Option<Duration>,
    max_retry_delay: Option<Duration>,
}

impl Settings {
    fn set<C: ServiceClient>(self, builder: Builder<C>) -> Builder<C> {
        let mut builder = builder.endpoint_url("http://localhost:1");
        if let Some(attempts) = self.max_attempts {
            builder = builder.max_attempts(attempts);
        }
        if let Some(delay) = self.retry_delay {
            builder = builder.retry_delay(delay);
        }
        if let Some(delay) = self.throttling_delay {
            builder = builder.throttling_delay(delay);
        }
        if let Some(delay) = self.max_retry_delay {
            builder = builder.max_retry_delay(delay);
        }
        builder
    }
}

/// The run of both clients over the same outcomes and the same random numbers.
fn run(settings: Settings, token: &str, steps: &[Step]) -> Run {
    let scripts = [Script::new(steps.to_vec()), Script::new(steps.to_vec())];
    let client = settings
        .set(Client::builder())
        .build_with(scripts[0].clone())
        .unwrap();
    fastrand::seed(SEED);
    let asynchronous = block_on(client.logout(LogoutInput::new(token)));
    let client = settings
        .set(blocking::Client::builder())
        .build_with(scripts[1].clone())
        .unwrap();
    fastrand::seed(SEED);
    let blocking = client.logout(LogoutInput::new(token));
    let [asynchronous, blocking] =
        [(asynchronous, &scripts[0]), (blocking, &scripts[1])].map(|(result, script)| Run {
            attempts: script
                .requests()
                .iter()
                .map(|request| request.header("amz-sdk-request").unwrap().to_owned())
                .collect(),
            delays: script.delays(),
            result: result
                .map(|output| output.request_id().map(str::to_owned))
                .map_err(|error| {
                    let place = match error.kind() {
                        ErrorKind::Input(_) => "input",
                        ErrorKind::Transport(_) => "transport",
                        ErrorKind::Response(_) => "response",
                        ErrorKind::Service(_) => "service",
                        _ => "elsewhere",
                    };
                    (place, error.to_string())
                }),
        });
    assert_eq!(asynchronous, blocking, "{settings:?}, {steps:?}");
    blocking
}

const SEED: u64 = 42;

/// The delay before each retry, if these are the most that it can be.
fn random_parts(of: &[Duration]) -> Vec<Duration> {
    fastrand::seed(SEED);
    // The first number of a call is its id.
    let _ = fastrand::u128(..);
    of.iter()
        .map(|most| {
            let nanoseconds = (most.as_nanos() * u128::from(fastrand::u32(..))) >> 32;
            Duration::from_nanos(u64::try_from(nanoseconds).unwrap())
        })
        .collect()
}

fn ok() -> Step {
    Step::answer(200, &[("x-amzn-requestid", "id-1")], "")
}

fn succeeded(attempts: &[&str], delays: Vec<Duration>) -> Run {
    let attempts = attempts
        .iter()
        .map(|attempt| (*attempt).to_owned())
        .collect();
    Run {
        attempts,
        delays,
        result: Ok(Some("id-1".to_owned())),
    }
}

fn failed(attempts: &[&str], delays: Vec<Duration>, place: &'static str, text: &str) -> Run {
    Run {
        result: Err((place, format!("Logout failed: {text}"))),
        ..succeeded(attempts, delays)
    }
}

const FIRST: &str = "attempt=1; max=3";
const SECOND_OF_3: &str = "attempt=2; max=3";
const ALL: &[&str] = &[FIRST, SECOND_OF_3, "attempt=3; max=3"];

#[test]
fn a_call_that_goes_well_is_sent_once() {
    assert_eq!(
        run(Settings::default(), "token", &[ok()]),
        succeeded(&[FIRST], vec![])
    );
}

#[test]
fn a_failure_that_may_pass_is_followed_by_another_attempt() {
    let html = Step::answer(
        503,
        &[("content-type", "text/html")],
        "<html><h1>Busy</h1></html>",
    );
    let code = |code| Step::answer(400, &[("x-amzn-errortype", code)], "");
    let cases = [
        (Step::Failure(Connect), BASE),
        (Step::Failure(ConnectTimeout(SECOND)), BASE),
        (Step::Failure(Io), BASE),
        (Step::Failure(AttemptTimeout(SECOND)), BASE),
        (Step::status(408), BASE),
        (Step::status(429), SECOND),
        (Step::status(500), BASE),
        (Step::status(502), BASE),
        (Step::status(503), BASE),
        (Step::status(504), BASE),
        (html, BASE),
        (
            Step::answer(400, &[], r#"{"__type": "TooManyRequestsException"}"#),
            SECOND,
        ),
        (code("ThrottlingException"), SECOND),
        (code("SlowDown"), SECOND),
        (code("RequestTimeout"), BASE),
        (code("RequestTimeoutException"), BASE),
    ];
    for (step, most) in cases {
        let expected = succeeded(&[FIRST, SECOND_OF_3], random_parts(&[most]));
        assert_eq!(
            run(Settings::default(), "token", &[step.clone(), ok()]),
            expected,
            "{step:?}"
        );
    }
}

#[test]
fn the_delays_double_from_the_base_of_the_last_failure() {
    let cases = [
        ([Step::status(503), Step::Failure(Io)], [BASE, 2 * BASE]),
        ([Step::status(429), Step::status(429)], [SECOND, 2 * SECOND]),
        ([Step::status(503), Step::status(429)], [BASE, 2 * SECOND]),
        (
            [Step::status(429), Step::Failure(Connect)],
            [SECOND, 2 * BASE],
        ),
    ];
    for ([first, second], most) in cases {
        let expected = succeeded(ALL, random_parts(&most));
        assert_eq!(
            run(Settings::default(), "token", &[first, second, ok()]),
            expected
        );
    }
}

#[test]
fn number_bases_and_cap_of_the_delays_can_be_set() {
    let settings = Settings {
        max_attempts: Some(4),
        retry_delay: Some(Duration::from_millis(100)),
        throttling_delay: Some(Duration::from_millis(300)),
        max_retry_delay: Some(Duration::from_millis(350)),
    };
    let attempts = [
        "attempt=1; max=4",
        "attempt=2; max=4",
        "attempt=3; max=4",
        "attempt=4; max=4",
    ];
    let steps = [
        Step::status(503),
        Step::status(503),
        Step::status(429),
        ok(),
    ];
    let most = [100, 200, 350].map(Duration::from_millis);
    assert_eq!(
        run(settings, "token", &steps),
        succeeded(&attempts, random_parts(&most))
    );
}

#[test]
fn a_service_that_says_when_to_come_again_is_obeyed_up_to_the_cap() {
    let far = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(1_000_000));
    let past = "Sun, 06 Nov 1994 08:49:37 GMT";
    let cases: [(&[(&str, &str)], Duration); 9] = [
        (&[("retry-after", "0")], Duration::ZERO),
        (&[("retry-after", "7")], 7 * SECOND),
        (&[("retry-after", "3600")], CAP),
        (&[("retry-after", past)], Duration::ZERO),
        (&[("retry-after", &far)], CAP),
        (
            &[("x-amz-retry-after", "1500")],
            Duration::from_millis(1_500),
        ),
        (&[("x-amz-retry-after", "99999999")], CAP),
        (
            &[("x-amz-retry-after", "1500"), ("retry-after", "7")],
            Duration::from_millis(1_500),
        ),
        (
            &[("x-amz-retry-after", "soon"), ("retry-after", "7")],
            7 * SECOND,
        ),
    ];
    for (headers, delay) in cases {
        for status in [429, 503] {
            let steps = [Step::answer(status, headers, ""), ok()];
            let expected = succeeded(&[FIRST, SECOND_OF_3], vec![delay]);
            assert_eq!(
                run(Settings::default(), "token", &steps),
                expected,
                "{status} {headers:?}"
            );
        }
    }
}

#[test]
fn a_date_to_come_again_at_is_waited_for() {
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(30));
    let script = Script::new([Step::answer(429, &[("retry-after", &date)], ""), ok()]);
    let settings = Settings {
        max_retry_delay: Some(40 * SECOND),
        ..Settings::default()
    };
    let client = settings
        .set(blocking::Client::builder())
        .build_with(script.clone())
        .unwrap();
    client.logout(LogoutInput::new("token")).unwrap();
    let delays = script.delays();
    let [delay] = delays.as_slice() else {
        panic!("{delays:?}")
    };
    assert!((15 * SECOND..=30 * SECOND).contains(delay), "{delay:?}");
}

#[test]
fn a_delay_that_would_pass_the_deadline_returns_the_error_at_once() {
    let settings = Settings {
        max_retry_delay: Some(100 * SECOND),
        ..Settings::default()
    };
    let step = Step::answer(429, &[("retry-after", "60")], "");
    let expected = failed(&[FIRST], vec![], "service", "HTTP 429 Too Many Requests");
    assert_eq!(run(settings, "token", &[step, ok()]), expected);
}

#[test]
fn the_last_error_is_returned_when_all_attempts_are_used_up() {
    let cases = [
        (
            Step::status(503),
            BASE,
            "service",
            "HTTP 503 Service Unavailable",
        ),
        (
            Step::status(429),
            SECOND,
            "service",
            "HTTP 429 Too Many Requests",
        ),
        (
            Step::Failure(Connect),
            BASE,
            "transport",
            "no connection to the service",
        ),
        (
            Step::Failure(AttemptTimeout(SECOND)),
            BASE,
            "transport",
            "no complete response within 1s",
        ),
    ];
    for (last, base, place, text) in cases {
        let expected = failed(ALL, random_parts(&[BASE, 2 * BASE]), place, text);
        assert_eq!(
            run(
                Settings::default(),
                "token",
                &[Step::Failure(Io), Step::status(500), last.clone()]
            ),
            expected
        );
        let expected = failed(ALL, random_parts(&[base, 2 * base]), place, text);
        assert_eq!(run(Settings::default(), "token", &[last]), expected);
    }
}

#[test]
fn one_attempt_means_no_retry() {
    let settings = Settings {
        max_attempts: Some(1),
        ..Settings::default()
    };
    let expected = failed(
        &["attempt=1; max=1"],
        vec![],
        "service",
        "HTTP 503 Service Unavailable",
    );
    assert_eq!(run(settings, "token", &[Step::status(503), ok()]), expected);
}

#[test]
fn no_attempt_at_all_is_refused() {
    let script = Script::new([ok()]);
    let builder = Client::builder()
        .endpoint_url("http://localhost:1")
        .max_attempts(0);
    assert!(matches!(
        builder.build_with(script.clone()),
        Err(BuildError::MaxAttempts)
    ));
    let builder = blocking::Client::builder()
        .endpoint_url("http://localhost:1")
        .max_attempts(0);
    assert!(matches!(
        builder.build_with(script),
        Err(BuildError::MaxAttempts)
    ));
}

#[test]
fn what_will_not_pass_is_sent_once() {
    let transient = [408, 429];
    for status in (400..500)
        .chain([301, 302, 307, 308, 501, 505])
        .filter(|it| !transient.contains(it))
    {
        let outcome = run(Settings::default(), "token", &[Step::status(status), ok()]);
        assert_eq!(
            (outcome.attempts.len(), outcome.delays.len()),
            (1, 0),
            "{status}"
        );
        let (place, text) = outcome.result.unwrap_err();
        assert_eq!(place, "service", "{status}");
        assert!(text.contains(&format!("HTTP {status}")), "{text}");
    }
    let portal = Step::answer(200, &[("content-type", "text/html")], "<html>");
    let not_from_service = "the response (HTTP 200) is not from the service, but may be from a proxy or a \
                            captive portal: it has no request id of the service, and its content type is text/html, \
                            not JSON";
    let cases = [
        (
            Step::Failure(Protocol),
            "transport",
            "the response is not valid HTTP",
        ),
        (
            Step::Failure(CallTimeout(SECOND)),
            "transport",
            "the call took longer than 1s",
        ),
        (portal, "response", not_from_service),
    ];
    for (step, place, text) in cases {
        assert_eq!(
            run(Settings::default(), "token", &[step, ok()]),
            failed(&[FIRST], vec![], place, text)
        );
    }
}

#[test]
fn a_refused_input_sends_nothing() {
    let invalid = "the member `accessToken` is not a valid header value: it contains a control or non-ASCII character, \
                   or begins or ends with a space";
    let cases = [
        ("", "the member `accessToken` must not be empty"),
        ("a\nb", invalid),
        (" a", invalid),
    ];
    for (token, text) in cases {
        assert_eq!(
            run(Settings::default(), token, &[ok()]),
            failed(&[], vec![], "input", text),
            "{token:?}"
        );
    }
}
