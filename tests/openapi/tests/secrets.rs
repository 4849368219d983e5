//! No secret of a document shows, wherever it is sent and whatever a server repeats.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use std::{
    collections::BTreeMap,
    error::Error as StdError,
    fmt::{Debug, Display, Write},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use proptest::{prelude::ProptestConfig, proptest, string::string_regex};
use restsmith_openapi::with_secrets::{
    runtime,
    vault::{
        blocking::Client,
        operation::{
            by_basic::ByBasicInput, by_bearer::ByBearerInput, by_connect::ByConnectInput,
            by_cookie::ByCookieInput, by_header::ByHeaderInput, by_oauth::ByOauthInput,
            by_query::ByQueryInput, open_door::OpenDoorInput, send_files::SendFilesInput,
            send_form::SendFormInput, set_key::SetKeyInput,
        },
        types::{Safe, SafeEither, SafeInner},
    },
};

type Builder = runtime::Builder<Client>;

use restsmith_tests::{Answer, Server};
use tracing::{
    Dispatch, Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::with_default,
};

/// Keeps everything that is logged.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<String>>);

impl Log {
    fn visit(&self, record: impl FnOnce(&mut dyn Visit)) {
        let mut text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        record(&mut Line(&mut text));
    }

    /// Returns the text that is logged while something runs.
    fn of<T>(run: impl FnOnce() -> T) -> (T, String) {
        // With a single subscriber in the process, what another thread is the first to reach would be switched off.
        static OTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Log::default()));
        LazyLock::force(&OTHER);
        let log = Self::default();
        let result = with_default(log.clone(), run);
        let text = log.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        (result, text)
    }
}

struct Line<'t>(&'t mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.visit(|visit| span.record(visit));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.visit(|visit| values.record(visit));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.visit(|visit| event.record(visit));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Returns what an error and its sources show.
fn shown_of_error<E: StdError + Display + Debug + 'static>(error: &E) -> String {
    let mut text = format!("{error} {error:#} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        write!(text, " {error} {error:?}").unwrap();
        source = error.source();
    }
    text
}

fn safe(secret: &str) -> Safe {
    let map = BTreeMap::from([("key".to_owned(), secret.into())]);
    Safe::new("plain text")
        .password(secret)
        .nullable(secret)
        .list(vec![secret.into()])
        .map(map)
        .inner(SafeInner::new(secret))
        .either(SafeEither::String(secret.into()))
}

fn client(server: &Server, set: impl FnOnce(Builder) -> Builder) -> (Client, String) {
    let builder = set(Client::builder().endpoint_url(format!("{}/v1", server.url())));
    let shown = format!("{builder:?} {builder:#?}");
    (builder.build().unwrap(), shown)
}

/// A call of an operation, by a client that has its secrets.
type Call = fn(&Server, &str) -> String;

/// Calls an operation, and returns what the client, its builder, the input, the error or the output, and the log show.
macro_rules! call {
    ($method:ident, $input:expr, $set:expr) => {
        |server, secret| {
            let set: fn(Builder, &str) -> Builder = $set;
            let input: fn(&str) -> _ = $input;
            let (result, log) = Log::of(|| {
                let (client, shown) = client(server, |builder| set(builder, secret));
                let input = input(secret);
                let shown = format!("{shown} {client:?} {input:?} {input:#?}");
                match client.$method(input) {
                    Ok(output) => format!("{shown} {output:?} {output:#?}"),
                    Err(error) => {
                        format!("{shown} {} {:?}", shown_of_error(&error), error.service())
                    }
                }
            });
            format!("{result} {log}")
        }
    };
}

const CALLS: &[Call] = &[
    call!(
        open_door,
        |secret| OpenDoorInput::new(secret, safe(secret))
            .code(secret)
            .codes(vec![secret.into()])
            .x_pin(secret)
            .badge(secret),
        |builder, _| builder
    ),
    call!(
        set_key,
        |secret| SetKeyInput::new(vec![secret.into()], secret),
        |builder, _| builder
    ),
    call!(
        send_form,
        |secret| SendFormInput::new("plain text")
            .password(secret)
            .nullable(secret)
            .list(vec![secret.into()])
            .inner(SafeInner::new(secret)),
        |builder, _| builder
    ),
    call!(
        send_files,
        |secret| SendFilesInput::new(secret),
        |builder, _| builder
    ),
    call!(by_bearer, |_| ByBearerInput::new(), |builder, secret| {
        builder.bearer_auth(secret)
    }),
    call!(by_oauth, |_| ByOauthInput::new(), |builder, secret| builder
        .oauth(secret)),
    call!(by_connect, |_| ByConnectInput::new(), |builder, secret| {
        builder.connect(secret)
    }),
    call!(by_basic, |_| ByBasicInput::new(), |builder, secret| builder
        .basic("user", secret)),
    call!(by_header, |_| ByHeaderInput::new(), |builder, secret| {
        builder.header(secret)
    }),
    call!(by_query, |_| ByQueryInput::new(), |builder, secret| builder
        .query(secret)),
    call!(by_cookie, |_| ByCookieInput::new(), |builder, secret| {
        builder.cookie(secret)
    }),
];

/// Returns the answers of servers that repeat a text: errors with and without a variant of their own, bodies that don't
/// fit, and successes.
fn answers(secret: &str) -> Vec<Answer> {
    let json = |status: &str, body: &str| {
        let header = format!("x-next-pin: {secret}");
        Answer::response(status, &["content-type: application/json", &header], body)
    };
    let message = format!("no {secret} here");
    let safe = format!(
        r#"{{"plain":"p","password":"{secret}","nullable":"{secret}","list":["{secret}"],"map":{{"k":"{secret}"}},"inner":{{"password":"{secret}"}},"either":"{secret}"}}"#
    );
    vec![
        json(
            "403 Forbidden",
            &format!(r#"{{"message":"{message}","hint":"{secret}"}}"#),
        ),
        json("403 Forbidden", &format!(r#"{{"hint":["{secret}"]}}"#)),
        json("403 Forbidden", &message),
        json(
            "418 I'm a teapot",
            &format!(r#"{{"code":"{secret}","message":"{message}"}}"#),
        ),
        json("403 Forbidden", &format!("\"{secret}\"")),
        json("200 OK", &safe),
        json("200 OK", &format!("\"{secret}\"")),
        json("200 OK", &format!("[\"{secret}\"]")),
        json("200 OK", &safe.replace("\"p\"", "7")),
        json("200 OK", &format!(r#"{{"plain":"p","password":"{secret}"#)),
        json(
            "200 OK",
            &format!(r#"{{"plain":"p","inner":{{"password":["{secret}"]}}}}"#),
        ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_secret_shows_wherever_it_is_sent_and_whatever_is_repeated(
        secret in string_regex("[a-zA-Z0-9._-]{12,40}").unwrap(),
    ) {
        for call in CALLS {
            for answer in answers(&secret) {
                let server = Server::start([answer]);
                let shown = call(&server, &secret);
                assert_hidden(&secret, &shown);
                let requests = server.requests().concat();
                assert!(requests.contains(&secret) || requests.contains("authorization: Basic "), "{requests}");
            }
        }
    }
}

#[test]
fn no_secret_shows_when_nobody_answers() {
    let secret = "n0body-answers-this";
    for call in CALLS {
        let server = Server::start([Answer::Close(Vec::new())]);
        assert_hidden(secret, &call(&server, secret));
    }
}

fn assert_hidden(secret: &str, text: &str) {
    for part in secret.as_bytes().windows(8) {
        let part = String::from_utf8_lossy(part);
        assert!(!text.contains(&*part), "{part} is in {text}");
    }
}
