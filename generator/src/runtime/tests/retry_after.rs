use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;

use crate::runtime::RetryAfter;

fn read(headers: &[(&'static str, &[u8])]) -> Option<RetryAfter> {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_bytes(value).unwrap(),
            )
        })
        .collect();
    RetryAfter::read(&headers)
}

fn milliseconds(number: u64) -> RetryAfter {
    RetryAfter::Delay(Duration::from_millis(number))
}

#[test]
fn retry_after_in_seconds_is_read() {
    let cases: [(&str, _); 5] = [
        ("0", milliseconds(0)),
        ("1", milliseconds(1_000)),
        (" 120 ", milliseconds(120_000)),
        ("007", milliseconds(7_000)),
        (
            "18446744073709551615",
            RetryAfter::Delay(Duration::from_secs(u64::MAX)),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(
            read(&[("retry-after", text.as_bytes())]),
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn retry_after_as_a_date_is_read_in_all_forms_of_http() {
    let expected = Some(RetryAfter::Time(
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777),
    ));
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ] {
        assert_eq!(
            read(&[("retry-after", text.as_bytes())]),
            expected,
            "{text}"
        );
    }
}

#[test]
fn what_is_neither_a_number_nor_a_date_says_nothing() {
    let cases: [&[u8]; 9] = [
        b"",
        b"soon",
        b"-1",
        b"1.5",
        b"1e3",
        b"18446744073709551616",
        b"Sun, 32 Nov 1994 08:49:37 GMT",
        b"1994-11-06T08:49:37Z",
        b"\xff",
    ];
    for value in cases {
        assert_eq!(read(&[("retry-after", value)]), None, "{value:?}");
        assert_eq!(read(&[("x-amz-retry-after", value)]), None, "{value:?}");
    }
    assert_eq!(read(&[]), None);
}

#[test]
fn aws_s_own_header_counts_milliseconds_and_goes_first() {
    assert_eq!(
        read(&[("x-amz-retry-after", b"1500")]),
        Some(milliseconds(1_500))
    );
    assert_eq!(
        read(&[("retry-after", b"9"), ("x-amz-retry-after", b"1500")]),
        Some(milliseconds(1_500))
    );
    assert_eq!(
        read(&[("x-amz-retry-after", b"0"), ("retry-after", b"9")]),
        Some(milliseconds(0))
    );
}

#[test]
fn the_other_header_counts_where_aws_s_own_can_not_be_read() {
    for value in ["soon", "", "-1", "Sun, 06 Nov 1994 08:49:37 GMT"] {
        let headers: [(_, &[u8]); 2] = [
            ("x-amz-retry-after", value.as_bytes()),
            ("retry-after", b"9"),
        ];
        assert_eq!(read(&headers), Some(milliseconds(9_000)), "{value}");
    }
}

#[test]
fn a_date_is_as_far_away_as_it_is_and_a_past_one_is_now() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    let second = Duration::from_secs(1);
    let cases = [
        (RetryAfter::Time(now + 30 * second), 30 * second),
        (RetryAfter::Time(now), Duration::ZERO),
        (RetryAfter::Time(now - second), Duration::ZERO),
        (RetryAfter::Time(SystemTime::UNIX_EPOCH), Duration::ZERO),
        (RetryAfter::Delay(second), second),
        (RetryAfter::Delay(Duration::MAX), Duration::MAX),
    ];
    for (after, expected) in cases {
        assert_eq!(after.delay(now), expected, "{after:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_a_server_sends_is_too_much(
        value in prop::collection::vec(prop_oneof![Just(b'\t'), b' '..=b'~', 0x80..=0xff_u8], 0..60),
    ) {
        for name in ["retry-after", "x-amz-retry-after"] {
            let after = read(&[(name, &value)]);
            let _ = after.map(|after| after.delay(SystemTime::now()));
        }
    }

    #[test]
    fn every_number_is_read(number: u64) {
        let text = number.to_string();
        prop_assert_eq!(read(&[("x-amz-retry-after", text.as_bytes())]), Some(milliseconds(number)));
        let seconds = Some(RetryAfter::Delay(Duration::from_secs(number)));
        prop_assert_eq!(read(&[("retry-after", text.as_bytes())]), seconds);
    }
}
