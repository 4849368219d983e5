//! What an error response says is read as the contract orders, by each client and without one.

use identity_center::{
    portal::LogoutError,
    runtime::{ErrorMeta, ServiceError},
};
use restsmith_tests::Logout;

/// What an error says: code, message and request id.
type Said<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

/// Checks what the error says, from each client, when the response is this one.
fn says(status: u16, headers: &[&str], body: impl AsRef<[u8]>, said: Said<'_>) -> LogoutError {
    let body = body.as_ref();
    let row = format!("{status} {headers:?} {}", String::from_utf8_lossy(body));
    let errors = Logout::default()
        .respond(status, headers, body)
        .into_iter()
        .map(|(client, outcome)| {
            let error = outcome.expect_err(&row);
            assert_eq!(
                (error.code(), error.message(), error.request_id()),
                said,
                "{client}: {row}"
            );
            assert_eq!(error.status().unwrap(), status, "{client}: {row}");
            let service = error.service().expect(&row);
            let meta: &ErrorMeta = service.meta();
            assert_eq!(
                (meta.code(), meta.message(), meta.request_id()),
                said,
                "{client}: {row}"
            );
            assert_eq!(meta.status(), status, "{client}: {row}");
            service.clone()
        });
    errors.last().unwrap()
}

/// The variant that an error became.
fn variant(error: &LogoutError) -> &'static str {
    match error {
        LogoutError::InvalidRequestException(_) => "InvalidRequestException",
        LogoutError::TooManyRequestsException(_) => "TooManyRequestsException",
        LogoutError::UnauthorizedException(_) => "UnauthorizedException",
        LogoutError::Common(_) => "common",
        _ => "unknown",
    }
}

#[test]
fn a_header_code_wins_over_the_body() {
    let body = r#"{"code":"B","__type":"C","Code":"D"}"#;
    says(418, &["x-amzn-errortype: A"], body, (Some("A"), None, None));
}

#[test]
fn a_body_code_is_the_first_that_is_a_string() {
    for (body, code) in [
        (r#"{"Code":"D","__type":"C","code":"B"}"#, Some("B")),
        (r#"{"Code":"D","__type":"C"}"#, Some("C")),
        (r#"{"Code":"D"}"#, Some("D")),
        (r#"{"code":404,"__type":"C","Code":"D"}"#, Some("C")),
        (r#"{"code":null,"__type":{"a":"b"},"Code":"D"}"#, Some("D")),
        (r#"{"code":["B"],"__type":true,"Code":1.5}"#, None),
        (r#"{"Code":7,"error":"E"}"#, Some("E")),
        ("{}", None),
    ] {
        says(418, &[], body, (code, None, None));
    }
}

#[test]
fn other_members_hold_no_code() {
    for body in [
        r#"{"CODE":"A","type":"B","_type":"C","Type":"D"}"#,
        r#"{"error":{"code":"B"}}"#,
    ] {
        says(418, &[], body, (None, Some(body), None));
    }
}

#[test]
fn a_code_is_what_is_left_without_its_namespace_and_url() {
    for (raw, code) in [
        ("A", "A"),
        (
            "A:http://internal.amazon.com/coral/com.amazon.coral.validate/",
            "A",
        ),
        ("com.amazon.portal#A", "A"),
        ("x#y#A", "A"),
        ("com.amazon.portal#A:http://internal.amazon.com/", "A"),
        ("A:x#B", "A"),
        ("A:B:C", "A"),
    ] {
        says(
            418,
            &[&format!("x-amzn-errortype: {raw}")],
            "",
            (Some(code), None, None),
        );
        for key in ["code", "__type", "Code"] {
            says(
                418,
                &[],
                format!(r#"{{"{key}":"{raw}"}}"#),
                (Some(code), None, None),
            );
        }
    }
}

#[test]
fn a_header_code_counts_whatever_the_body_is() {
    for (body, message) in [
        ("", None),
        ("<html>oops</html>", Some("<html>oops</html>")),
        ("[1]", Some("[1]")),
        (r#"{"message":"cut o"#, Some(r#"{"message":"cut o"#)),
    ] {
        let headers = [
            "x-amzn-errortype: UnauthorizedException:http://h/",
            "content-type: text/html",
        ];
        let error = says(
            401,
            &headers,
            body,
            (Some("UnauthorizedException"), message, None),
        );
        assert_eq!(variant(&error), "UnauthorizedException");
    }
}

#[test]
fn a_message_is_the_first_that_is_a_string() {
    for (body, message) in [
        (
            r#"{"errorMessage":"c","Message":"b","message":"a"}"#,
            Some("a"),
        ),
        (r#"{"errorMessage":"c","Message":"b"}"#, Some("b")),
        (r#"{"errorMessage":"c"}"#, Some("c")),
        (r#"{"message":7,"Message":"b"}"#, Some("b")),
        (
            r#"{"message":null,"Message":["b"],"errorMessage":"c"}"#,
            Some("c"),
        ),
        (
            r#"{"message":"\u00e9\ud834\udd1e \"quoted\"\n"}"#,
            Some("\u{e9}\u{1d11e} \"quoted\"\n"),
        ),
        (r#"{"MESSAGE":"a"}"#, Some(r#"{"MESSAGE":"a"}"#)),
        ("{}", None),
        (" \r\n{ \"message\" : \"a\" }\n", Some("a")),
    ] {
        says(418, &[], body, (None, message, None));
    }
}

#[test]
fn a_body_that_is_no_json_object_is_the_message() {
    for body in [
        "Service Unavailable",
        "<html>\n</html>",
        "[1, 2]",
        "null",
        "\"text\"",
        "12",
        "{} {}",
        "{'a': 1}",
    ] {
        says(
            418,
            &["content-type: application/json"],
            body,
            (None, Some(body), None),
        );
    }
}

#[test]
fn a_text_is_cut_to_a_thousand_characters() {
    for character in ["a", "\u{e9}", "\u{20ac}", "\u{1d11e}"] {
        let thousand = character.repeat(1_000);
        says(418, &[], &thousand, (None, Some(&thousand), None));
        says(
            418,
            &[],
            character.repeat(1_001),
            (None, Some(&thousand), None),
        );
        says(
            418,
            &[],
            character.repeat(100_000),
            (None, Some(&thousand), None),
        );
    }
}

#[test]
fn the_message_of_an_object_is_not_cut() {
    let long = "a".repeat(5_000);
    says(
        418,
        &[],
        format!(r#"{{"message":"{long}"}}"#),
        (None, Some(&long), None),
    );
}

#[test]
fn a_request_id_is_the_newer_header_or_else_the_older() {
    let (newer, older) = ("x-amzn-requestid: new", "x-amz-request-id: old");
    for (headers, id) in [
        (vec![older, newer], Some("new")),
        (vec![newer, older], Some("new")),
        (vec![newer], Some("new")),
        (vec![older], Some("old")),
        (vec!["x-amz-id-2: other"], None),
    ] {
        says(418, &headers, "{}", (None, None, id));
        for (client, outcome) in Logout::default().respond(200, &headers, "") {
            assert_eq!(outcome.expect(client).request_id(), id, "{headers:?}");
        }
    }
}

#[test]
fn a_declared_code_gives_its_variant_whatever_the_status() {
    for code in [
        "InvalidRequestException",
        "TooManyRequestsException",
        "UnauthorizedException",
    ] {
        for status in [400, 401, 403, 418] {
            let error = says(
                status,
                &[],
                format!(r#"{{"__type":"{code}"}}"#),
                (Some(code), None, None),
            );
            assert_eq!(variant(&error), code);
        }
    }
}

#[test]
fn a_declared_error_has_message_and_meta() {
    let headers = [
        "x-amzn-requestid: id",
        "x-amzn-errortype: UnauthorizedException",
    ];
    let error = says(
        401,
        &headers,
        r#"{"message":"m"}"#,
        (Some("UnauthorizedException"), Some("m"), Some("id")),
    );
    let LogoutError::UnauthorizedException(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.message(), Some("m"));
    assert_eq!(error.meta().request_id(), Some("id"));
}

#[test]
fn a_common_code_gives_its_variant_whatever_the_status() {
    for (code, status) in [
        ("AccessDeniedException", 403),
        ("ExpiredTokenException", 403),
        ("IncompleteSignature", 403),
        ("InternalFailure", 500),
        ("MalformedHttpRequestException", 400),
        ("NotAuthorized", 401),
        ("OptInRequired", 403),
        ("RequestAbortedException", 400),
        ("RequestEntityTooLargeException", 413),
        ("RequestTimeoutException", 408),
        ("ServiceUnavailable", 503),
        ("ThrottlingException", 400),
        ("UnknownOperationException", 404),
        ("UnrecognizedClientException", 403),
        ("ValidationError", 400),
    ] {
        for status in [status, 418] {
            let headers = [
                &*format!("x-amzn-errortype: {code}"),
                "x-amzn-requestid: id",
            ];
            let error = says(
                status,
                &headers,
                r#"{"Message":"m"}"#,
                (Some(code), Some("m"), Some("id")),
            );
            let LogoutError::Common(error) = error else {
                panic!("{code}: {error:?}")
            };
            assert!(
                format!("{error:?}").starts_with(&format!("{code}(ErrorMeta")),
                "{error:?}"
            );
            assert_eq!(error.meta().code(), Some(code));
        }
    }
}

#[test]
fn any_other_code_gives_the_unknown_variant() {
    for (status, code) in [
        (400, "SomethingNew"),
        (401, "unauthorizedexception"),
        (429, "TooManyRequests"),
        (418, "UnauthorizedException2"),
    ] {
        let body = format!(r#"{{"code":"{code}","message":"m"}}"#);
        let error = says(
            status,
            &["x-amzn-requestid: id"],
            body,
            (Some(code), Some("m"), Some("id")),
        );
        assert_eq!(variant(&error), "unknown");
    }
}

#[test]
fn without_a_code_the_status_decides_if_one_error_has_it_and_there_is_a_request_id() {
    for (status, code) in [
        (400, Some("InvalidRequestException")),
        (401, Some("UnauthorizedException")),
        (429, Some("TooManyRequestsException")),
        (403, None),
        (404, None),
        (500, None),
        (503, None),
    ] {
        for (body, message) in [
            ("", None),
            ("{}", None),
            (r#"{"code":7,"message":"m"}"#, Some("m")),
            ("<html></html>", Some("<html></html>")),
        ] {
            let error = says(
                status,
                &["x-amzn-requestid: id"],
                body,
                (code, message, Some("id")),
            );
            assert_eq!(variant(&error), code.unwrap_or("unknown"));
            let error = says(status, &[], body, (None, message, None));
            assert_eq!(variant(&error), "unknown");
        }
    }
}

#[test]
fn every_status_but_2xx_is_an_error_response() {
    for status in [300, 301, 304, 305, 399, 402, 405, 499, 501, 599, 600, 999] {
        let error = says(
            status,
            &["x-amzn-requestid: id"],
            "",
            (None, None, Some("id")),
        );
        assert_eq!(variant(&error), "unknown");
    }
}
