//! The headers that a client adds to each request, and how to do without them.

use std::{collections::BTreeSet, fs};

use http::HeaderMap;
use identity_center::{
    portal::{Client, LogoutInput, blocking},
    runtime::{BuildError, Builder, aws::AwsClient},
};
use restsmith_tests::{Request, Script, Step, block_on};

const ID: &str = "amz-sdk-invocation-id";
const ATTEMPT: &str = "amz-sdk-request";
const USER_AGENT: &str = "user-agent";
const PRODUCT: &str = concat!("identity-center/", env!("CARGO_PKG_VERSION"));

#[derive(Clone, Copy, Debug, Default)]
struct Settings {
    without_invocation_id: bool,
    without_attempt: bool,
    without_user_agent: bool,
    user_agent_suffix: Option<&'static str>,
    max_attempts: Option<u32>,
}

impl Settings {
    fn set<C: AwsClient>(self, builder: Builder<C>) -> Builder<C> {
        let mut builder = builder.endpoint_url("http://localhost:1");
        if self.without_invocation_id {
            builder = builder.send_invocation_id(false);
        }
        if self.without_attempt {
            builder = builder.send_attempt(false);
        }
        if self.without_user_agent {
            builder = builder.without_user_agent();
        }
        if let Some(suffix) = self.user_agent_suffix {
            builder = builder.user_agent_suffix(suffix);
        }
        if let Some(attempts) = self.max_attempts {
            builder = builder.max_attempts(attempts);
        }
        builder
    }
}

/// The requests of the asynchronous and of the blocking client, each in two calls that fail twice.
fn requests(settings: Settings) -> [Vec<Request>; 2] {
    let steps = [503, 503, 200, 503, 503, 200].map(Step::status);
    let scripts = [Script::new(steps.clone()), Script::new(steps)];
    let client = settings
        .set(Client::builder())
        .build_with(scripts[0].clone())
        .unwrap();
    for _ in 0..2 {
        block_on(client.logout(LogoutInput::new("token"))).unwrap();
    }
    let client = settings
        .set(blocking::Client::builder())
        .build_with(scripts[1].clone())
        .unwrap();
    for _ in 0..2 {
        client.logout(LogoutInput::new("token")).unwrap();
    }
    scripts.map(|script| {
        let requests = script.requests();
        assert_eq!(requests.len(), 6);
        requests
    })
}

fn names(headers: &HeaderMap) -> Vec<&str> {
    headers.keys().map(http::HeaderName::as_str).collect()
}

#[test]
fn the_invocation_id_is_the_same_for_all_attempts_of_a_call_and_new_for_each_call() {
    let mut calls = Vec::new();
    for requests in requests(Settings::default()) {
        let ids: Vec<_> = requests
            .iter()
            .map(|request| request.header(ID).unwrap())
            .collect();
        let (first, second) = (ids[0], ids[3]);
        assert_eq!(ids, [first, first, first, second, second, second]);
        calls.extend([first.to_owned(), second.to_owned()]);
    }
    assert_eq!(calls.iter().collect::<BTreeSet<_>>().len(), 4, "{calls:?}");
}

#[test]
fn each_request_says_which_attempt_of_how_many_it_is() {
    for max in [3, 7] {
        let settings = Settings {
            max_attempts: Some(max),
            ..Settings::default()
        };
        for requests in requests(settings) {
            let attempts: Vec<_> = requests
                .iter()
                .map(|request| request.header(ATTEMPT).unwrap())
                .collect();
            let expected =
                [1, 2, 3, 1, 2, 3].map(|attempt| format!("attempt={attempt}; max={max}"));
            assert_eq!(attempts, expected);
        }
    }
}

#[test]
fn each_of_the_headers_can_be_switched_off() {
    let own = ["x-amz-sso_bearer_token", "content-length"];
    let default = Settings::default();
    let cases: [(Settings, &[&str]); 5] = [
        (default, &[USER_AGENT, ID, ATTEMPT]),
        (
            Settings {
                without_invocation_id: true,
                ..default
            },
            &[USER_AGENT, ATTEMPT],
        ),
        (
            Settings {
                without_attempt: true,
                ..default
            },
            &[USER_AGENT, ID],
        ),
        (
            Settings {
                without_user_agent: true,
                ..default
            },
            &[ID, ATTEMPT],
        ),
        (
            Settings {
                without_invocation_id: true,
                without_attempt: true,
                without_user_agent: true,
                ..default
            },
            &[],
        ),
    ];
    for (settings, added) in cases {
        for request in requests(settings).iter().flatten() {
            assert_eq!(
                names(&request.headers),
                [&own, added].concat(),
                "{settings:?}"
            );
            assert_eq!(request.line, "POST http://localhost:1/logout");
        }
    }
}

#[test]
fn the_user_agent_is_the_crate_and_a_suffix() {
    let cases = [
        (None, PRODUCT.to_owned()),
        (Some("my-app/1.0"), format!("{PRODUCT} my-app/1.0")),
        (
            Some("my-app/1.0 (a comment) more"),
            format!("{PRODUCT} my-app/1.0 (a comment) more"),
        ),
    ];
    for (user_agent_suffix, expected) in cases {
        let settings = Settings {
            user_agent_suffix,
            ..Settings::default()
        };
        for request in requests(settings).iter().flatten() {
            assert_eq!(request.header(USER_AGENT), Some(expected.as_str()));
        }
    }
}

#[test]
fn a_suffix_that_can_not_be_sent_is_refused() {
    for suffix in ["a\nb", "a\r\nx-injected: 1", "\0", "\u{7f}"] {
        let settings = Settings {
            user_agent_suffix: Some(suffix),
            ..Settings::default()
        };
        let script = Script::new([Step::status(200)]);
        let error = settings
            .set(Client::builder())
            .build_with(script.clone())
            .unwrap_err();
        assert!(matches!(error, BuildError::UserAgent), "{error:?}");
        assert_eq!(
            error.to_string(),
            "`user_agent_suffix` contains a control or non-ASCII character, which a header can't have: remove it"
        );
        let error = settings
            .set(blocking::Client::builder())
            .build_with(script)
            .unwrap_err();
        assert!(matches!(error, BuildError::UserAgent), "{error:?}");
    }
}

const OUTSIDE_AWS: &str = "\
restsmith: 1
service:
  name: pets
  protocol: rest-json
  endpoint: { url: https://api.example.com/v1 }
operations:
  Adopt:
    http: POST /adoptions
    errors: [Asleep, Crowded, Gone]
errors:
  Asleep: { status: 423, retry: transient }
  Crowded: { status: 420, retry: throttling }
  Gone: { status: 410 }
";

/// The client of a spec.
fn generated(spec: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pets.yaml");
    fs::write(&path, spec).unwrap();
    restsmith::Builder::new()
        .out_dir(folder.path())
        .compile(&[path])
        .unwrap();
    fs::read_to_string(folder.path().join("pets.rs")).unwrap()
}

#[test]
fn a_client_outside_aws_has_nothing_of_aws_s() {
    let text = generated(OUTSIDE_AWS);
    assert_eq!(
        text.matches("const SENDS_AWS_HEADERS: bool = false;")
            .count(),
        2
    );
    assert_eq!(
        text.matches("const SENDS_AWS_HEADERS: bool = true;")
            .count(),
        0
    );
    for absent in ["AwsClient", "AWS_REGION", "amazonaws.com"] {
        assert!(!text.contains(absent), "{absent}");
    }
}

#[test]
fn what_a_spec_says_about_an_error_is_what_its_client_retries() {
    let text = generated(OUTSIDE_AWS);
    let squeezed = text.replace([' ', '\n', '{', '}'], "");
    assert!(squeezed.contains(
        "Asleep:(\"Asleep\",423,transient),Crowded:(\"Crowded\",420,throttling),Gone:(\"Gone\",410),"
    ));
}
