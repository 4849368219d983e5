//! Which of a service's errors a response is.

#![cfg(test)]

use http::StatusCode;
use restsmith_responses::{
    answer,
    aws::{DeleteThingError, DeleteThingInput, GetThingError, GetThingInput},
    by_code, by_status,
    plain::{ChangeError, ChangeInput, PingInput},
    runtime::{ErrorMeta, RetryKind, ServiceError},
};
use secrecy::ExposeSecret;

const AWS_IDS: [&str; 2] = ["x-amzn-requestid: r-1", "x-amz-request-id: r-1"];

/// The name of the variant, and the code that the error tells.
fn told<E: ServiceError>(error: &E) -> (String, Option<String>) {
    let name = format!("{error:?}")
        .split(['(', ' '])
        .take(2)
        .collect::<Vec<_>>()
        .join(" ");
    let meta: &ErrorMeta = error.meta();
    (
        name.replace("Unknown ErrorMeta", "Unknown"),
        meta.code().map(str::to_owned),
    )
}

fn aws(status: u16, headers: &[&str], body: &str) -> (String, Option<String>) {
    told(
        answer(&GetThingInput::new(), status, headers, body)
            .unwrap_err()
            .service()
            .unwrap(),
    )
}

fn plain(status: u16, headers: &[&str], body: &str) -> (String, Option<String>) {
    told(
        answer(&ChangeInput::new("1"), status, headers, body)
            .unwrap_err()
            .service()
            .unwrap(),
    )
}

fn status(status: u16, body: &str) -> (String, Option<String>) {
    told(
        answer(&by_status::ReadInput::new(), status, &[], body)
            .unwrap_err()
            .service()
            .unwrap(),
    )
}

fn code(status: u16, headers: &[&str], body: &str) -> (String, Option<String>) {
    told(
        answer(&by_code::ReadInput::new(), status, headers, body)
            .unwrap_err()
            .service()
            .unwrap(),
    )
}

fn is(name: &str, code: &str) -> (String, Option<String>) {
    (name.to_owned(), (!code.is_empty()).then(|| code.to_owned()))
}

#[test]
fn of_aws_a_status_alone_proves_nothing() {
    let bodies = [
        "",
        "<html>Sign in</html>",
        "{}",
        r#"{"message":"no"}"#,
        "\r\n",
        "[]",
        "null",
    ];
    let gateway_headers: [&[&str]; 7] = [
        &[],
        &["www-authenticate: NTLM"],
        &[
            "www-authenticate: Negotiate",
            "www-authenticate: Basic realm=\"Proxy\"",
        ],
        &["x-request-id: 1b2c"],
        &["x-amz-cf-id: 1b2c", "via: 1.1 cloudfront"],
        &["x-correlation-id: 1b2c", "content-type: application/json"],
        &["x-amzn-trace-id: Root=1-2-3"],
    ];
    for status in [404, 423, 451, 403, 429, 500, 599] {
        for body in bodies {
            for headers in gateway_headers {
                assert_eq!(
                    aws(status, headers, body),
                    is("Unknown", ""),
                    "{status} {headers:?} {body}"
                );
            }
        }
    }
}

#[test]
fn of_aws_a_status_with_a_request_id_and_no_code_is_the_one_error_that_has_it() {
    for id in AWS_IDS {
        for body in ["", "{}", r#"{"message":"no"}"#, r#"{"code":404}"#] {
            assert_eq!(
                aws(404, &[id], body),
                is("ThingMissing ThingMissing", "ThingMissing")
            );
            assert_eq!(
                aws(423, &[id], body),
                is("ThingLocked ThingLocked", "ThingLocked")
            );
            // A common error is known by its code alone.
            assert_eq!(aws(403, &[id], body), is("Unknown", ""));
            assert_eq!(aws(500, &[id], body), is("Unknown", ""));
        }
    }
}

#[test]
fn of_aws_a_code_says_it_with_and_without_a_request_id() {
    for headers in [&[][..], &AWS_IDS[..1], &AWS_IDS[1..]] {
        for status in [400, 404, 423, 500] {
            let said = |code: &str| {
                aws(
                    status,
                    headers,
                    &format!(r#"{{"__type":"ns#{code}:http://x"}}"#),
                )
            };
            assert_eq!(
                said("ThingMissing"),
                is("ThingMissing ThingMissing", "ThingMissing")
            );
            assert_eq!(
                said("AccessDenied"),
                is("Common AccessDenied", "AccessDenied")
            );
            assert_eq!(said("Other"), is("Unknown", "Other"));
        }
    }
}

#[test]
fn of_aws_a_code_of_the_query_protocol_is_the_code_and_the_error_is_known_by_either_name() {
    let said = |query: &str, name: &str| {
        let query = format!("x-amzn-query-error: {query}");
        aws(400, &[&query], &format!(r#"{{"__type":"ns#{name}"}}"#))
    };
    let code = "AWS.Things.NonExistentThing";
    assert_eq!(
        said(&format!("{code};Sender"), "ThingMissing"),
        is("ThingMissing ThingMissing", code)
    );
    assert_eq!(
        said("ThingMissing;Sender", "Other"),
        is("ThingMissing ThingMissing", "ThingMissing")
    );
    // Several errors may have had one code.
    assert_eq!(
        said("ThingLocked", "ThingMissing"),
        is("ThingMissing ThingMissing", "ThingLocked")
    );
    assert_eq!(
        said("AccessDenied;Sender", "Other"),
        is("Common AccessDenied", "AccessDenied")
    );
    assert_eq!(
        said(&format!("{code};Sender"), "Other"),
        is("Unknown", code)
    );
    assert_eq!(
        said(";Sender", "ThingMissing"),
        is("ThingMissing ThingMissing", "ThingMissing")
    );
}

#[test]
fn an_operation_without_errors_of_its_own_knows_the_common_ones() {
    let error = |status, headers: &[&str]| {
        let error = answer(&DeleteThingInput::new(), status, headers, "").unwrap_err();
        error.service().unwrap().clone()
    };
    assert!(matches!(
        error(400, &["x-amzn-errortype: AccessDenied"]),
        DeleteThingError::Common(_)
    ));
    assert!(matches!(
        error(403, &[AWS_IDS[0]]),
        DeleteThingError::Unknown(_)
    ));
}

#[test]
fn elsewhere_a_status_says_it_where_no_error_has_the_code() {
    for body in [
        "",
        "<html></html>",
        "{}",
        r#"{"code":"E1","owner":"ada"}"#,
        r#"{"code":40901}"#,
        r#"{"__type":"x","Code":"y"}"#,
        r#"{"error":"conflict: two owners"}"#,
        "not { json",
    ] {
        let (name, _) = plain(409, &[], body);
        assert_eq!(name, "Conflict Conflict", "{body}");
        assert_eq!(plain(429, &[], body).0, "Common TooManyRequests", "{body}");
        assert_eq!(plain(418, &[], body).0, "Common Teapot", "{body}");
        assert_eq!(plain(404, &[], body).0, "Unknown", "{body}");
    }
}

#[test]
fn elsewhere_a_code_that_no_error_has_is_told_all_the_same() {
    assert_eq!(
        plain(409, &[], r#"{"code":"E1"}"#),
        is("Conflict Conflict", "E1")
    );
    assert_eq!(
        plain(409, &["x-amzn-errortype: E2"], ""),
        is("Conflict Conflict", "E2")
    );
    assert_eq!(
        plain(429, &[], r#"{"code":"E1"}"#),
        is("Common TooManyRequests", "E1")
    );
    assert_eq!(
        plain(409, &[], r#"{"code":7}"#),
        is("Conflict Conflict", "Conflict")
    );
    assert_eq!(
        plain(429, &[], ""),
        is("Common TooManyRequests", "TooManyRequests")
    );
    assert_eq!(plain(418, &[], ""), is("Common Teapot", "short_and_stout"));
}

#[test]
fn elsewhere_a_code_that_an_error_has_goes_before_the_status() {
    for status in [400, 409, 410, 429] {
        let said = |code: &str| plain(status, &[], &format!(r#"{{"code":"{code}"}}"#));
        assert_eq!(said("Conflict"), is("Conflict Conflict", "Conflict"));
        assert_eq!(
            said("gone_forever"),
            is("GoneForever GoneForever", "gone_forever")
        );
        assert_eq!(
            said("short_and_stout"),
            is("Common Teapot", "short_and_stout")
        );
    }
}

#[test]
fn a_status_of_several_errors_says_nothing_without_a_code() {
    assert_eq!(plain(410, &[], ""), is("Unknown", ""));
    assert_eq!(plain(410, &[], r#"{"code":"E1"}"#), is("Unknown", "E1"));
    assert_eq!(
        plain(410, &[], r#"{"code":"Gone"}"#),
        is("Gone Gone", "Gone")
    );
    assert_eq!(status(402, ""), is("Unknown", ""));
    assert_eq!(status(402, r#"{"code":"E1"}"#), is("Unknown", "E1"));
    assert_eq!(
        status(402, r#"{"code":"blocked_card"}"#),
        is("BlockedCard BlockedCard", "blocked_card")
    );
    assert_eq!(
        status(402, r#"{"code":"low_balance"}"#),
        is("LowBalance LowBalance", "low_balance")
    );
    // A common error is not the way out.
    assert_eq!(
        status(402, r#"{"code":"broke"}"#),
        is("Common Broke", "broke")
    );
}

#[test]
fn an_error_of_the_operation_goes_before_a_common_one_of_its_status_unless_the_code_says_otherwise()
{
    assert_eq!(status(404, ""), is("NotFound NotFound", "NotFound"));
    assert_eq!(
        status(404, r#"{"code":"E1"}"#),
        is("NotFound NotFound", "E1")
    );
    assert_eq!(
        status(404, r#"{"code":"missing"}"#),
        is("Common Missing", "missing")
    );
}

#[test]
fn where_the_status_decides_no_code_changes_it() {
    for code in ["E1", "blocked_card", "Unauthorized", "ThrottlingException"] {
        let body = format!(r#"{{"code":"{code}","what":"it"}}"#);
        assert_eq!(status(404, &body), is("NotFound NotFound", code));
        assert_eq!(status(401, &body), is("Common Unauthorized", code));
        assert_eq!(status(500, &body), is("Unknown", code));
    }
    let error = answer(
        &by_status::ReadInput::new(),
        404,
        &[],
        r#"{"code":"E1","what":"it"}"#,
    )
    .unwrap_err();
    let Some(by_status::ReadError::NotFound(error)) = error.service() else {
        panic!("{error}")
    };
    assert_eq!(error.what.as_deref(), Some("it"));
}

#[test]
fn where_the_code_decides_no_status_changes_it() {
    for headers in [&[][..], &["x-request-id: r-1"]] {
        assert_eq!(code(404, headers, ""), is("Unknown", ""));
        assert_eq!(code(404, headers, r#"{"code":"E1"}"#), is("Unknown", "E1"));
        assert_eq!(
            code(400, headers, r#"{"code":"not_found"}"#),
            is("NotFound NotFound", "not_found")
        );
        assert_eq!(
            code(400, headers, r#"{"code":"unauthorized"}"#),
            is("Common Unauthorized", "unauthorized")
        );
        assert_eq!(code(401, headers, ""), is("Unknown", ""));
    }
}

#[test]
fn an_error_is_worth_another_attempt_if_its_api_says_so() {
    let kind = |error: &ChangeError| error.retry_kind();
    let plain = |status, body| {
        answer(&ChangeInput::new("1"), status, &[], body)
            .unwrap_err()
            .service()
            .map(kind)
            .unwrap()
    };
    assert_eq!(plain(418, ""), Some(RetryKind::Throttling));
    assert_eq!(
        plain(400, r#"{"code":"short_and_stout"}"#),
        Some(RetryKind::Throttling)
    );
    assert_eq!(plain(429, ""), Some(RetryKind::Throttling));
    assert_eq!(plain(503, ""), Some(RetryKind::Transient));
    assert_eq!(plain(409, ""), None);
    let aws = |status, headers: &[&str]| {
        let error = answer(&GetThingInput::new(), status, headers, "").unwrap_err();
        error.service().map(GetThingError::retry_kind).unwrap()
    };
    assert_eq!(aws(423, &[AWS_IDS[0]]), Some(RetryKind::Throttling));
    assert_eq!(aws(423, &[]), None);
    let by_status = answer(&by_status::ReadInput::new(), 400, &[], "").unwrap_err();
    let Some(by_status::ReadError::Common(common)) = by_status.service() else {
        panic!("{by_status}")
    };
    assert_eq!(common.retry_kind(), Some(RetryKind::Transient));
    assert!(by_status.is_retryable());
}

#[test]
fn an_operation_without_any_error_gives_the_unknown_one() {
    let error = answer(&PingInput::new(), 404, &[], "nothing here").unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.message(), Some("nothing here"));
}

#[test]
fn the_body_of_an_error_with_a_sensitive_member_is_never_its_message() {
    let leak = |headers: &[&str], body| {
        let error = answer(&GetThingInput::new(), 451, headers, body).unwrap_err();
        (
            error.message().map(str::to_owned),
            format!("{error} {error:?}"),
        )
    };
    let (message, shown) = leak(&[AWS_IDS[0]], r#"{"key":"k-12345678","more":1}"#);
    assert_eq!(message, None);
    assert!(!shown.contains("k-12345678"), "{shown}");
    let (message, shown) = leak(
        &["x-amzn-errortype: KeyLeaked"],
        r#"{"key":"k-12345678","Message":"oh"}"#,
    );
    assert_eq!(message.as_deref(), Some("oh"));
    assert!(!shown.contains("k-12345678"), "{shown}");
}

#[test]
fn what_may_be_an_error_with_a_sensitive_member_is_not_shown_either() {
    for (status, headers, body) in [
        (451, &[][..], r#"{"key":"k-12345678","code":"KeyLeake"#),
        (
            451,
            &["x-amzn-errortype: KeyLeaked2"],
            r#"{"key":"k-12345678"}"#,
        ),
        (500, &[], r#"{"error":{"key":"k-12345678"}}"#),
        (404, &["x-amzn-requestid: 1"], r#"{"key":"k-12345678"}"#),
        (500, &[], r#"{"detail":"k-12345678"}"#),
    ] {
        let error = answer(&GetThingInput::new(), status, headers, body).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            error.message().is_none() && !shown.contains("k-12345678"),
            "{shown}"
        );
    }
    // An operation that has no such error shows the body.
    let error = answer(&DeleteThingInput::new(), 500, &[], r#"{"key":"k"}"#).unwrap_err();
    assert_eq!(error.message(), Some(r#"{"key":"k"}"#));
}

#[test]
fn a_sensitive_member_is_not_the_message_wherever_a_message_may_stand() {
    for body in [
        r#"{"message":"k-12345678"}"#,
        r#"{"detail":"k-12345678"}"#,
        r#"{"x":"k-12345678"}"#,
    ] {
        let error = answer(
            &GetThingInput::new(),
            452,
            &["x-amzn-errortype: Told"],
            body,
        )
        .unwrap_err();
        assert_eq!(
            (error.code(), error.message()),
            (Some("Told"), None),
            "{body}"
        );
        let shown = format!("{error} {error:?} {error:#?}");
        assert!(!shown.contains("k-12345678"), "{shown}");
        let Some(GetThingError::Told(told)) = error.service() else {
            panic!("{error}")
        };
        let secret = told
            .message
            .as_ref()
            .or(told.about.as_ref())
            .map(|secret| secret.expose_secret().len());
        assert_eq!(secret, (!body.contains("\"x\"")).then_some(10), "{body}");
    }
}
