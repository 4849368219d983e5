//! Labels that are a part of a segment.

#![cfg(test)]

use restsmith_requests::{
    paths::{CompareInput, ReadAccountInput, ReadDayInput, ReadHiddenInput},
    refused,
    runtime::InputError,
    sent,
};

#[test]
fn text_stands_around_labels() {
    assert_eq!(
        sent(&CompareInput::new("a", "main", "next")),
        "GET /repos/a/compare/main...next"
    );
    assert_eq!(
        sent(&ReadAccountInput::new("AC1")),
        "GET /Accounts/AC1.json?full=true"
    );
    let day = "2026-01-02T03:04:05Z".parse().unwrap();
    assert_eq!(
        sent(&ReadDayInput::new(day)),
        "GET /log-2026-01-02T03%3A04%3A05Z:3/end"
    );
    assert_eq!(
        sent(&ReadDayInput::new(day).level(-1)),
        "GET /log-2026-01-02T03%3A04%3A05Z:-1/end"
    );
}

#[test]
fn values_are_percent_encoded_as_in_whole_segments() {
    assert_eq!(
        sent(&CompareInput::new("é", "a/b?c#d", "e f%2F...[&=+]~")),
        "GET /repos/%C3%A9/compare/a%2Fb%3Fc%23d...e%20f%252F...%5B%26%3D%2B%5D~"
    );
}

#[test]
fn no_value_makes_a_segment_that_is_removed() {
    let empty = InputError::Empty { member: "head" };
    assert_eq!(refused(&CompareInput::new("a", "main", "")), empty);
    for dots in [".", ".."] {
        let dot_segment = InputError::DotSegment { member: "name" };
        assert_eq!(refused(&ReadHiddenInput::new(dots)), dot_segment);
    }
    assert_eq!(sent(&ReadHiddenInput::new("env")), "GET /.env");
    assert_eq!(
        sent(&CompareInput::new("a", "...", "x")),
        "GET /repos/a/compare/......x"
    );
}
