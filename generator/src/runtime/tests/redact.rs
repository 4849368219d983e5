//! Secrets that a server repeats.

use http::Response;

use super::super::{
    Body, ErrorCase, ErrorMeta, ErrorsBy, HttpRequest, Recognized, RetryKind, Sensitive,
    call::redact::{Secrets, redact, redact_headers},
    codec::secrets::visit_secrets,
    json_error,
};

#[test]
fn a_secret_is_found_however_it_is_escaped() {
    let secrets: &Secrets<'_> = &|visit| visit("pass \"word\" a/b");
    for text in [
        "it was pass \"word\" a/b!",
        r#"{"password":"pass \"word\" a/b"}"#,
        r#"{"password":"pass \"word\" a\/b"}"#,
        "GET /pass%20%22word%22%20a%2Fb",
    ] {
        let redacted = redact(text.to_owned(), secrets);
        assert!(
            redacted.contains("[redacted]")
                && !redacted.contains("word\\")
                && !redacted.contains("%22"),
            "{redacted}"
        );
    }
    assert_eq!(
        redact("it was pass \"word\" a/b!".to_owned(), secrets),
        "it was [redacted]!"
    );
}

#[test]
fn a_secret_is_replaced_wherever_it_stands_and_nothing_else() {
    let secrets: &Secrets<'_> = &|visit| {
        visit("tok/en+secret-<\u{e9}>&\"q\\n");
        visit("hunter2hunter2");
    };
    for form in [
        "tok/en+secret-<\u{e9}>&\"q\\n",
        r#"tok\/en+secret-<é>&\"q\\n"#,
        r"tok\u002fen\u002Bsecret-\u003C\u00e9\u003e\u0026\u0022q\u005cn",
        r"\u0074\u006f\u006b\u002f\u0065n+secret-<\u00E9>&\u0022q\u005c\u006e",
        "tok%2Fen%2Bsecret-%3C%C3%A9%3E%26%22q%5Cn",
        "tok%2fen%2bsecret-%3c%c3%a9%3e%26%22q%5cn",
        "tok/en%2Bsecret-%3C%C3%A9%3E%26%22q%5Cn",
        "tok/en+secret-&lt;\u{e9}&gt;&amp;&quot;q\\n",
        "tok&#47;en&#x2B;secret-&#60;&#233;&#62;&#38;&#34;q&#92;n",
        "hunter2hunter2",
        r"hunter2\u0068unter2",
    ] {
        let text = format!("a \\ % & {form} b {form}");
        assert_eq!(
            redact(text, secrets),
            "a \\ % & [redacted] b [redacted]",
            "{form}"
        );
    }
    for other in [
        "tok/en+secret-<e>&\"q\\n",
        "hunter2hunter3",
        "tok%2",
        "%",
        "\\u00",
        "&#xfffffffff;",
        "&amp",
        "",
    ] {
        assert_eq!(redact(other.to_owned(), secrets), other);
    }
}

#[test]
fn a_text_that_repeats_a_secret_without_end_is_read_once() {
    let secrets: &Secrets<'_> = &|visit| visit("hunter2hunter2");
    let repeated = 100_000;
    let text = format!("{}%", "hunter2hunter2".repeat(repeated));
    assert_eq!(
        redact(text, secrets),
        format!("{}%", "[redacted]".repeat(repeated))
    );
}

#[test]
fn a_text_of_beginnings_of_escapes_is_read_once() {
    let secrets: &Secrets<'_> = &|visit| visit("hunter2hunter2");
    for begin in ["&", "%", "\\", "&#", "%2"] {
        let text = begin.repeat(1 << 20);
        assert!(redact(text.clone(), secrets) == text, "{begin}");
    }
}

#[test]
fn a_secret_with_blanks_is_found_in_a_form() {
    let secrets: &Secrets<'_> = &|visit| visit("open sesame 100%");
    for form in [
        "open sesame 100%",
        "open+sesame+100%25",
        "open%20sesame%20100%25",
    ] {
        assert_eq!(redact(format!("p={form}&q"), secrets), "p=[redacted]&q");
    }
}

#[test]
fn a_secret_in_any_header_of_an_error_is_hidden() {
    let secrets: &Secrets<'_> = &|visit| visit("hunter2hunter2");
    for (status, hint) in [(400, "sent [redacted]"), (200, "sent hunter2hunter2")] {
        let response = Response::builder().status(status);
        let response = response
            .header("x-hint", "sent hunter2hunter2")
            .header("x-request-id", "hunter2hunter2");
        let mut response = response.body(Body::empty()).unwrap();
        redact_headers(&mut response, status != 200, secrets);
        assert_eq!(response.headers()["x-hint"], hint, "{status}");
        assert_eq!(response.headers()["x-request-id"], "[redacted]", "{status}");
    }
}

#[test]
fn a_sensitive_number_is_a_secret_too() {
    let (card, amount) = (
        Sensitive::from(4_242_424_242_424_242_i64),
        Sensitive::from(1234.5678_f64),
    );
    let mut visited = Vec::new();
    visit_secrets(&[&card, &amount, &4_000_i64], &mut |secret| {
        visited.push(secret.to_owned());
    });
    assert_eq!(visited, ["4242424242424242", "1234.5678"]);
}

#[test]
fn a_code_that_may_be_a_sensitive_member_is_not_shown_and_decides_about_a_retry() {
    static CASES: &[ErrorCase] = &[ErrorCase::new("Refused", 400).secret_code()];
    let body = Body::from(r#"{"code":"ThrottlingException","message":"hunter2"}"#);
    let response = Response::builder().status(400).body(body).unwrap();
    let mut meta = ErrorMeta::read(&response, json_error::FORMAT, &|_| {});
    assert_eq!(
        meta.recognize(ErrorsBy::Code, CASES, &[]),
        Recognized::Unknown
    );
    assert_eq!((meta.code(), meta.message()), (None, Some("hunter2")));
    assert_eq!(meta.retry_kind(), Some(RetryKind::Throttling));
}

#[test]
fn a_request_shows_no_path_and_no_query() {
    let message = http::Request::get("https://example.com/hunter2?token=hunter3")
        .body(Body::default())
        .unwrap();
    let time = std::time::Duration::from_secs(1);
    let request = HttpRequest {
        message,
        connect_timeout: time,
        attempt_timeout: time,
        response_limit: 1,
        streams_response: false,
        read_timeout: time,
    };
    let shown = format!("{request:?}");
    assert!(
        shown.starts_with("HttpRequest { method: GET, host: Some(\"example.com\"), "),
        "{shown}"
    );
    assert!(!shown.contains("hunter"), "{shown}");
}
