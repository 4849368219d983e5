//! Secrets that a server repeats.

use http::Response;

use super::super::{
    Body,
    call::redact::{Secrets, redact, redact_headers},
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
            redacted.contains("[redacted]") && !redacted.contains("word\\") && !redacted.contains("%22"),
            "{redacted}"
        );
    }
    assert_eq!(redact("it was pass \"word\" a/b!".to_owned(), secrets), "it was [redacted]!");
}

#[test]
fn a_secret_in_any_header_of_an_error_is_hidden() {
    let secrets: &Secrets<'_> = &|visit| visit("hunter2hunter2");
    for (status, hint) in [(400, "sent [redacted]"), (200, "sent hunter2hunter2")] {
        let response = Response::builder().status(status);
        let response =
            response.header("x-hint", "sent hunter2hunter2").header("x-request-id", "hunter2hunter2");
        let mut response = response.body(Body::empty()).unwrap();
        redact_headers(&mut response, secrets);
        assert_eq!(response.headers()["x-hint"], hint, "{status}");
        assert_eq!(response.headers()["x-request-id"], "[redacted]", "{status}");
    }
}
