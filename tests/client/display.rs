//! The text of an error says all there is to know, and its methods agree with it.

use std::{error::Error as _, io, time::Duration};

use http::Response;
use identity_center::{
    portal::{self, LogoutError, LogoutInput},
    runtime::{
        Body, Error, ErrorKind, HttpRequest, Operation, TransportError, TransportErrorKind,
        blocking::HttpClient,
    },
};
use restsmith_tests::Logout;

fn answer(status: u16, code: Option<&str>, body: &str) -> Error<LogoutError> {
    let mut response = Response::builder().status(status);
    if let Some(code) = code {
        response = response.header("x-amzn-errortype", code);
    }
    LogoutInput::new("token")
        .response(response.body(Body::from(body.to_owned())).unwrap())
        .unwrap_err()
}

/// A transport that fails.
#[derive(Debug)]
struct Failing(TransportErrorKind, Option<io::ErrorKind>);

impl HttpClient for Failing {
    fn send(&self, _: HttpRequest) -> Result<Response<Body>, TransportError> {
        Err(match self.1 {
            Some(cause) => TransportError::with_cause(self.0, Middle(cause.into())),
            None => TransportError::new(self.0),
        })
    }
}

/// An error between a transport's and the cause.
#[derive(Debug)]
struct Middle(io::Error);

impl std::fmt::Display for Middle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("in the middle")
    }
}

impl std::error::Error for Middle {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

fn failing(kind: TransportErrorKind, cause: Option<io::ErrorKind>) -> Error<LogoutError> {
    let builder = portal::blocking::Client::builder().endpoint_url("http://localhost");
    builder
        .build_with(Failing(kind, cause))
        .unwrap()
        .logout(LogoutInput::new("token"))
        .unwrap_err()
}

#[test]
fn an_answer_of_the_service_is_shown_with_all_that_it_says() {
    for (status, headers, body, text) in [
        (
            401,
            &[
                "x-amzn-errortype: UnauthorizedException:http://h/",
                "x-amzn-requestid: 1-2",
            ][..],
            r#"{"message":"Session token not found or invalid"}"#,
            "UnauthorizedException (HTTP 401): Session token not found or invalid (request id 1-2)",
        ),
        (
            401,
            &["x-amz-request-id: 3"],
            "",
            "UnauthorizedException (HTTP 401) (request id 3)",
        ),
        (
            429,
            &["x-amz-request-id: 3"],
            "",
            "TooManyRequestsException (HTTP 429) (request id 3)",
        ),
        (
            400,
            &["x-amz-request-id: 3"],
            "{}",
            "InvalidRequestException (HTTP 400) (request id 3)",
        ),
        (
            401,
            &["www-authenticate: NTLM"],
            "",
            "HTTP 401 Unauthorized",
        ),
        (
            401,
            &[],
            r#"{"detail":"d","title":"t"}"#,
            "HTTP 401 Unauthorized: d",
        ),
        (
            403,
            &[],
            r#"{"__type":"x#AccessDeniedException","Message":"No"}"#,
            "AccessDeniedException (HTTP 403): No",
        ),
        (
            418,
            &[],
            r#"{"Code":"New","errorMessage":"m"}"#,
            "New (HTTP 418): m",
        ),
        (
            502,
            &["x-amzn-requestid: id"],
            "Bad Gateway",
            "HTTP 502 Bad Gateway: Bad Gateway (request id id)",
        ),
        (
            302,
            &["location: http://elsewhere/a?b=c"],
            "",
            "a redirect to http://elsewhere/a, which isn't followed (HTTP 302)",
        ),
        (
            304,
            &["location: http://elsewhere"],
            "",
            "HTTP 304 Not Modified",
        ),
    ] {
        for (client, outcome) in Logout::default().respond(status, headers, body) {
            let error = outcome.expect_err(client);
            assert_eq!(
                error.to_string(),
                format!("Logout failed: {text}"),
                "{client}"
            );
            assert_eq!(error.operation(), "Logout");
            assert_eq!(error.service().unwrap().to_string(), text, "{client}");
            assert!(error.source().is_none());
            let ErrorKind::Service(service) = error.into_kind() else {
                panic!("{client}")
            };
            assert_eq!(service.to_string(), text, "{client}");
        }
    }
}

#[test]
fn each_variant_is_shown_like_the_whole() {
    let text = "UnauthorizedException (HTTP 401): m";
    let error = answer(401, Some("UnauthorizedException"), r#"{"message":"m"}"#);
    let Some(LogoutError::UnauthorizedException(declared)) = error.service() else {
        panic!("{error:?}")
    };
    assert_eq!(declared.to_string(), text);

    let error = answer(403, Some("NotAuthorized"), r#"{"message":"m"}"#);
    let Some(LogoutError::Common(common)) = error.service() else {
        panic!("{error:?}")
    };
    assert_eq!(common.to_string(), "NotAuthorized (HTTP 403): m");

    let error = answer(418, Some("New"), r#"{"message":"m"}"#);
    let Some(LogoutError::Unknown(unknown)) = error.service() else {
        panic!("{error:?}")
    };
    assert_eq!(unknown.to_string(), "New (HTTP 418): m");
}

#[test]
fn a_server_can_not_write_the_lines_of_a_log() {
    let error = answer(
        418,
        None,
        r#"{"code":"A\r\nB","message":"m\n2026 INFO ok\u001b[31m\u0085\u007f\t."}"#,
    );
    assert_eq!(
        error.to_string(),
        "Logout failed: A  B (HTTP 418): m 2026 INFO ok [31m   ."
    );
    assert_eq!(
        error.message(),
        Some("m\n2026 INFO ok\u{1b}[31m\u{85}\u{7f}\t.")
    );
}

#[test]
fn a_transport_error_is_shown_with_its_cause() {
    let after = Duration::from_millis(3_100);
    for (kind, text) in [
        (TransportErrorKind::Connect, "no connection to the service"),
        (
            TransportErrorKind::ConnectTimeout(after),
            "no connection to the service within 3.1s",
        ),
        (
            TransportErrorKind::AttemptTimeout(after),
            "no complete response within 3.1s",
        ),
        (
            TransportErrorKind::Io,
            "the connection broke before the response was complete",
        ),
        (
            TransportErrorKind::Protocol,
            "the response is not valid HTTP",
        ),
        (
            TransportErrorKind::HeadersTooLarge,
            "the headers of the response are too large or too many",
        ),
    ] {
        let error = failing(kind, None);
        assert_eq!(error.to_string(), format!("Logout failed: {text}"));
        assert!(error.source().is_none());

        let error = failing(kind, Some(io::ErrorKind::ConnectionReset));
        assert_eq!(
            error.to_string(),
            format!("Logout failed: {text}: connection reset")
        );
        assert!(error.source().is_none());
        let ErrorKind::Transport(transport) = error.kind() else {
            panic!("{error:?}")
        };
        let middle = transport.cause().unwrap();
        assert_eq!(middle.to_string(), "in the middle");
        let cause = middle
            .source()
            .unwrap()
            .downcast_ref::<io::Error>()
            .unwrap();
        assert_eq!(cause.kind(), io::ErrorKind::ConnectionReset);

        let is_final = matches!(
            kind,
            TransportErrorKind::Protocol | TransportErrorKind::HeadersTooLarge
        );
        assert_eq!(error.is_retryable(), !is_final);
        assert_eq!(
            (
                error.status(),
                error.code(),
                error.message(),
                error.request_id()
            ),
            (None, None, None, None)
        );
        assert!(error.service().is_none());
    }
}

#[test]
fn a_status_of_overload_or_failure_may_be_retried() {
    for (status, is_retryable) in [
        (302, false),
        (400, false),
        (401, false),
        (403, false),
        (404, false),
        (408, true),
        (409, false),
        (413, false),
        (429, true),
        (500, true),
        (501, false),
        (502, true),
        (503, true),
        (504, true),
        (505, false),
    ] {
        for code in [None, Some("UnauthorizedException"), Some("New")] {
            assert_eq!(
                answer(status, code, "").is_retryable(),
                is_retryable,
                "{status} {code:?}"
            );
        }
    }
}

#[test]
fn a_code_of_throttling_or_timeout_may_be_retried() {
    for code in [
        "TooManyRequestsException",
        "ThrottlingException",
        "Throttling",
        "ThrottledException",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "SlowDownException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "LimitExceededException",
        "RequestLimitExceeded",
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "TransactionInProgressException",
        "RequestTimeout",
        "RequestTimeoutException",
    ] {
        assert!(answer(400, Some(code), "").is_retryable(), "{code}");
    }
    for code in [
        "InvalidRequestException",
        "UnauthorizedException",
        "InternalFailure",
        "slowdown",
        "New",
    ] {
        assert!(!answer(400, Some(code), "").is_retryable(), "{code}");
    }
}
