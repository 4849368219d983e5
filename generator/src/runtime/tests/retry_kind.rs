use http::Response;

use crate::runtime::{
    Body, ErrorMeta,
    RetryKind::{self, Throttling, Transient},
    json_error,
};

fn kind(status: u16, code: Option<&str>) -> Option<RetryKind> {
    let mut response = Response::builder().status(status);
    if let Some(code) = code {
        response = response.header("x-amzn-errortype", code);
    }
    RetryKind::of(&ErrorMeta::read(
        &response.body(Body::empty()).unwrap(),
        json_error::FORMAT,
        &|_| {},
    ))
}

#[test]
fn six_statuses_are_retried_whatever_the_code() {
    for status in 300..=599 {
        let expected = match status {
            429 => Some(Throttling),
            408 | 500 | 502 | 503 | 504 => Some(Transient),
            _ => None,
        };
        assert_eq!(kind(status, None), expected, "{status}");
        assert_eq!(kind(status, Some("ValidationError")), expected, "{status}");
    }
}

#[test]
fn the_throttling_codes_are_retried_whatever_the_status() {
    let codes = [
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
    ];
    for code in codes {
        for status in [400, 403, 429, 500, 503] {
            assert_eq!(
                kind(status, Some(code)),
                Some(Throttling),
                "{status} {code}"
            );
        }
        assert_eq!(
            kind(
                400,
                Some(&format!("aws.example#{code}:https://example.com/"))
            ),
            Some(Throttling)
        );
    }
}

#[test]
fn the_codes_of_a_timeout_are_retried_whatever_the_status() {
    for code in ["RequestTimeout", "RequestTimeoutException"] {
        for status in [400, 403, 408, 500] {
            assert_eq!(kind(status, Some(code)), Some(Transient), "{status} {code}");
        }
        assert_eq!(kind(429, Some(code)), Some(Throttling), "{code}");
    }
}

#[test]
fn no_other_code_makes_an_answer_worth_a_retry() {
    let codes = [
        "AccessDeniedException",
        "ExpiredTokenException",
        "InternalFailure",
        "InvalidRequestException",
        "RequestAbortedException",
        "ServiceUnavailable",
        "UnauthorizedException",
        "Throttle",
        "throttling",
        "Slow Down",
        "TooManyRequests",
        "XThrottling",
        "RequestTimeoutExceptions",
    ];
    for code in codes {
        assert_eq!(kind(400, Some(code)), None, "{code}");
        assert_eq!(kind(501, Some(code)), None, "{code}");
        assert_eq!(kind(500, Some(code)), Some(Transient), "{code}");
    }
}
