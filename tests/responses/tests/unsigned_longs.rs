//! Whole numbers up to 2^64 - 1.

#![cfg(test)]

use restsmith_responses::{
    answer,
    plain::{CountInput, CountOutput},
    runtime::{Endpoint, Operation},
};

fn read(header: &str, body: &str) -> Result<CountOutput, String> {
    answer(
        &CountInput::new(1),
        200,
        &[&format!("x-last: {header}")],
        body,
    )
    .map_err(|error| error.to_string())
}

#[test]
fn an_unsigned_long_is_sent_with_all_of_its_digits() {
    let mut input = CountInput::new(u64::MAX);
    input.from = Some(0);
    input.last = Some(9_007_199_254_740_993);
    input.next = Some(u64::MAX - 1);
    let endpoint = Endpoint::parse("https://h").unwrap();
    let request = input.request(&endpoint).unwrap();
    assert_eq!(
        request.uri(),
        "https://h/counts/18446744073709551615?from=0"
    );
    assert_eq!(request.headers()["x-last"], "9007199254740993");
    let (_, body) = request.into_parts();
    let body = body.into_bytes().unwrap();
    assert_eq!(body, r#"{"next":18446744073709551614}"#);
}

#[test]
fn an_unsigned_long_is_read_exactly_in_any_notation() {
    for (digits, number) in [
        ("0", 0),
        ("-0", 0),
        ("9223372036854775808", 1 << 63),
        ("18446744073709551615", u64::MAX),
        ("18446744073709551615.0", u64::MAX),
        ("1e3", 1000),
        ("1.8446744073709550e19", 18_446_744_073_709_549_568),
    ] {
        let body = format!(r#"{{"count": {digits}, "counts": [{digits}], "secret": {digits}}}"#);
        let output = read("18446744073709551615", &body).unwrap();
        assert_eq!(output.count, Some(number), "{digits}");
        assert_eq!(output.counts, Some(vec![number]), "{digits}");
        assert_eq!(*output.secret.unwrap().expose(), number, "{digits}");
        assert_eq!(output.last, Some(u64::MAX));
        assert_eq!(output.status, Some(200));
    }
    let output = read("0", r#"{"by_name": {"a": 18446744073709551615}}"#).unwrap();
    assert_eq!(output.by_name.unwrap()["a"], u64::MAX);
    assert_eq!(output.count, Some(u64::MAX));
}

#[test]
fn what_is_no_unsigned_long_is_an_error() {
    for value in [
        "-1",
        "1.5",
        "18446744073709551616",
        "1e20",
        "-1e0",
        r#""1""#,
        "true",
        "[]",
    ] {
        let error = read("1", &format!(r#"{{"count": {value}}}"#)).unwrap_err();
        assert!(error.contains(": count: "), "{value}: {error}");
    }
    let error = read("1", r#"{"counts": [1, -2]}"#).unwrap_err();
    assert!(
        error.contains("the number is negative, has a fraction, or is too large"),
        "{error}"
    );
    for header in ["-1", "1.0", "18446744073709551616", "one"] {
        assert!(read(header, "{}").is_err(), "{header}");
    }
}
