//! Dates without a time.

#![cfg(test)]

use jiff::civil::{Date, date};
use restsmith_responses::{
    answer,
    plain::{DayInput, DayOutput},
    runtime::{Endpoint, Operation},
};

fn read(header: &str, body: &str) -> Result<DayOutput, String> {
    let input = DayInput::new(date(2026, 11, 26));
    answer(&input, 200, &[&format!("x-last: {header}")], body).map_err(|error| error.to_string())
}

#[test]
fn a_date_is_sent_as_year_month_and_day() {
    let mut input = DayInput::new(date(2026, 1, 2));
    input.from = Some(date(1, 2, 3));
    input.last = Some(date(9999, 12, 31));
    input.next = Some(Date::default());
    let endpoint = Endpoint::parse("https://h").unwrap();
    let request = input.request(&endpoint).unwrap();
    assert_eq!(request.uri(), "https://h/days/2026-01-02?from=0001-02-03");
    assert_eq!(request.headers()["x-last"], "9999-12-31");
    let (_, body) = request.into_parts();
    let body = body.into_bytes().unwrap();
    assert_eq!(body, r#"{"next":"0000-01-01"}"#);
}

#[test]
fn a_date_is_read_from_a_body_and_a_header() {
    let output = read("2024-02-29", r#"{"day": "2000-12-31"}"#).unwrap();
    assert_eq!(output.day, Some(date(2000, 12, 31)));
    assert_eq!(output.last, Some(date(2024, 2, 29)));
}

#[test]
fn a_time_after_a_date_is_left_out() {
    for text in [
        "2024-02-29T23:59:60Z",
        "2024-02-29t00:00",
        "2024-02-29 01:02:03",
        " 2024-02-29 ",
    ] {
        let output = read(text, &format!(r#"{{"day": "{text}"}}"#)).unwrap();
        let expected = Some(date(2024, 2, 29));
        assert_eq!((output.day, output.last), (expected, expected), "{text}");
    }
}

#[test]
fn what_is_no_date_is_an_error() {
    for value in [
        r#""2023-02-29""#,
        r#""29.2.2024""#,
        r#""""#,
        r#""2024-02""#,
        "20240229",
        "true",
        "[]",
    ] {
        let error = read("2024-02-29", &format!(r#"{{"day": {value}}}"#)).unwrap_err();
        assert!(
            error.contains("day") && error.contains("a date"),
            "{value}: {error}"
        );
    }
    assert!(read("yesterday", "{}").is_err());
}
