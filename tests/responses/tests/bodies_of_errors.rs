//! Code and message of an error, wherever they stand and however damaged the body is.

#![cfg(test)]

use restsmith_responses::{
    answer,
    plain::{ChangeError, ChangeInput},
    runtime::{ErrorKind, RetryKind, ServiceError},
};

/// Code, message, and the member `owner` of the error.
type Said = (Option<String>, Option<String>, Option<String>);

fn said_with(headers: &[&str], body: impl AsRef<[u8]>) -> Said {
    let error = answer(&ChangeInput::new("1"), 409, headers, body).unwrap_err();
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let (code, message) = (owned(error.code()), owned(error.message()));
    let ErrorKind::Service(ChangeError::Conflict(error)) = error.into_kind() else {
        panic!("no conflict")
    };
    (code, message, error.owner)
}

fn said(body: impl AsRef<[u8]>) -> Said {
    said_with(&[], body)
}

fn is(code: &str, message: Option<&str>, owner: Option<&str>) -> Said {
    (
        Some(code.to_owned()),
        message.map(str::to_owned),
        owner.map(str::to_owned),
    )
}

#[test]
fn a_message_is_found_in_each_of_its_places() {
    for (body, message) in [
        (r#"{"message":"m"}"#, "m"),
        (r#"{"Message":"m"}"#, "m"),
        (r#"{"errorMessage":"m"}"#, "m"),
        (r#"{"error_description":"m"}"#, "m"),
        (r#"{"detail":"m"}"#, "m"),
        (r#"{"title":"m"}"#, "m"),
        (r#"{"error":{"message":"m"}}"#, "m"),
        (
            r#"{"error":{"code":7,"details":[{"message":"x"}],"message":"m","status":"NOT_FOUND"}}"#,
            "m",
        ),
        (
            r#"{"errors":[{"code":7,"message":"m"},{"message":"n"}]}"#,
            "m",
        ),
        (r#"{"title":"t","detail":"m"}"#, "m"),
        (r#"{"type":"about:blank","title":"t","status":409}"#, "t"),
        (
            r#"{"errors":[{"message":"n"}],"error":{"message":"m"}}"#,
            "m",
        ),
        (r#"{"errors":[{"message":"n"}],"title":"m"}"#, "m"),
        (r#"{"detail":["x"],"title":"m"}"#, "m"),
        (r#"{"message":null,"error":{"message":"m"}}"#, "m"),
        (r#"{"message":"","error_description":"m"}"#, "m"),
        (r#"{"message":" \n","title":"m"}"#, "m"),
    ] {
        assert_eq!(said(body), is("Conflict", Some(message), None), "{body}");
    }
}

#[test]
fn the_member_error_of_oauth_is_the_code_of_last_resort() {
    assert_eq!(
        said(r#"{"error":"invalid_grant","error_description":"expired"}"#),
        is("invalid_grant", Some("expired"), None)
    );
    assert_eq!(
        said(r#"{"error":"authorization_pending"}"#),
        is("authorization_pending", None, None)
    );
    assert_eq!(said(r#"{"error":"e","code":"c"}"#), is("c", None, None));
    assert_eq!(
        said_with(&["x-amzn-errortype: h"], r#"{"error":"e"}"#),
        is("h", None, None)
    );
    // A sentence is a message too.
    let body = r#"{"error":"no such user: ada"}"#;
    assert_eq!(said(body), is("no such user", Some(body), None));
}

#[test]
fn a_body_without_a_message_is_shown_from_its_beginning() {
    for body in [
        r#"{"reason":"because"}"#,
        r#"{"error":{"code":7}}"#,
        r#"{"errors":["x"]}"#,
        r#"{"errors":[]}"#,
        r#"{"message":["x"]}"#,
        "[1]",
        "oh no",
        "<p>no</p>",
    ] {
        assert_eq!(said(body), is("Conflict", Some(body), None), "{body}");
    }
    let long = format!(r#"{{"reason":"{}"}}"#, "\u{e9}".repeat(5_000));
    let shown = long.chars().take(1_000).collect::<String>();
    assert_eq!(said(&long), is("Conflict", Some(&shown), None));
    // A code alone says nothing that isn't shown already.
    for (body, code) in [
        ("{}", "Conflict"),
        (r#"{"__type":"a#E1"}"#, "E1"),
        (r#"{"code":7}"#, "Conflict"),
        (" ", "Conflict"),
        (r#"{"message":null,"title":""}"#, "Conflict"),
    ] {
        assert_eq!(said(body), is(code, None, None), "{body}");
    }
}

#[test]
fn a_secret_that_a_body_repeats_is_not_shown_wherever_it_stands() {
    for body in [
        r#"{"detail":"no 1234567890"}"#,
        r#"{"error":{"message":"no 1234567890"}}"#,
        r#"{"error":"no1234567890","errors":[{"message":"1234567890"}]}"#,
        r#"{"reason":"1234567890"}"#,
        "{\"detail\":\"no \u{1}1234567890\",\"owner\":\"1234567890\"}",
    ] {
        let error = answer(&ChangeInput::new("1").token("1234567890"), 409, &[], body).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("[redacted]") && !shown.contains("1234567890"),
            "{shown}"
        );
    }
}

#[test]
fn a_secret_that_is_cut_at_the_end_of_what_is_shown_is_not_shown_in_part() {
    let secret = "a/b+c=d ".repeat(300);
    let escaped = secret
        .replace('/', "%2F")
        .replace('+', "%2B")
        .replace('=', "%3D")
        .replace(' ', "%20");
    let page = format!(
        "<p>{escaped}</p><p>{escaped}</p>{}<p>{escaped}</p>",
        "x".repeat(500)
    );
    let error = answer(&ChangeInput::new("1").token(&*secret), 409, &[], page).unwrap_err();
    let shown = error.message().unwrap();
    assert!(
        shown.starts_with("<p>[redacted]</p><p>[redacted]</p>xxx"),
        "{shown}"
    );
    assert!(
        !shown.contains("%2F") && shown.ends_with("<p>[redacted]</p>"),
        "{shown}"
    );
}

#[test]
fn halves_of_surrogate_pairs_are_replaced() {
    for (half, shown) in [
        (r"\ud83d", "\u{fffd}"),
        (r"\ude00", "\u{fffd}"),
        (r"\ud83d\ud83d", "\u{fffd}\u{fffd}"),
        (r"\ud83dx", "\u{fffd}x"),
        (r"\ud83d\n", "\u{fffd}\n"),
        (r"\ud83d\u0041", "\u{fffd}A"),
        (r"\ud83d\ude00", "\u{1f600}"),
        (r"\uD83D\uDE00\uDE00", "\u{1f600}\u{fffd}"),
        (r"\\ud83d", r"\ud83d"),
    ] {
        let body = format!(r#"{{"code":"E1","message":"a {half} b","owner":"ada {half}"}}"#);
        let (message, owner) = (format!("a {shown} b"), format!("ada {shown}"));
        assert_eq!(
            said(&body),
            is("E1", Some(&message), Some(&owner)),
            "{body}"
        );
    }
}

#[test]
fn control_characters_and_unknown_escapes_are_read() {
    for (damage, shown) in [
        ("\n", " "),
        ("\r\n", "  "),
        ("\t", " "),
        ("\0", " "),
        ("\u{1b}[31m", " [31m"),
        ("\u{7f}", "\u{7f}"),
        (r"\x41", r"\x41"),
        (r"\'", r"\'"),
        (r"C:\users", r"C:\users"),
        (r"\u12", r"\u12"),
        (r"\u12g4", r"\u12g4"),
        ("\\\u{e9}", "\\\u{e9}"),
    ] {
        let body = format!(
            "{{\n\t\"code\":\"E1\",\r\n\"message\":\"a {damage}\", \"owner\":\"ada {damage}\"\n}}\n"
        );
        let (message, owner) = (format!("a {shown}"), format!("ada {shown}"));
        assert_eq!(
            said(&body),
            is("E1", Some(&message), Some(&owner)),
            "{body:?}"
        );
    }
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let body = r#"{"code":"E1","message":"größer","owner":"ada"}"#;
    let expected = is("E1", Some("größer"), Some("ada"));
    assert_eq!(said(format!("\u{feff}{body}")), expected);
    assert_eq!(said(format!("\u{feff} \n{body}")), expected);
    let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{body}")
            .encode_utf16()
            .flat_map(order)
            .collect()
    };
    assert_eq!(said(utf16(u16::to_le_bytes)), expected);
    assert_eq!(said(utf16(u16::to_be_bytes)), expected);
    assert_eq!(said("\u{feff}oh no"), is("Conflict", Some("oh no"), None));
}

#[test]
fn bytes_that_are_not_utf_8_are_latin_1() {
    let latin1 = |text: &str| -> Vec<u8> {
        text.chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect()
    };
    let body = latin1(r#"{"code":"E1","message":"größer","owner":"Zoë"}"#);
    assert_eq!(said(body), is("E1", Some("größer"), Some("Zoë")));
    assert_eq!(
        said(latin1("Zugriff für Zoë verweigert")),
        is("Conflict", Some("Zugriff für Zoë verweigert"), None)
    );
    // What is UTF-8 beside them stays.
    let mixed = [
        r#"{"code":"E1","message":"größer "#.as_bytes(),
        b"\xfc",
        r#"","owner":"ß"}"#.as_bytes(),
    ]
    .concat();
    assert_eq!(said(mixed), is("E1", Some("größer ü"), Some("ß")));
    assert_eq!(
        said(b"{\"code\":\"E1\",\"message\":\"a\x80\"}"),
        is("E1", Some("a\u{fffd}"), None)
    );
}

#[test]
fn bytes_that_are_no_text_are_not_shown() {
    for body in [
        &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..],
        &[0x28, 0xb5, 0x2f, 0xfd, 4, 0, 1, 2],
        &[0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0],
        &[0; 200],
        &[0x8b, 0x02, 0x80, 0x61, 0x03],
    ] {
        assert_eq!(
            said(body),
            is("Conflict", Some("the body is not text"), None),
            "{body:?}"
        );
    }
    assert_eq!(
        said_with(&["content-type: image/svg+xml"], "<svg/>")
            .1
            .as_deref(),
        Some("the body is not text")
    );
}

#[test]
fn a_damaged_body_is_retried_as_a_whole_one_is() {
    for body in [
        "{\"code\":\"ThrottlingException\",\"message\":\"\\ud83d\"}".as_bytes(),
        b"\xef\xbb\xbf{\"code\":\"ThrottlingException\"}",
        b"{\"code\":\"ThrottlingException\",\"message\":\"f\xfcr\"}",
        b"{\"code\":\"ThrottlingException\",\"message\":\"a\nb\"}",
        b"{\"code\":\"ThrottlingException\",\"message\":\"cut o",
    ] {
        let error = answer(&ChangeInput::new("1"), 400, &[], body).unwrap_err();
        assert_eq!(
            error.service().unwrap().retry_kind(),
            Some(RetryKind::Throttling),
            "{body:?}"
        );
        assert!(error.is_retryable());
    }
}
