//! Times at the ends of the calendar, without a zone, and in any of HTTP's forms.

#![cfg(test)]

use jiff::Timestamp;
use restsmith_responses::{
    answer,
    plain::{ChangeError, ChangeInput, ChangeOutput},
    runtime::{ErrorKind, RetryAfter, ServiceError},
};

fn success(headers: &[&str], changed: &str) -> Result<ChangeOutput, String> {
    let body = format!(r#"{{"id":"1","owner":{{"name":"a"}},"changed":{changed},"others":[]}}"#);
    let headers = [&["etag: v1"], headers].concat();
    answer(&ChangeInput::new("1"), 200, &headers, body).map_err(|error| error.to_string())
}

/// A time as it is read from a body, from a header and in an error; all must agree.
fn time(text: &str) -> Option<Timestamp> {
    let quoted = format!("\"{text}\"");
    let in_body = success(&[], &quoted)
        .ok()
        .map(|output| output.changed.unwrap());
    let header = format!("expires: {text}");
    let in_header = success(&[&header], "null")
        .ok()
        .map(|output| output.expires.unwrap());
    assert_eq!(in_body, in_header, "{text}");
    let (header, body) = (
        format!("x-since: {text}"),
        format!(r#"{{"at":{quoted},"day":{quoted},"count":7}}"#),
    );
    let error = answer(&ChangeInput::new("1"), 409, &[&header], body).unwrap_err();
    let ErrorKind::Service(ChangeError::Conflict(error)) = error.into_kind() else {
        panic!("{text}")
    };
    assert_eq!(
        (error.at, error.day, error.since, error.count),
        (in_body, in_body, in_body, Some(7)),
        "{text}"
    );
    in_body
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn the_end_of_the_calendar_is_the_last_timestamp_that_there_is() {
    for never in [
        "253402300799",
        "2.53402300799E11",
        "253402300799.999",
        "253402214400",
        "253402300800",
        "9999999999999",
        "9223372036854775807",
        "99999999999999999999999999",
        "1e300",
        "1e400",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999999999+00:00",
        "9999-12-31T00:00:00-12:00",
        "9999-12-31",
        "+10000-01-01T00:00:00Z",
        "+275760-09-13T00:00:00.000Z",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Fri, 31 Dec 9999 23:59:59.999 GMT",
        "Fri Dec 31 23:59:59 9999",
    ] {
        assert_eq!(time(never), Some(Timestamp::MAX), "{never}");
    }
    for number in [
        "253402300799",
        "2.53402300799E11",
        "9223372036854775807",
        "1e400",
    ] {
        assert_eq!(
            success(&[], number).unwrap().changed,
            Some(Timestamp::MAX),
            "{number}"
        );
    }
    for before in [
        "-9223372036854775808",
        "-1e400",
        "-99999999999999999999",
        "-271821-04-20T00:00:00Z",
    ] {
        assert_eq!(time(before), Some(Timestamp::MIN), "{before}");
    }
}

#[test]
fn what_is_just_in_the_calendar_is_exact() {
    for (text, expected) in [
        ("253402207200", "9999-12-30T22:00:00Z"),
        ("9999-12-30T21:59:59.5Z", "9999-12-30T21:59:59.5Z"),
        ("Thu, 30 Dec 9999 21:59:59 GMT", "9999-12-30T21:59:59Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        ("-62135596800", "0001-01-01T00:00:00Z"),
        ("-0.5", "1969-12-31T23:59:59.5Z"),
        ("Mon, 01 Jan 0001 00:00:00 GMT", "0001-01-01T00:00:00Z"),
        ("Sun, 29 Feb 2032 12:00:00 GMT", "2032-02-29T12:00:00Z"),
        ("Tue, 29 Feb 2000 00:00:00 GMT", "2000-02-29T00:00:00Z"),
    ] {
        assert_eq!(time(text), Some(instant(expected)), "{text}");
    }
}

#[test]
fn a_time_without_a_zone_is_in_utc() {
    for (text, expected) in [
        ("2026-03-04T05:06:07.089123", "2026-03-04T05:06:07.089123Z"),
        (
            "2026-03-04T05:06:07.089123456789",
            "2026-03-04T05:06:07.089123456Z",
        ),
        (
            "2026-03-04T05:06:07.0891234567+01:00",
            "2026-03-04T04:06:07.089123456Z",
        ),
        ("2026-03-04T05:06:07", "2026-03-04T05:06:07Z"),
        ("2026-03-04 05:06:07", "2026-03-04T05:06:07Z"),
        ("2026-03-04T05:06", "2026-03-04T05:06:00Z"),
        ("2026-03-04", "2026-03-04T00:00:00Z"),
        ("20260304T050607", "2026-03-04T05:06:07Z"),
        ("2026-03-04T05:06:07+02:00", "2026-03-04T03:06:07Z"),
        ("2026-03-04t05:06:07z", "2026-03-04T05:06:07Z"),
        ("2026-03-04T23:59:60Z", "2026-03-04T23:59:59Z"),
    ] {
        assert_eq!(time(text), Some(instant(expected)), "{text}");
    }
    for text in [
        "2026-03-04T05:06:07[Europe/Berlin]",
        "2026-02-30T00:00:00",
        "2026-03-04T25:00:00",
        "05:06:07",
    ] {
        assert_eq!(time(text), None, "{text}");
    }
}

#[test]
fn all_forms_of_a_date_of_http_are_read_and_the_day_of_the_week_is_not_looked_at() {
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Friday, 06-Nov-94 08:49:37 GMT",
        "Tue Nov  6 08:49:37 1994",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "sun, 06 nov 1994 08:49:37 gmt",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
    ] {
        assert_eq!(time(text), Some(instant("1994-11-06T08:49:37Z")), "{text}");
    }
    assert_eq!(
        time("Sun, 06 Nov 1994 08:49:37.25 GMT"),
        Some(instant("1994-11-06T08:49:37.25Z"))
    );
    assert_eq!(
        time("Sunday, 06-Nov-69 08:49:37 GMT"),
        Some(instant("2069-11-06T08:49:37Z"))
    );
    for text in [
        "Sun, 06 Nov 1994 08:49:37 XYZ",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49:37 A",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 GMT GMT",
        "Sunday, 06-Nov-94 08:49:37",
        "Sun Nov  6 08:49:37 1994 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 29 Feb 2100 00:00:00 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT",
        "Sun, 06 Nov 1994 8:49 GMT",
        "NaN",
        "inf",
        "Infinity",
        "1e",
        ".5",
        "- 5",
    ] {
        assert_eq!(time(text), None, "{text}");
    }
}

#[test]
fn retry_after_is_read_in_all_of_them_too() {
    let retry_after = |value: &str| {
        let header = format!("retry-after: {value}");
        let error = answer(&ChangeInput::new("1"), 429, &[&header], "").unwrap_err();
        error.service().unwrap().meta().retry_after()
    };
    let at = |text: &str| {
        Some(RetryAfter::Time(
            text.parse::<Timestamp>().unwrap().try_into().unwrap(),
        ))
    };
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Monday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Wed, 06 Nov 1994 08:49:37 GMT",
    ] {
        assert_eq!(retry_after(text), at("1994-11-06T08:49:37Z"), "{text}");
    }
    assert_eq!(
        retry_after("Wed, 06 Nov 1935 08:49:37 GMT"),
        at("1970-01-01T00:00:00Z")
    );
    assert_eq!(
        retry_after("Fri, 31 Dec 9999 00:00:00 GMT").map(|_| ()),
        Some(())
    );
    for text in ["Sun, 06 Nov 1994 08:49:37 XYZ", "soon", "-5", "1.5"] {
        assert_eq!(retry_after(text), None, "{text}");
    }
}
