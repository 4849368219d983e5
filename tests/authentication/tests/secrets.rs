//! No scheme shows its secret, wherever a server repeats it.

#![cfg(test)]

use std::error::Error as _;

use proptest::{
    prelude::any, proptest, string::string_regex, test_runner::Config as ProptestConfig,
};
use restsmith_authentication::{
    Recorder,
    schemes::{CookieInput, EitherInput, OptionalInput, PlainQueryInput, RegionInput, blocking},
};

/// Calls an operation of a server that repeats a text in its error, and returns all that the client, its builder and the
/// error show.
macro_rules! shown {
    ($body:expr, $method:ident($input:expr), $setting:ident($($value:expr),+)) => {{
        let recorder = Recorder::new(400, $body);
        let builder = blocking::Client::builder().$setting($($value),+);
        let shown = format!("{builder:?}");
        let client = builder.build_with(recorder).unwrap();
        let error = client.$method($input).unwrap_err();
        let service = error.service().map(|error| format!("{error} {error:?}"));
        let source = error.source().map(ToString::to_string);
        format!("{shown} {client:?} {error} {error:#} {error:?} {service:?} {source:?}")
    }};
}

fn assert_hidden(secret: &str, text: &str) {
    let parts = secret.as_bytes().windows(8);
    for part in parts {
        let part = String::from_utf8_lossy(part);
        assert!(!text.contains(&*part), "{part} is in {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_secret_is_hidden_for_every_scheme(
        secret in string_regex("[a-zA-Z0-9._~!-]{12,40}").unwrap(),
        other in string_regex("[a-zA-Z0-9]{12,20}").unwrap(),
        is_message in any::<bool>(),
    ) {
        let key = if is_message { "message" } else { "code" };
        let body = |text: &str| format!("{{\"{key}\": \"no: {text} isn't known\", \"more\": \"{text}\"}}");
        let text = shown!(&body(&secret), either(EitherInput::new()), token(&*secret));
        assert_hidden(&secret, &text);
        let text = shown!(&body(&secret), either(EitherInput::new()), key(&*secret));
        assert_hidden(&secret, &text);
        let text = shown!(&body(&secret), region(RegionInput::new()), region_2(&*secret));
        assert_hidden(&secret, &text);
        let text = shown!(&body(&secret), plain_query(PlainQueryInput::new()), in_query(&*secret));
        assert_hidden(&secret, &text);
        let text = shown!(&body(&secret), cookie(CookieInput::new()), in_cookie(&*secret));
        assert_hidden(&secret, &text);
        for repeated in [&secret, &other] {
            let text = shown!(&body(repeated), optional(OptionalInput::new()), login(&*secret, &*other));
            assert_hidden(repeated, &text);
        }
    }
}

#[test]
fn an_escaped_key_is_hidden_too() {
    let key = "abc/def+ghi jkl=mno";
    let escaped = "abc%2Fdef%2Bghi%20jkl%3Dmno";
    let body = format!("{{\"message\": \"GET /v1/plain?api%20key={escaped}\"}}");
    let text = shown!(&body, plain_query(PlainQueryInput::new()), in_query(key));
    assert_hidden(escaped, &text);
    assert!(text.contains("GET /v1/plain?api%20key="), "{text}");
}

#[test]
fn both_values_in_base64_are_hidden_too() {
    let encoded = "QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    let body = format!("{{\"message\": \"{encoded}\"}}");
    let text = shown!(
        &body,
        optional(OptionalInput::new()),
        login("Aladdin", "open sesame")
    );
    assert_hidden(encoded, &text);
}
