//! The spans and events of a call, and what never gets into them.

use std::{
    fmt::{self, Write},
    sync::{
        Arc, LazyLock, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use identity_center::{
    oidc::{self, CreateTokenWithIamInput},
    portal::{Client, LogoutInput, blocking},
    runtime::{TransportErrorKind::Io, aws_sigv4::AwsSigv4},
};
use restsmith_tests::{Answer, Script, Server, Step, block_on};
use tracing::{
    Dispatch, Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::with_default,
};

/// Writes down what happens to spans and events, line by line.
#[derive(Clone, Debug, Default)]
struct Capture {
    lines: Arc<Mutex<Vec<String>>>,
    spans: Arc<AtomicU64>,
    depth: Arc<AtomicU64>,
}

impl Capture {
    fn line(&self, line: String) {
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
    }

    /// What is written while something runs.
    fn of<T>(run: impl FnOnce() -> T) -> (T, Vec<String>) {
        // While a process has one subscriber only, a span or event that another thread is the first to reach is
        // switched off, if that thread has no subscriber. Another one that lives as long prevents this.
        static OTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Capture::default()));
        LazyLock::force(&OTHER);
        let capture = Self::default();
        let result = with_default(capture.clone(), run);
        assert_eq!(
            capture.depth.load(Ordering::Relaxed),
            0,
            "every span is left"
        );
        let lines = capture
            .lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        (result, lines)
    }
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("identity_center")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.spans.fetch_add(1, Ordering::Relaxed) + 1;
        self.line(format!(
            "span {}{}",
            span.metadata().name(),
            fields(|visit| span.record(visit))
        ));
        Id::from_u64(id)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.line(format!("span gets{}", fields(|visit| values.record(visit))));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let place = if self.depth.load(Ordering::Relaxed) > 0 {
            "in the span"
        } else {
            "outside"
        };
        self.line(format!(
            "{} {place}{}",
            event.metadata().level(),
            fields(|visit| event.record(visit))
        ));
    }

    fn enter(&self, _: &Id) {
        self.depth.fetch_add(1, Ordering::Relaxed);
    }

    fn exit(&self, _: &Id) {
        self.depth.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Fields as text.
fn fields(record: impl FnOnce(&mut dyn Visit)) -> String {
    struct Text(String);
    impl Visit for Text {
        fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
            let _ = write!(self.0, " {}={value:?}", field.name());
        }
    }
    let mut text = Text(String::new());
    record(&mut text);
    text.0
}

const TOKEN: &str = "a-very-secret-token";

/// What both clients write about a call, and the script that they play.
fn captured(steps: &[Step]) -> Vec<String> {
    let call = |seed| {
        fastrand::seed(seed);
        LogoutInput::new(TOKEN)
    };
    let client = Client::builder().endpoint_url("http://localhost:1");
    let client = client.build_with(Script::new(steps.to_vec())).unwrap();
    let (_, asynchronous) = Capture::of(|| block_on(client.logout(call(1))));
    let client = blocking::Client::builder().endpoint_url("http://localhost:1");
    let client = client.build_with(Script::new(steps.to_vec())).unwrap();
    let (_, blocking) = Capture::of(|| client.logout(call(1)));
    assert_eq!(asynchronous, blocking);
    assert!(!blocking.join("\n").contains(TOKEN), "{blocking:?}");
    blocking
}

#[test]
fn a_call_has_a_span_with_its_operation_and_attempts_and_events_of_what_happens() {
    let busy = [("x-amzn-requestid", "id-1"), ("x-amz-retry-after", "1500")];
    let steps = [
        Step::answer(503, &busy, "<html>"),
        Step::answer(429, &[("retry-after", "2")], ""),
        Step::answer(200, &[("x-amz-request-id", "id-3")], ""),
    ];
    let expected = [
        "span call operation=\"Logout\"",
        "span gets attempts=1",
        "DEBUG in the span message=sending the request attempt=1 max=3",
        "DEBUG in the span message=received the response status=503 request_id=\"id-1\"",
        "WARN in the span message=retrying after the delay delay=1.5s error=Logout failed: HTTP 503 \
         Service Unavailable: <html> (request id id-1)",
        "span gets attempts=2",
        "DEBUG in the span message=sending the request attempt=2 max=3",
        "DEBUG in the span message=received the response status=429",
        "WARN in the span message=retrying after the delay delay=2s error=Logout failed: HTTP 429 \
         Too Many Requests",
        "span gets attempts=3",
        "DEBUG in the span message=sending the request attempt=3 max=3",
        "DEBUG in the span message=received the response status=200 request_id=\"id-3\"",
    ];
    assert_eq!(captured(&steps), expected);
}

#[test]
fn an_attempt_without_a_response_is_followed_by_its_error() {
    let lines = captured(&[Step::Failure(Io), Step::status(200)]);
    let delay = {
        fastrand::seed(1);
        let _ = fastrand::u128(..);
        let nanoseconds = (50_000_000 * u64::from(fastrand::u32(..))) >> 32;
        std::time::Duration::from_nanos(nanoseconds)
    };
    let retry = format!(
        "WARN in the span message=retrying after the delay delay={delay:?} error=Logout failed: the \
         connection broke before the response was complete"
    );
    let expected = [
        "span call operation=\"Logout\"",
        "span gets attempts=1",
        "DEBUG in the span message=sending the request attempt=1 max=3",
        &retry,
        "span gets attempts=2",
        "DEBUG in the span message=sending the request attempt=2 max=3",
        "DEBUG in the span message=received the response status=200",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_refused_input_has_no_span() {
    let script = Script::new([Step::status(200)]);
    let client = blocking::Client::builder()
        .endpoint_url("http://localhost:1")
        .build_with(script)
        .unwrap();
    let (result, lines) = Capture::of(|| client.logout(LogoutInput::new("a-secret\ntoken")));
    assert!(result.is_err());
    assert_eq!(lines, [""; 0]);
}

#[test]
fn a_token_that_a_server_repeats_is_not_written() {
    let body =
        r#"{"message": "unknown token a-very-secret-token", "__type": "a-very-secret-token"}"#;
    let headers = [("x-amzn-requestid", TOKEN)];
    let lines = captured(&[Step::answer(503, &headers, body), Step::status(200)]).join("\n");
    assert!(lines.contains("[redacted]"), "{lines}");
}

#[test]
fn no_trace_of_signing_holds_a_secret() {
    let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let keys = AwsSigv4::new("AKIDEXAMPLE", secret).session_token("token-of-role");
    let client = oidc::blocking::Client::builder()
        .region("eu-west-1")
        .max_attempts(1)
        .signer(keys);
    let client = client.build_with(Script::new([Step::status(503)])).unwrap();
    let input = CreateTokenWithIamInput::new("app", "refresh_token").refresh_token("refresh-token");
    let (result, lines) = Capture::of(|| client.create_token_with_iam(input));
    assert!(result.is_err());
    let text = lines.join("\n");
    assert!(text.contains("CreateTokenWithIAM"), "{text}");
    for secret in [secret, "token-of-role", "AKIDEXAMPLE", "refresh-token"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn the_bundled_transports_write_the_same() {
    let script = [
        Answer::response(
            "503 Busy",
            &["retry-after: 0", "x-amzn-requestid: id-1"],
            "",
        ),
        Answer::ok(),
    ];
    let expected = [
        "span call operation=\"Logout\"",
        "span gets attempts=1",
        "DEBUG in the span message=sending the request attempt=1 max=3",
        "DEBUG in the span message=received the response status=503 request_id=\"id-1\"",
        "WARN in the span message=retrying after the delay delay=0ns error=Logout failed: HTTP 503 \
         Service Unavailable (request id id-1)",
        "span gets attempts=2",
        "DEBUG in the span message=sending the request attempt=2 max=3",
        "DEBUG in the span message=received the response status=200",
    ];
    let server = Server::start(script.clone());
    let client = Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    let (result, lines) = Capture::of(|| block_on(client.logout(LogoutInput::new(TOKEN))));
    assert!(result.is_ok());
    assert_eq!(lines, expected);
    let server = Server::start(script);
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    let (result, lines) = Capture::of(|| client.logout(LogoutInput::new(TOKEN)));
    assert!(result.is_ok());
    assert_eq!(lines, expected);
}
