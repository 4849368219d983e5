//! Whatever a server sends: it is read, or it is an error.

use jiff::Timestamp;
use proptest::prelude::*;

use super::family::{Both, Everything, everything, names};
use crate::runtime::{
    Empty, Member,
    codec::json::{reader::JsonReader, writer::JsonWriter},
};

fn read(text: &[u8]) -> Result<Everything, String> {
    let mut value = Everything::empty();
    JsonReader::read(text, &mut value)
        .map(|()| value)
        .map_err(|error| error.to_string())
}

#[test]
fn no_member_takes_a_value_of_each_other_type() {
    let values = [
        "{}",
        "[]",
        "\"text\"",
        "1",
        "true",
        "1.5",
        "-1e400",
        "\"\"",
        "[[]]",
        "{\"a\":{}}",
    ];
    for name in names() {
        let results = values.map(|value| {
            let text = format!("{{{}:{value}}}", serde_json::Value::from(name));
            (value, read(text.as_bytes()))
        });
        let is_any = ["document", "event", "target"].contains(&name);
        assert!(
            is_any || results.iter().any(|(_, result)| result.is_err()),
            "{name}: {results:?}"
        );
        assert!(
            results.iter().any(|(_, result)| result.is_ok()),
            "{name}: {results:?}"
        );
        for (value, result) in results {
            if let Err(error) = result {
                assert!(error.contains("(byte "), "{name}, {value}: {error}");
            }
        }
    }
}

#[test]
fn what_is_nested_too_deeply_is_an_error() {
    let nested =
        |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
    let values = [
        nested("{\"next\":", "}"),
        nested("{\"next\":", ""),
        format!("{{\"document\":{}}}", nested("[", "]")),
        format!("{{\"document\":{}", nested("[", "")),
        format!("{{\"document\":{}}}", nested("{\"a\":", "}")),
        format!("{{\"tree\":{}}}", nested("{\"branch\":", "}")),
        format!(
            "{{\"event\":{}}}",
            nested("{\"next\":", ",\"type\":\"JOINED \\\"twice\\\"\"}")
        ),
        format!("{{\"event\":{}}}", nested("{\"next\":", "")),
        format!("{{\"event\":{}}}", nested("[", "]")),
        format!("{{\"price\":{}}}", nested("{\"a\":", "}")),
        format!("{{\"target\":{}}}", nested("{\"url\":\"a\",\"next\":", "}")),
        format!("{{\"target\":{}", nested("{\"next\":", "")),
        format!("{{\"tree\":{}}}", nested("{\"branches\":[", "]}")),
        format!("{{\"tree\":{{\"unknown\":{}}}}}", nested("[", "]")),
        format!("{{\"of another kind\":{}}}", nested("[", "]")),
        format!("{{\"of another kind\":{}", nested("{\"a\":[", "]}")),
        nested("[", "]"),
    ];
    for text in values {
        assert!(
            read(text.as_bytes()).is_err(),
            "{}",
            text.get(..40).unwrap()
        );
    }
}

#[test]
fn numbers_of_any_size_fit_or_are_errors() {
    let digits = "9".repeat(10_000);
    for member in ["byte", "integer", "long", "size"] {
        for number in [
            &digits,
            &format!("-{digits}"),
            "1e400",
            "1.5",
            "9223372036854775808",
            "-9223372036854775809",
            "-9223372036854775809.0",
            "1e-400",
        ] {
            let result = read(format!("{{\"{member}\":{number}}}").as_bytes());
            assert!(result.is_err() || number == "1e-400", "{member}: {number}");
        }
    }
    assert_eq!(
        read(b"{\"byte\":128}").unwrap_err(),
        read(b"{\"byte\":-129}").unwrap_err()
    );
    let large = "9".repeat(4_000);
    let value =
        read(format!("{{\"number\":{large},\"document\":{large},\"double\":{large}}}").as_bytes());
    let value = value.unwrap();
    assert_eq!(value.number.unwrap().as_str(), large);
    assert_eq!(value.double, Some(f64::INFINITY));
    for member in ["number", "document", "double", "of another kind"] {
        assert!(
            read(format!("{{\"{member}\":{digits}}}").as_bytes()).is_err(),
            "{member}"
        );
    }
    let read = |number: &str| {
        read(format!("{{\"epochSeconds\":{number}}}").as_bytes())
            .unwrap()
            .epoch_seconds
    };
    for (number, nearest) in [
        (&large, Timestamp::MAX),
        (&format!("-{large}"), Timestamp::MIN),
    ] {
        assert_eq!(read(number), Some(nearest));
        assert_eq!(read(&format!("\"{number}\"")), Some(nearest));
    }
}

#[test]
fn a_key_that_is_there_twice_is_an_error() {
    for (text, key, offset) in [
        ("{\"byte\":1,\"string\":\"a\",\"byte\":2}", "byte", 30),
        (
            "{\"string\":null,\"byte\":1,\"string\":\"a\"}",
            "string",
            33,
        ),
        ("{\"next\":{\"byte\":3},\"next\":{}}", "next", 26),
    ] {
        let error = read(text.as_bytes()).unwrap_err();
        assert_eq!(error, format!("{key}: duplicate key (byte {offset})"));
    }
    assert!(read(b"{\"document\":{\"a\":1,\"a\":1}}").is_err());
    // What nobody reads can't be read in two ways.
    assert!(read(b"{\"nobody knows\":1,\"nobody knows\":2}").is_ok());
}

#[test]
fn a_union_with_two_members_is_an_error() {
    assert!(read(b"{\"tree\":{\"leaf\":\"a\",\"leaf\":\"b\"}}").is_err());
    assert!(read(b"{\"tree\":{\"leaf\":\"a\",\"other\":\"b\"}}").is_err());
    assert!(read(b"{\"tree\":{\"leaf\":\"a\",\"other\":null}}").is_ok());
}

#[test]
fn a_text_that_ends_anywhere_is_an_error() {
    let text = r#"{"boolean":true,"long":-12e1,"string":"a\u00e4\n","blob":"AQI=","httpDate":"Thu, 01 Jan 1970 00:00:00 GMT",
        "document":[1,{"a":null},"b"],"tree":{"branches":[{"leaf":"a"}]},"event":{"next":{},"type":"created"},
        "price":{"a":["1970-01-01T00:00:00Z"]},"target":{"id":5,"url":"a"},"of another kind":[{"b":[false]}]}"#;
    assert!(read(text.as_bytes()).is_ok());
    for length in 1..text.len() {
        assert!(read(&text.as_bytes()[..length]).is_err(), "{length}");
    }
}

#[test]
fn a_required_member_that_is_missing_or_null_is_an_error() {
    let both = |text: &str| {
        let mut both = Both::empty();
        JsonReader::read(text.as_bytes(), &mut both)
            .map(|()| (both.id, both.url))
            .map_err(|error| error.to_string())
    };
    assert_eq!(both(r#"{"url":"u","id":7}"#), Ok((7, "u".to_owned())));
    for (text, error) in [
        (
            r#"{"url":"u"}"#,
            "id: the required member is missing (byte 11)",
        ),
        ("{}", "id: the required member is missing (byte 2)"),
        (
            r#"{"url":null,"id":7}"#,
            "url: the required member is null (byte 7)",
        ),
        (
            r#"{"id":7,"a":{"url":"u"}}"#,
            "url: the required member is missing (byte 24)",
        ),
    ] {
        assert_eq!(both(text).unwrap_err(), error, "{text}");
    }
}

#[test]
fn an_error_has_no_text_of_the_document() {
    for text in [
        r#"{"boolean":"hidden"}"#,
        r#"{"byte":"hidden"}"#,
        r#"{"double":"hidden"}"#,
        r#"{"number":"hidden"}"#,
        r#"{"blob":"hidden*"}"#,
        r#"{"epochSeconds":"hidden"}"#,
        r#"{"dateTime":"hidden"}"#,
        r#"{"httpDate":"hidden"}"#,
        r#"{"size":"hidden"}"#,
        r#"{"collections":{"hidden":"hidden"}}"#,
        r#"{"collections":{"lists":{"hidden":"hidden"}}}"#,
        r#"{"tree":{"leaf":"hidden","hidden":"hidden"}}"#,
        r#"{"secret":["hidden"]}"#,
        r#"{"sensitive":"hidden"}"#,
        r#"{"target":{"url":"hidden","id":"hidden"}}"#,
        r#"{"document":{"hidden":1,"hidden":1}}"#,
        r#"{"string":hidden}"#,
        r#"{"string":"hidden\x"}"#,
        r#"{"hidden":"hidden"#,
        r#"{"hidden"}"#,
        r#"{}"hidden""#,
        "hidden",
    ] {
        let error = read(text.as_bytes()).expect_err(text);
        assert!(!error.contains("hidden"), "{error}");
    }
}

#[test]
fn text_that_is_no_utf_8_is_an_error() {
    for bytes in [
        &b"\xff"[..],
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xc0\xaf",
    ] {
        for (before, after) in [
            ("{\"string\":\"", "\"}"),
            ("{\"", "\":1}"),
            ("{\"colour\":\"", "\"}"),
        ] {
            let text = [before.as_bytes(), bytes, after.as_bytes()].concat();
            assert!(read(&text).is_err(), "{text:?}");
        }
    }
    // Half a surrogate pair is no character either.
    assert!(read(br#"{"string":"\ud800"}"#).is_err());
    assert!(read(br#"{"string":"\udc00\ud800"}"#).is_err());
}

#[test]
fn what_is_no_json_is_an_error() {
    let texts = [
        "{",
        "}",
        "{\"byte\"",
        "{\"byte\":",
        "{\"byte\":1",
        "{\"byte\":1,}",
        "{\"byte\":1}}",
        "{\"byte\":1} 1",
        "{byte:1}",
        "{'byte':1}",
        "{\"byte\":01}",
        "{\"byte\":+1}",
        "{\"double\":NaN}",
        "{\"double\":Infinity}",
        "{\"double\":.5}",
        "{\"double\":1.}",
        "{\"double\":1e}",
        "{\"boolean\":True}",
        "{\"string\":\"\n\"}",
        "{\"string\":\"\\x\"}",
        "{\"string\":\"",
        "[1]",
        "1",
        "\"text\"",
        "{}\u{feff}",
        "\u{feff}\u{feff}{}",
        "nul",
        "null",
        "{\"blob\":\"a\"}",
        "{\"blob\":\"*\"}",
        "{\"httpDate\":\"yesterday\"}",
        "{\"epochSeconds\":\"NaN\"}",
        "\0",
    ];
    for text in texts {
        assert!(read(text.as_bytes()).is_err(), "{text}");
    }
    for text in [
        "",
        " ",
        "{}",
        "\u{feff}{}",
        " {} ",
        "{\"byte\":null}",
        "{\"double\":\"NaN\"}",
    ] {
        assert!(read(text.as_bytes()).is_ok(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_an_error(bytes in any::<Vec<u8>>()) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_text_that_was_damaged_is_read_or_an_error(
        value in everything(),
        position in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut text = JsonWriter::write(&Member::ROOT, &value).unwrap().into_bytes();
        let position = position.index(text.len());
        text[position] = byte;
        let _ = read(&text);
        text.truncate(cut.index(text.len() + 1));
        let _ = read(&text);
    }
}
