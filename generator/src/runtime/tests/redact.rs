//! Secrets that a server repeats.

use super::super::redact::redact;

#[test]
fn a_secret_is_found_however_it_is_escaped() {
    let secrets = ["pass \"word\" a/b".into()];
    for text in [
        "it was pass \"word\" a/b!",
        r#"{"password":"pass \"word\" a/b"}"#,
        r#"{"password":"pass \"word\" a\/b"}"#,
        "GET /pass%20%22word%22%20a%2Fb",
    ] {
        let redacted = redact(text.to_owned(), &secrets);
        assert!(
            redacted.contains("[redacted]") && !redacted.contains("word\\") && !redacted.contains("%22"),
            "{redacted}"
        );
    }
    assert_eq!(redact("it was pass \"word\" a/b!".to_owned(), &secrets), "it was [redacted]!");
}
