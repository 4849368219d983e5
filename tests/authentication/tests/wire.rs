//! What each scheme adds to a request, to the byte.

#![cfg(test)]

use restsmith_authentication::{
    Recorder,
    runtime::{AuthError, BoxError, Builder, ErrorKind},
    schemes::{
        BothInput, Client, CookieInput, CookiesInput, EitherInput, NamedInput, OpenInput,
        OptionalInput, PlainQueryInput, QueryInput, RegionInput, blocking,
    },
};
use restsmith_tests::block_on;
use secrecy::SecretString;

/// Calls an operation with both clients, whose builders got these settings, and returns the request, which is the same.
macro_rules! sent {
    ($method:ident($input:expr) $(, $setting:ident($($value:expr),+))*) => {{
        let recorder = Recorder::new(200, "{}");
        let builder = Client::builder()$(.$setting($($value),+))*;
        let client = builder.build_with(recorder.clone()).unwrap();
        block_on(client.$method($input)).unwrap();
        let builder = blocking::Client::builder()$(.$setting($($value),+))*;
        let client = builder.build_with(recorder.clone()).unwrap();
        client.$method($input).unwrap();
        let requests = recorder.requests();
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[0], requests[1]);
        requests[0].clone()
    }};
}

/// Calls an operation with a blocking client, and returns the message of its error.
macro_rules! refused {
    ($method:ident $(, $setting:ident($($value:expr),+))*) => {{
        let recorder = Recorder::new(200, "{}");
        let builder = blocking::Client::builder()$(.$setting($($value),+))*;
        let client = builder.build_with(recorder.clone()).unwrap();
        let error = client.$method(Default::default()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Auth(_)), "{error:?}");
        assert_eq!(recorder.requests(), Vec::<String>::new());
        error.to_string()
    }};
}

#[test]
fn a_bearer_token_is_sent_in_authorization() {
    let sent = sent!(either(EitherInput::new()), token("abc"));
    assert_eq!(sent, "/v1/either authorization: Bearer abc");
}

#[test]
fn an_api_key_is_sent_in_its_header_with_its_prefix() {
    let sent = sent!(either(EitherInput::new()), key("a b"));
    assert_eq!(sent, "/v1/either x-api-key: Token key=a b");
}

#[test]
fn the_first_alternative_that_is_set_counts() {
    let sent = sent!(either(EitherInput::new()), key("k"), token("t"));
    assert_eq!(sent, "/v1/either authorization: Bearer t");
}

#[test]
fn the_last_value_of_a_setting_counts() {
    let sent = sent!(either(EitherInput::new()), token("a"), token("b"));
    assert_eq!(sent, "/v1/either authorization: Bearer b");
}

#[test]
fn an_operation_without_authentication_sends_no_secret() {
    let sent = sent!(
        open(OpenInput::new()),
        key("k"),
        token("t"),
        login("u", "p")
    );
    assert_eq!(sent, "/v1/open");
}

#[test]
fn a_user_name_and_a_password_are_sent_in_base64() {
    let sent = sent!(
        optional(OptionalInput::new()),
        login("Aladdin", "open sesame")
    );
    assert_eq!(
        sent,
        "/v1/optional authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );
    let sent = sent!(optional(OptionalInput::new()), login("", "é:"));
    assert_eq!(sent, "/v1/optional authorization: Basic OsOpOg==");
}

#[test]
fn authentication_can_be_optional() {
    let sent = sent!(optional(OptionalInput::new()), key("k"));
    assert_eq!(sent, "/v1/optional");
}

#[test]
fn all_schemes_of_an_alternative_are_sent() {
    let sent = sent!(both(BothInput::new()), key("k"), login("u", "p"));
    assert_eq!(
        sent,
        "/v1/both authorization: Basic dTpw x-api-key: Token key=k"
    );
    let sent = sent!(
        named(NamedInput::new()),
        in_cookie("c"),
        in_query("q"),
        key("k"),
        token("t")
    );
    assert_eq!(
        sent,
        "/v1/named?api%20key=q authorization: Bearer t x-api-key: Token key=k cookie: session=c"
    );
}

#[test]
fn an_alternative_of_which_a_scheme_is_missing_does_not_count() {
    let sent = sent!(both(BothInput::new()), key("k"), in_query("q"));
    assert_eq!(sent, "/v1/both?api%20key=q");
}

#[test]
fn a_key_in_the_query_is_escaped_and_comes_last() {
    let sent = sent!(query(QueryInput::new().page(2)), in_query("a&b=c d+ä"));
    assert_eq!(
        sent,
        "/v1/query?fixed=1&page=2&api%20key=a%26b%3Dc%20d%2B%C3%A4"
    );
    let sent = sent!(plain_query(PlainQueryInput::new()), in_query("k"));
    assert_eq!(sent, "/v1/plain?api%20key=k");
}

#[test]
fn a_cookie_is_added_to_those_of_the_input() {
    let sent = sent!(cookie(CookieInput::new()), in_cookie("a=b"));
    assert_eq!(sent, "/v1/cookie cookie: session=a=b");
    let sent = sent!(
        cookie(CookieInput::new().others("x=1; y=2")),
        in_cookie("k")
    );
    assert_eq!(sent, "/v1/cookie cookie: x=1; y=2; session=k");
    let sent = sent!(
        cookies(CookiesInput::new().visit("v1sit;").theme("dark")),
        in_cookie("k")
    );
    assert_eq!(
        sent,
        "/v1/cookies cookie: theme=dark; visit=v1sit%3B; session=k"
    );
}

#[test]
fn a_scheme_with_the_name_of_a_setting_gets_a_number() {
    let sent = sent!(region(RegionInput::new()), region_2("k"));
    assert_eq!(sent, "/v1/region x-region-key: k");
}

#[test]
fn without_a_setting_nothing_is_sent_and_the_error_names_all_that_could_be_set() {
    assert_eq!(
        refused!(either, login("u", "p")),
        "Either failed: no authentication: set `token`, or `key` on the client's builder"
    );
    assert_eq!(
        refused!(both, key("k")),
        "Both failed: no authentication: set `key` and `login`, or `in_query` on the client's builder"
    );
}

#[test]
fn a_value_that_can_not_be_sent_is_an_error_before_anything_is_sent() {
    for key in ["", "a\nb", "a\u{e9}b", "end "] {
        assert_eq!(
            refused!(region, region_2(key)),
            "Region failed: the value of `region_2` can't be sent: it is empty, or contains a character that isn't \
             allowed there"
        );
    }
    for key in ["", "a b", "a;b", "a,b", "a\"b", "a\\b", "a\r\nb", "\u{e9}"] {
        assert!(refused!(cookie, in_cookie(key)).contains("the value of `in_cookie`"));
    }
    assert!(refused!(plain_query, in_query("")).contains("the value of `in_query`"));
    assert!(refused!(plain_query, in_query("x".repeat(70_000))).contains("`in_query`"));
    for (user, password) in [("a:b", "c"), ("a\n", "c"), ("a", "\0c")] {
        assert_eq!(
            refused!(optional, login(user, password)),
            "Optional failed: the values of `login` can't be sent: one contains a control character, or the user name a \
             colon"
        );
    }
    assert!(refused!(either, token("Bearer x")).contains("without `Bearer `"));
}

/// A source that has another token after each that is refused.
#[derive(Default)]
struct Counter(std::sync::atomic::AtomicU32);

impl restsmith_authentication::runtime::BearerTokenSource for Counter {
    fn token(&self) -> Result<SecretString, BoxError> {
        let number = self.0.load(std::sync::atomic::Ordering::Relaxed);
        Ok(format!("token-{number}").into())
    }

    fn refused(&self, _: &SecretString) -> bool {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        true
    }
}

#[test]
fn a_source_of_a_scheme_renews_its_token_beside_the_other_schemes() {
    let recorder = Recorder::new(401, "{}");
    let with = |builder: Builder<blocking::Client>| {
        builder
            .token_source(Counter::default())
            .key("k")
            .in_query("q")
            .in_cookie("c")
    };
    let client = with(blocking::Client::builder());
    let client = client.build_with(recorder.clone()).unwrap();
    assert!(client.named(NamedInput::new()).is_err());
    let rest = "x-api-key: Token key=k cookie: session=c";
    assert_eq!(
        recorder.requests(),
        [
            format!("/v1/named?api%20key=q authorization: Bearer token-0 {rest}"),
            format!("/v1/named?api%20key=q authorization: Bearer token-1 {rest}"),
        ]
    );
}

#[test]
fn an_asynchronous_source_of_a_scheme_is_awaited() {
    let recorder = Recorder::new(200, "{}");
    let builder = Client::builder().async_token_source(|| async { Ok("late".into()) });
    let client = builder.build_with(recorder.clone()).unwrap();
    block_on(client.either(EitherInput::new())).unwrap();
    assert_eq!(
        recorder.requests(),
        ["/v1/either authorization: Bearer late"]
    );
}

#[test]
fn a_source_that_fails_ends_the_call() {
    let recorder = Recorder::new(200, "{}");
    let builder = blocking::Client::builder().token_source(|| Err("no session".into()));
    let client = builder.build_with(recorder.clone()).unwrap();
    let error = client.either(EitherInput::new()).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Auth(AuthError::TokenSource(_))),
        "{error:?}"
    );
    assert_eq!(recorder.requests(), Vec::<String>::new());
}
