//! Errors by status code, by a range of status codes and by default, and their bodies.

#![cfg(test)]

use restsmith_responses::{
    answer,
    ranges::{
        CheckError, CheckInput, CommonError, ReadError, ReadInput,
        error::{ClientError, Limited, NotFound, Other, Unauthorized},
    },
    runtime::{ErrorMeta, RetryKind},
};

fn read(status: u16, headers: &[&str], body: &str) -> ReadError {
    let error = answer(&ReadInput::new(), status, headers, body).unwrap_err();
    error.service().unwrap().clone()
}

fn check(status: u16, body: &str) -> CheckError {
    let error = answer(&CheckInput::new(), status, &[], body).unwrap_err();
    error.service().unwrap().clone()
}

/// The status code, the code and the message.
fn said(meta: &ErrorMeta) -> (u16, Option<&str>, Option<&str>) {
    (meta.status().as_u16(), meta.code(), meta.message())
}

#[test]
fn one_status_goes_before_a_range_and_a_range_before_the_default() {
    for (status, variant) in [
        (404, "NotFound(NotFound {"),
        (400, "ClientError(ClientError {"),
        (499, "ClientError(ClientError {"),
        (500, "Common(ServerError("),
        (599, "Common(ServerError("),
        (304, "Other(Other {"),
        (600, "Other(Other {"),
        (401, "Common(Unauthorized(Unauthorized {"),
        (429, "Common(Limited(Limited {"),
    ] {
        let error = format!("{:?}", read(status, &[], "{}"));
        assert!(error.starts_with(variant), "{status}: {error}");
    }
}

#[test]
fn without_listed_errors_common_ones_and_unknown_remain() {
    for (status, variant) in [
        (401, "Common(Unauthorized(Unauthorized {"),
        (503, "Common(ServerError("),
        (404, "Unknown("),
    ] {
        let error = format!("{:?}", check(status, "{}"));
        assert!(error.starts_with(variant), "{status}: {error}");
    }
}

#[test]
fn the_variant_holds_the_body_and_headers_whatever_the_code_in_it_is() {
    let body = r#"{"code":40401,"detail":"no such book","secret":"s3cret"}"#;
    let ReadError::NotFound(NotFound {
        body: Some(problem),
        trace,
        ..
    }) = read(404, &["x-trace: t-1"], body)
    else {
        panic!("it has a body");
    };
    assert_eq!(
        (problem.code, problem.detail.as_deref(), trace.as_deref()),
        (Some(40401), Some("no such book"), Some("t-1"))
    );
    let ReadError::Common(CommonError::Unauthorized(Unauthorized {
        body: Some(problem),
        ..
    })) = read(401, &[], r#"{"code":1,"detail":"who?"}"#)
    else {
        panic!("it has a body");
    };
    assert_eq!(problem.detail.as_deref(), Some("who?"));
    let ReadError::Common(CommonError::Limited(Limited { seconds, .. })) =
        read(429, &[], r#"{"seconds":7}"#)
    else {
        panic!("it is limited");
    };
    assert_eq!(seconds, Some(7));
    let ReadError::Other(Other { body, .. }) = read(302, &[], r#"["a","b"]"#) else {
        panic!("it is another");
    };
    assert_eq!(body.unwrap(), ["a", "b"]);
}

#[test]
fn code_and_message_are_read_where_the_spec_says() {
    let body = r#"{"code":"outer","message":"outer","fault":{"reason":"gone"},"faults":[{"text":"It is gone."},{"text":"no"}]}"#;
    let error = read(404, &[], body);
    let ReadError::NotFound(not_found) = &error else {
        panic!("the status decides");
    };
    assert_eq!(
        said(not_found.meta()),
        (404, Some("gone"), Some("It is gone."))
    );
    for (code, expected) in [
        (r#"{"fault":{"reason":40401}}"#, Some("40401")),
        (r#"{"fault":{"reason":"a","reason":"b"}}"#, Some("b")),
        // What is cut off may be another number.
        (r#"{"fault":{"reason":40"#, Some("NotFound")),
        (r#"{"fault":{"reason":"gone""#, Some("gone")),
        (r#"{"fault":{"reason":null}}"#, Some("NotFound")),
        (
            r#"{"fault":{"reason":{"reason":"deep"}}}"#,
            Some("NotFound"),
        ),
        (r#"{"fault":[{"reason":"in a list"}]}"#, Some("NotFound")),
        (r#"{"fault":"text","code":"outer"}"#, Some("NotFound")),
        ("[]", Some("NotFound")),
        ("", Some("NotFound")),
    ] {
        let error = read(404, &[], code);
        let ReadError::NotFound(not_found) = &error else {
            panic!("the status decides");
        };
        assert_eq!(not_found.meta().code(), expected, "{code}");
    }
}

#[test]
fn the_usual_places_of_the_message_follow_that_of_the_spec() {
    for (body, message) in [
        (r#"{"faults":[],"detail":"d"}"#, Some("d")),
        (r#"{"faults":[{"text":" "}],"detail":"d"}"#, Some("d")),
        (r#"{"faults":{"text":"t"},"message":"m"}"#, Some("m")),
        (r#"{"faults":[{"text":12}]}"#, Some("12")),
    ] {
        let ReadError::Other(other) = read(305, &[], body) else {
            panic!("it is another");
        };
        assert_eq!(other.meta().message(), message, "{body}");
    }
}

#[test]
fn a_body_that_does_not_fit_hides_neither_the_variant_nor_the_metadata() {
    for (body, expected) in [
        ("<html>", None),
        (r#"["a list"]"#, None),
        (r#"{"code":"text instead of a number"}"#, Some((None, None))),
        (r#"{"detail":{},"code":1}"#, Some((Some(1), None))),
    ] {
        let ReadError::ClientError(ClientError { body: problem, .. }) = read(422, &[], body) else {
            panic!("the status decides");
        };
        let read = problem.map(|problem| (problem.code, problem.detail));
        assert_eq!(read, expected, "{body}");
    }
    let ReadError::ClientError(error) = read(
        422,
        &[],
        r#"{"code":[],"fault":{"reason":"c"},"faults":[{"text":"t"}]}"#,
    ) else {
        panic!("the status decides");
    };
    assert_eq!(said(error.meta()), (422, Some("c"), Some("t")));
}

#[test]
fn what_a_range_says_of_retries_holds_for_each_status_in_it() {
    let ReadError::Common(CommonError::ServerError(meta)) = read(501, &[], "") else {
        panic!("it is the server's");
    };
    assert_eq!(meta.retry_kind(), Some(RetryKind::Transient));
}

#[test]
fn a_secret_in_a_body_is_shown_nowhere() {
    let error = read(404, &[], r#"{"secret":"s3cret","other":"s3cret"}"#);
    let shown = format!("{error:?} {error}");
    assert!(!shown.contains("s3cret"), "{shown}");
}

#[test]
fn a_code_at_a_path_is_taken_as_it_is() {
    let url = "https://ranges.example.com/errors#odd";
    let body = format!(r#"{{"fault":{{"reason":" {url} "}}}}"#);
    let ReadError::Odd(odd) = read(409, &[], &body) else {
        panic!("the code tells it from the other one");
    };
    assert_eq!(odd.meta().code(), Some(url));
}

#[test]
fn a_secret_where_the_code_or_the_message_is_is_shown_nowhere() {
    let body = r#"{"fault":{"reason":"s3cret"},"faults":[{"text":"s3cret"}]}"#;
    // The second one may be any of the errors.
    for status in [410, 409] {
        let error = read(status, &[], body);
        let shown = format!("{error:?} {error}");
        assert!(!shown.contains("s3cret"), "{status}: {shown}");
    }
}
