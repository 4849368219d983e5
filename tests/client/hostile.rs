//! Nothing that a server sends makes a client panic or hang, and what can be read of it is.

use restsmith_tests::{Answer, Logout};

fn says(
    status: u16,
    headers: &[&str],
    body: impl AsRef<[u8]>,
    code: Option<&str>,
    message: Option<&str>,
) {
    let body = body.as_ref();
    let start = String::from_utf8_lossy(&body[..body.len().min(60)]);
    for (client, outcome) in Logout::default().respond(status, headers, body) {
        let error = outcome.expect_err(client);
        assert_eq!(error.status().unwrap(), status, "{client}: {start}");
        assert_eq!(error.code(), code, "{client}: {start}");
        assert_eq!(error.message(), message, "{client}: {start}");
        assert!(error.to_string().starts_with("Logout failed: "));
        assert!(format!("{error:?}").starts_with("Error"));
    }
}

#[test]
fn a_body_may_be_any_json() {
    for (body, code, message) in [
        ("", None, None),
        ("null", None, Some("null")),
        ("true", None, Some("true")),
        ("1e999999", None, Some("1e999999")),
        ("[]", None, Some("[]")),
        (r#"[{"code":"A"}]"#, None, Some(r#"[{"code":"A"}]"#)),
        (
            r#"{"code":1,"message":2}"#,
            None,
            Some(r#"{"code":1,"message":2}"#),
        ),
        (r#"{"code":-0.0e-999999,"__type":"A"}"#, Some("A"), None),
        (
            r#"{"code":{"code":"A"},"message":{"message":"m"}}"#,
            None,
            Some(r#"{"code":{"code":"A"},"message":{"message":"m"}}"#),
        ),
        (
            r#"{"":"","code":"A"}"#,
            Some("A"),
            Some(r#"{"":"","code":"A"}"#),
        ),
        (r#"{"\u0063ode":"\u0041"}"#, Some("A"), None),
        (r#"{"message":"\u0000"}"#, None, Some("\0")),
    ] {
        says(418, &[], body, code, message);
    }
}

#[test]
fn the_last_of_duplicate_keys_counts() {
    says(
        418,
        &[],
        r#"{"code":"A","message":"m","code":"B","message":"n"}"#,
        Some("B"),
        Some("n"),
    );
}

#[test]
fn a_body_that_is_almost_json_is_text() {
    for body in [
        "{",
        "{\"",
        r#"{"code""#,
        r#"{"code":"#,
        r#"{"code":"A"#,
        r#"{"code":NaN}x"#,
        "{code:'A'}",
    ] {
        says(418, &[], body, None, Some(body));
    }
}

#[test]
fn what_stands_before_the_damage_is_read() {
    for body in [
        r#"{"code":"A","#,
        r#"{"code":"A"}}"#,
        r#"{"code":"A",}"#,
        r#"{"code":"A","message":"m"#,
    ] {
        says(418, &[], body, Some("A"), Some(body));
    }
    says(
        418,
        &[],
        r#"{"code":"A","message":"m""#,
        Some("A"),
        Some("m"),
    );
    says(418, &[], r#"{"code":"\ud800"}"#, Some("\u{fffd}"), None);
    says(418, &[], r#"{"code":"\x41"}"#, Some(r"\x41"), None);
}

#[test]
fn bytes_that_are_not_utf_8_are_latin_1_or_replaced() {
    says(
        418,
        &[],
        b"\x80\x9f oops, that went wrong",
        None,
        Some("\u{fffd}\u{fffd} oops, that went wrong"),
    );
    says(418, &[], b"\xff\xfe oops", None, Some("\u{ff}\u{fe} oops"));
    says(418, &[], b"{\"message\":\"\xc3\"}", None, Some("\u{c3}"));
    says(
        418,
        &["x-amzn-errortype: A"],
        b"{\"code\":\"\xff\"}",
        Some("A"),
        None,
    );
}

#[test]
fn a_large_text_is_cut() {
    let text = "a".repeat(10 * 1024 * 1024);
    says(
        418,
        &["x-amzn-errortype: A"],
        &text,
        Some("A"),
        Some(&text[..1_000]),
    );
}

#[test]
fn a_large_object_is_read() {
    let pad = "a".repeat(10 * 1024 * 1024);
    says(
        418,
        &[],
        format!(r#"{{"pad":"{pad}","code":"A","message":"m"}}"#),
        Some("A"),
        Some("m"),
    );
    says(
        418,
        &[],
        format!(r#"{{"message":"{pad}"}}"#),
        None,
        Some(&pad),
    );
}

#[test]
fn many_members_are_read() {
    let members: String = (0..100_000)
        .map(|index| ["\"", &index.to_string(), "\":[1,null],"].concat())
        .collect();
    let body = format!(r#"{{{members}"code":"A"}}"#);
    says(418, &[], &body, Some("A"), Some(&body[..1_000]));
    says(
        418,
        &[],
        format!(r#"{{{members}"code":"A","message":"m"}}"#),
        Some("A"),
        Some("m"),
    );
}

#[test]
fn a_reading_stops_at_the_limit() {
    let body = "a".repeat(10 * 1024 * 1024);
    let logout = Logout {
        response_limit: Some(500),
        ..Logout::default()
    };
    for (client, outcome) in logout.answered(Answer::response("418 Teapot", &[], &body)) {
        assert_eq!(
            outcome.expect_err(client).message(),
            Some(&body[..500]),
            "{client}"
        );
    }
    for (client, outcome) in logout.answered(Answer::response("200 OK", &[], &body)) {
        let text = "Logout failed: the response (HTTP 200) is larger than the limit of 500 bytes: raise \
                    `response_limit` on the client's builder";
        assert_eq!(outcome.expect_err(client).to_string(), text, "{client}");
    }
}

#[test]
fn a_reading_stops_at_the_limit_of_a_body_without_an_end() {
    let head = "HTTP/1.1 418 Teapot\r\ntransfer-encoding: chunked\r\n\r\n3e8\r\n";
    let logout = Logout {
        response_limit: Some(500),
        ..Logout::default()
    };
    for (client, outcome) in logout.answered(Answer::Hang(
        format!("{head}{}", "a".repeat(999)).into_bytes(),
    )) {
        assert_eq!(
            outcome.expect_err(client).message(),
            Some("a".repeat(500).as_str()),
            "{client}"
        );
    }
}

#[test]
fn deep_nesting_is_no_danger() {
    let depth = 100_000;
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let array = format!("[{}1{}]", open.repeat(depth), close.repeat(depth));
        says(
            418,
            &["x-amzn-errortype: A"],
            &array,
            Some("A"),
            Some(&array[..1_000]),
        );
        for body in [
            format!(
                r#"{{"message":"m","deep":{}1{}}}"#,
                open.repeat(depth),
                close.repeat(depth)
            ),
            format!(r#"{{"code":{}"#, open.repeat(depth)),
        ] {
            for (client, outcome) in Logout::default().respond(418, &["x-amzn-errortype: A"], &body)
            {
                assert_eq!(outcome.expect_err(client).code(), Some("A"), "{client}");
            }
        }
    }
}

#[test]
fn headers_that_are_not_text_are_no_danger() {
    let id = b"x-amzn-requestid: \xff\r\n";
    let code = b"x-amzn-errortype: \xe9\r\n";
    for status in ["200 OK", "401 Unauthorized"] {
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: \u{fc}\r\ncontent-length: 0\r\n");
        let answer = Answer::Close([head.as_bytes(), id, code, b"\r\n"].concat());
        for (client, outcome) in Logout::default().answered(answer) {
            match outcome {
                Ok(output) => {
                    assert_eq!((status, output.request_id()), ("200 OK", None), "{client}");
                }
                Err(error) => {
                    let text = "Logout failed: UnauthorizedException (HTTP 401)";
                    assert_eq!(
                        (status, &*error.to_string()),
                        ("401 Unauthorized", text),
                        "{client}"
                    );
                }
            }
        }
    }
}
