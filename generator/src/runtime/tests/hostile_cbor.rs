//! Whatever a server sends as CBOR: it is read, or it is an error.

use proptest::prelude::*;

use super::{
    amounts::{mutations, repetitions},
    family::{Both, Everything, Tree, everything, names},
};
use crate::runtime::{
    Document, Empty, InputError, Member, Number, Value,
    codec::{
        cbor::{reader::CborReader, writer::CborWriter},
        json::writer::JsonWriter,
    },
};

fn read(body: &[u8]) -> Result<Everything, String> {
    let mut value = Everything::empty();
    CborReader::read(body, &mut value)
        .map(|()| value)
        .map_err(|error| error.to_string())
}

fn read_leniently(body: &[u8]) -> Everything {
    let mut value = Everything::empty();
    CborReader::read_error(body, &mut value);
    value
}

fn text(text: &str) -> Vec<u8> {
    CborWriter::write(&Member::ROOT, &text.to_owned()).unwrap()
}

/// A map with one member.
fn with(name: &str, value: &[u8]) -> Vec<u8> {
    [&[0xa1], text(name).as_slice(), value].concat()
}

fn nested(open: &[u8], close: &[u8]) -> Vec<u8> {
    [open.repeat(10_000), close.repeat(10_000)].concat()
}

#[test]
fn no_member_takes_a_value_of_each_other_type() {
    let values: [&[u8]; 12] = [
        b"\xa0",
        b"\x80",
        b"\x64text",
        b"\x01",
        b"\xf5",
        b"\xf9\x3e\x00",
        b"\xfb\xff\xef\xff\xff\xff\xff\xff\xff",
        b"\x60",
        b"\x44abcd",
        b"\x81\x80",
        b"\xa1\x61a\xa0",
        b"\xe0",
    ];
    for name in names() {
        let results = values.map(|value| (value, read(&with(name, value))));
        assert!(
            results.iter().any(|(_, result)| result.is_err()),
            "{name}: {results:?}"
        );
        assert!(
            results.iter().any(|(_, result)| result.is_ok()),
            "{name}: {results:?}"
        );
        for (value, result) in results {
            if let Err(error) = result {
                assert!(error.contains("(byte "), "{name}, {value:?}: {error}");
            }
        }
    }
}

#[test]
fn what_is_nested_too_deeply_is_an_error() {
    let next = with("next", b"");
    let values = [
        nested(&next, b"\xa0"),
        nested(&next, b""),
        nested(&[b"\xbf", &*text("next")].concat(), b"\xff"),
        with("document", &nested(b"\x81", b"\x80")),
        with("document", &nested(b"\x9f", b"\xff")),
        with("document", &nested(b"\xbf\x61a", b"\xff")),
        with("document", &nested(b"\xc6", b"\x00")),
        with("document", &nested(b"\xc2", b"\x40")),
        with("document", &nested(b"\xc4\x82\x00", b"\x00")),
        with("tree", &nested(&with("branch", b""), b"")),
        with("event", &nested(&with("next", b""), b"")),
        with("event", &nested(b"\x81", b"")),
        with("target", &nested(&with("next", b""), b"")),
        with("of another kind", &nested(b"\x81", b"\x80")),
        with("of another kind", &nested(b"\x9f", b"\xff")),
        with("of another kind", &nested(b"\xbf\x61a", b"\xff")),
        with("of another kind", &nested(b"\xbf", b"")),
        with("of another kind", &nested(b"\xc6", b"\x00")),
        with("of another kind", &nested(b"\xc2", b"\x40")),
        nested(b"\xd8\x1d", b"\x00"),
        [nested(b"\xc6", b""), with("byte", b"\x00")].concat(),
    ];
    for body in values {
        let error = read(&body).unwrap_err();
        let is_known = [
            "deeper than 128 levels",
            "ends before",
            "expected",
            "invalid CBOR",
        ]
        .iter()
        .any(|known| error.contains(known));
        assert!(is_known, "{error}");
        let _ = read_leniently(&body);
    }
    let levels = |count: usize| [&[0x81].repeat(count - 1)[..], &[0x80]].concat();
    assert!(read(&with("document", &levels(127))).is_ok());
    assert!(read(&with("document", &levels(128))).is_err());
    assert!(read(&with("of another kind", &levels(127))).is_ok());
    assert!(read(&with("of another kind", &levels(128))).is_err());
    let tags = |count: usize| [&[0xc6].repeat(count)[..], &[0x00]].concat();
    assert!(read(&with("byte", &tags(127))).is_ok());
    assert!(read(&with("byte", &tags(128))).is_err());
}

#[test]
fn a_length_beyond_the_body_is_an_error_before_anything_is_allocated() {
    for length in [
        b"\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\0\0\0\0\x7f\xff\xff\xff",
    ] {
        for head in [0x5b, 0x7b, 0x9b, 0xbb] {
            let value = [&[head], &length[..], b"\x61a"].concat();
            for name in [
                "string",
                "blob",
                "document",
                "collections",
                "of another kind",
            ] {
                assert!(read(&with(name, &value)).is_err(), "{head} {name}");
            }
            assert!(read(&value).is_err(), "{head}");
            let _ = read_leniently(&value);
        }
    }
    let key = [
        b"\xa1\x7b\xff\xff\xff\xff\xff\xff\xff\xff".as_slice(),
        b"a\x01",
    ]
    .concat();
    assert!(read(&key).is_err());
}

#[test]
fn a_number_that_no_reader_takes_is_not_written() {
    let written = |digits: &str| {
        let number: Number = digits.parse().unwrap();
        CborWriter::write(&Member::ROOT, &number)
    };
    // 2^4096 - 1, whose 512 bytes are all 255.
    let bytes = [b"\xc2\x59\x02\x00".as_slice(), &[0xff; 512]].concat();
    let largest = read(&with("number", &bytes)).unwrap().number.unwrap();
    assert_eq!(written(largest.as_str()).unwrap(), bytes);
    for digits in [
        largest.as_str().replacen("104", "105", 1),
        format!("1{largest}"),
        format!("-1{largest}"),
        format!("0.{}", "9".repeat(1_235)),
        "9".repeat(1_000_000),
    ] {
        let error = written(&digits).unwrap_err();
        assert_eq!(error, InputError::Number, "{digits}");
        assert_eq!(
            error.to_string(),
            "a number in the body is too large: it has at most 512 bytes in CBOR, or 1,233 digits"
        );
    }
    assert!(written(&"9".repeat(1_233)).is_ok());
    assert!(written(&format!("0.{}1", "0".repeat(5_000))).is_ok());
}

#[test]
fn a_number_of_too_many_digits_is_an_error() {
    let number = |length: u16| {
        let bytes = vec![0xff; usize::from(length)];
        [b"\xc2\x59", &length.to_be_bytes()[..], &bytes].concat()
    };
    let large = read(&with("number", &number(512))).unwrap().number.unwrap();
    assert_eq!(large.as_str().len(), 1_234);
    for name in ["number", "document", "double", "long", "epochSeconds"] {
        let error = read(&with(name, &number(513))).unwrap_err();
        assert!(error.contains("the number is too large"), "{error}");
    }
    // Nobody reads it.
    assert!(read(&with("of another kind", &number(513))).is_ok());
    for name in ["byte", "integer", "size"] {
        assert!(read(&with(name, &number(9))).is_err(), "{name}");
    }
}

#[test]
fn a_key_that_is_there_twice_is_an_error() {
    let two = |first: &[u8], second: &[u8]| {
        let pairs = [first, second].map(|pair| pair.get(1..).unwrap().to_vec());
        [&[0xa2], &*pairs.concat()].concat()
    };
    let byte = with("byte", b"\x01");
    assert_eq!(
        read(&two(&byte, &byte)).unwrap_err(),
        "byte: duplicate key (byte 12)"
    );
    let null = with("byte", b"\xf6");
    assert_eq!(
        read(&two(&null, &byte)).unwrap_err(),
        "byte: duplicate key (byte 12)"
    );
    let letter = with("a", b"\x01");
    let document = with("document", &two(&letter, &letter));
    assert!(read(&document).is_err());
    // What nobody reads can't be read in two ways.
    assert!(read(&two(&letter, &letter)).is_ok());
    let tree = with(
        "tree",
        &two(&with("leaf", b"\x61a"), &with("other", b"\x61b")),
    );
    assert!(read(&tree).is_err());
    let tree = with(
        "tree",
        &two(&with("leaf", b"\x61a"), &with("other", b"\xf6")),
    );
    assert!(read(&tree).is_ok());
}

#[test]
fn text_that_is_not_utf_8_is_an_error() {
    for bytes in [
        &b"\xff"[..],
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xc0\xaf",
    ] {
        let head = 0x60 + u8::try_from(bytes.len()).unwrap();
        let text = [&[head], bytes].concat();
        for name in ["string", "colour", "document", "of another kind"] {
            assert!(read(&with(name, &text)).is_err(), "{name}: {text:?}");
            let chunks = [b"\x7f", &*text, b"\xff"].concat();
            assert!(read(&with(name, &chunks)).is_err(), "{name}: {chunks:?}");
        }
        assert!(read(&[b"\xa1", &*text, b"\x01"].concat()).is_err());
    }
    // A character in two chunks isn't valid either (RFC 8949, section 3.2.3).
    assert!(read(&with("string", b"\x7f\x61\xc3\x61\xa4\xff")).is_err());
}

#[test]
fn what_is_not_cbor_is_an_error() {
    let bodies: [&[u8]; 26] = [
        b"\xa1",
        b"\xbf",
        b"\xff",
        b"\xa0\xa0",
        b"\xa0\x00",
        b"\xa0\xff",
        b"\xbf\xff\xff",
        b"\xa1\x01\x02",
        b"\xa1\x41a\x02",
        b"\xa1\xf6\x02",
        b"\xbf\x61a\xff",
        b"\xa1\x61a\xff",
        b"\xa1\x61a\x1c",
        b"\xa1\x61a\x1f",
        b"\xa1\x61a\x3f",
        b"\xa1\x61a\xdf\x00",
        b"\xa1\x61a\xf9\x00",
        b"\xa1\x61a\xfa\x00\x00",
        b"\xa1\x61a\x9f\xbf\x61b\xff\xff",
        b"\xa1\x61a\x82\xff",
        b"\xa1\x61a\x5f\x61a\xff",
        b"\xa1\x61a\xfc",
        b"\x80",
        b"\x00",
        b"\x20",
        b"\xf6",
    ];
    for body in bodies {
        assert!(read(body).is_err(), "{body:?}");
        let _ = read_leniently(body);
    }
    for body in [
        &b""[..],
        b"\xa0",
        b"\xbf\xff",
        b"\xc6\xa0",
        b"\xa1\x64byte\xf7",
    ] {
        assert!(read(body).is_ok(), "{body:?}");
    }
}

#[test]
fn looking_ahead_again_and_again_takes_no_more_than_once() {
    // 100 unions in each other, each of which looks at all that is in it.
    let width = 20_000;
    let many = [&[0x9f][..], &[0x81, 0x00].repeat(width), &[0xff]].concat();
    for name in ["event", "target"] {
        let inner = with("filler", &many);
        let pair = |value: &[u8]| {
            let member = with("next", value);
            [
                &[0xa2],
                member.get(1..).unwrap(),
                text("url").as_slice(),
                b"\x61a",
            ]
            .concat()
        };
        let body = (0..100).fold(inner, |value, _| pair(&value));
        let read = read(&with(name, &body));
        assert!(read.is_ok(), "{:?}", read.err());
    }
}

#[test]
fn numbers_of_any_size_fit_or_are_errors() {
    let values: [&[u8]; 11] = [
        b"\xf9\x7e\x00",
        b"\xf9\x7c\x00",
        b"\xf9\xfc\x00",
        b"\xfb\x7f\xf8\x00\x00\x00\x00\x00\x00",
        b"\xfb\x43\xe0\x00\x00\x00\x00\x00\x00",
        b"\xf9\x3e\x00",
        b"\x1b\x80\x00\x00\x00\x00\x00\x00\x00",
        b"\x3b\x80\x00\x00\x00\x00\x00\x00\x00",
        b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\xc2\x48\x80\x00\x00\x00\x00\x00\x00\x00",
        b"\xc4\x82\x20\x0f",
    ];
    for name in ["byte", "a \"short\" \u{1f6a2}", "integer", "long", "size"] {
        for value in values {
            assert!(read(&with(name, value)).is_err(), "{name}: {value:?}");
        }
    }
    let byte = |value: &[u8]| read(&with("byte", value)).map(|value| value.byte);
    assert_eq!(byte(b"\x18\x7f"), Ok(Some(127)));
    assert!(byte(b"\x18\x80").is_err());
    assert_eq!(byte(b"\x38\x7f"), Ok(Some(-128)));
    assert!(byte(b"\x38\x80").is_err());
    let long = |value: &[u8]| read(&with("long", value)).map(|value| value.long);
    assert_eq!(
        long(b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff"),
        Ok(Some(i64::MIN))
    );
    assert_eq!(
        long(b"\xc3\x48\x7f\xff\xff\xff\xff\xff\xff\xff"),
        Ok(Some(i64::MIN))
    );
    let double = |value: &[u8]| read(&with("double", value)).unwrap().double;
    assert_eq!(
        double(b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff"),
        Some(-18_446_744_073_709_551_616.0)
    );
    assert_eq!(double(b"\xf9\x7c\x00"), Some(f64::INFINITY));
    assert_eq!(double(b"\xfa\xff\x80\x00\x00"), Some(f64::NEG_INFINITY));
    assert!(double(b"\xf9\x7e\x01").unwrap().is_nan());
    for value in [&b"\xf9\x7e\x00"[..], b"\x63NaN"] {
        assert!(read(&with("epochSeconds", value)).is_err(), "{value:?}");
    }
}

#[test]
fn a_required_member_that_is_missing_or_null_is_an_error() {
    let both = |body: &[u8]| {
        let mut both = Both::empty();
        CborReader::read(body, &mut both)
            .map(|()| (both.id, both.url))
            .map_err(|error| error.to_string())
    };
    assert_eq!(both(b"\xa2\x63url\x61u\x62id\x07"), Ok((7, "u".to_owned())));
    for (body, error) in [
        (
            &b"\xa1\x63url\x61u"[..],
            "id: the required member is missing (byte 7)",
        ),
        (b"\xa0", "id: the required member is missing (byte 1)"),
        (
            b"\xa2\x63url\xf6\x62id\x07",
            "url: the required member is null (byte 5)",
        ),
        (
            b"\xbf\x62id\xf7\xff",
            "id: the required member is null (byte 4)",
        ),
        (
            b"\xa2\x62id\x07\x61a\xa1\x63url\x61u",
            "url: the required member is missing (byte 14)",
        ),
    ] {
        assert_eq!(both(body).unwrap_err(), error, "{body:?}");
    }
}

#[test]
fn a_union_with_two_members_is_an_error() {
    let pair =
        |first: &[u8], second: &[u8]| with("tree", &[b"\xa2", &first[1..], &second[1..]].concat());
    let (leaf, new) = (with("leaf", b"\x61a"), with("new", b"\x01"));
    for body in [
        pair(&leaf, &leaf),
        pair(&leaf, &new),
        pair(&new, &leaf),
        pair(&new, &new),
    ] {
        let error = read(&body).unwrap_err();
        assert!(
            error.starts_with("tree: the union has more than one member"),
            "{error}"
        );
    }
    for null in [b"\xf6", b"\xf7"] {
        let tree = read(&pair(&with("new", null), &leaf)).unwrap().tree;
        assert!(matches!(tree, Some(Tree::Leaf(_))), "{tree:?}");
    }
    let tree = read(&with("tree", &new)).unwrap().tree;
    assert!(matches!(tree, Some(Tree::Unknown(_))), "{tree:?}");
}

#[test]
fn an_error_has_no_text_of_the_body() {
    let hidden = text("hidden");
    let bodies = [
        with("boolean", &hidden),
        with("byte", &hidden),
        with("double", &hidden),
        with("number", &hidden),
        with("blob", &text("hidden*")),
        with("epochSeconds", &hidden),
        with("dateTime", &hidden),
        with("httpDate", &hidden),
        with("size", &hidden),
        with("collections", &hidden),
        with("collections", &with("hidden", &hidden)),
        with("collections", &with("lists", &with("hidden", &hidden))),
        with("tree", &with("when", &hidden)),
        with(
            "tree",
            &[
                b"\xa2",
                &with("leaf", &hidden)[1..],
                &with("hidden", &hidden)[1..],
            ]
            .concat(),
        ),
        with("secret", &[b"\x81", &*hidden].concat()),
        with("sensitive", &hidden),
        with(
            "target",
            &[
                b"\xa2",
                &with("url", &hidden)[1..],
                &with("id", &hidden)[1..],
            ]
            .concat(),
        ),
        with(
            "document",
            &[
                b"\xa2",
                &with("hidden", b"\x01")[1..],
                &with("hidden", b"\x01")[1..],
            ]
            .concat(),
        ),
        [b"\xa0", &*hidden].concat(),
        b"\xa1\x66hidden\x7fhidden".to_vec(),
        hidden.clone(),
    ];
    for body in bodies {
        let error = read(&body).unwrap_err();
        assert!(!error.contains("hidden"), "{error}");
    }
}

/// Reading a long one would take minutes if the time grew with the square of its length.
#[test]
fn what_comes_again_and_again_is_read_in_one_pass() {
    let many = repetitions();
    let again =
        |before: &[u8], item: &[u8], after: &[u8]| [before, &*item.repeat(many), after].concat();
    let keys = |value: &[u8]| {
        let pairs = (0..many).flat_map(|index| [text(&index.to_string()), value.to_vec()].concat());
        [vec![0xbf], pairs.collect(), vec![0xff]].concat()
    };
    let tags = [&[0xc6; 120][..], b"\x00"].concat();
    let number = [b"\xc2\x59\x02\x00".as_slice(), &[0xff; 512]].concat();
    for name in ["document", "of another kind"] {
        for value in [
            again(b"\x7f", b"\x61a", b"\xff"),
            again(b"\x5f", b"\x41a", b"\xff"),
            again(b"\x7f", b"\x60", b"\xff"),
            again(b"\x9f", b"\x7f\x61a\xff", b"\xff"),
            again(b"\x9f", &tags, b"\xff"),
            again(b"\x9f", b"\xbf\xff", b"\xff"),
            again(&[0x81; 125], b"", &again(b"\x9f", b"\x80", b"\xff")),
            [b"\x9f", &*number.repeat(100), b"\xff"].concat(),
            keys(b"\x01"),
            keys(b"\xa1\x61a\x80"),
        ] {
            let body = with(name, &value);
            assert!(read(&body).is_ok(), "{name}: {:?}", &body[..20]);
            let _ = read_leniently(&body);
        }
    }
    let string = read(&with("string", &again(b"\x7f", b"\x61a", b"\xff"))).unwrap();
    assert_eq!(string.string.map(|string| string.len()), Some(many));
    let blob = read(&with("blob", &again(b"\x5f", b"\x41a", b"\xff"))).unwrap();
    assert_eq!(blob.blob.map(|blob| blob.len()), Some(many));
    // Unknown members, and members that a lenient reader goes back to the beginning of.
    assert!(read(&keys(b"\x9f\x61a\xff")).is_ok());
    let duplicate = again(b"\xbf", &with("byte", b"\x61a")[1..], b"\xff");
    assert!(read(&duplicate).is_err());
    let _ = read_leniently(&duplicate);
    for name in ["event", "target", "price"] {
        let unions = again(b"\x9f", &with("a", b"\x80"), b"\xff");
        let _ = read(&with(name, &unions));
        let _ = read(&with(name, &keys(b"\x9f\xff")));
    }
}

#[test]
fn a_member_that_can_t_be_read_is_absent_in_an_error() {
    let mut body = vec![0xbf];
    for (name, value) in [
        ("byte", &b"\x19\x01\x00"[..]),
        ("string", b"\x61a"),
        ("integer", b"\x63one"),
        ("document", b"\xbf\x01\x02\xff"),
        ("long", b"\x05"),
    ] {
        body.extend(text(name));
        body.extend(value);
    }
    // The body ends here.
    let value = read_leniently(&body);
    assert_eq!(value.byte, None);
    assert_eq!(value.string.as_deref(), Some("a"));
    assert_eq!(value.integer, None);
    assert_eq!(value.document, None);
    assert_eq!(value.long, Some(5));
}

/// Returns a value with its numbers, and the texts of times, all the same.
fn without_numbers(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Number(_) => 0.into(),
        serde_json::Value::String(text) => match text.parse::<jiff::Timestamp>() {
            Ok(_) => "a time".into(),
            Err(_) => text.into(),
        },
        serde_json::Value::Array(items) => items.into_iter().map(without_numbers).collect(),
        serde_json::Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name, without_numbers(value)))
            .collect(),
        other => other,
    }
}

/// Damages a valid body in many ways, which are the same in each run.
#[test]
fn damaged_bodies_are_read_or_an_error() {
    let mut body = vec![0xb0];
    for (name, value) in [
        ("boolean", &b"\xf5"[..]),
        ("long", b"\x3b\x00\x00\x00\x01\x00\x00\x00\x00"),
        ("double", b"\xfb\x3f\xf1\x99\x99\x99\x99\x99\x9a"),
        ("number", b"\xc4\x82\x21\x19\x6a\xb3"),
        ("string", b"\x7f\x65strea\x64ming\xff"),
        ("secret", b"\x66secret"),
        ("blob", b"\x5f\x42\x01\x02\x43\x03\x04\x05\xff"),
        ("epochSeconds", b"\xc1\x1a\x51\x4b\x67\xb0"),
        (
            "document",
            b"\x9f\x01\x82\x02\x03\xbf\x61a\xf6\xff\x41a\xff",
        ),
        ("colour", b"\x63red"),
        ("size", b"\xf9\x3c\x00"),
        (
            "tree",
            b"\xa1\x68branches\x82\xa1\x64leaf\x61a\xa1\x65other\xc2\x41\x07",
        ),
        ("event", b"\xa2\x64next\xa0\x64type\x67created"),
        ("price", b"\xa1\x61a\x9f\xc1\x00\xff"),
        ("target", b"\xa2\x62id\x05\x63url\x61a"),
        ("of another kind", b"\x9f\xd8\x1d\x00\xbf\x00\x01\xff\xff"),
    ] {
        body.extend(text(name));
        body.extend(value);
    }
    let whole = read(&body).unwrap();
    assert_eq!(whole.string.as_deref(), Some("streaming"));
    for length in 0..body.len() {
        let truncated = body.get(..length).unwrap();
        assert_eq!(read(truncated).is_ok(), length == 0, "{length}");
        let _ = read_leniently(truncated);
    }
    let mut random = fastrand::Rng::with_seed(8_949);
    let (mut good, mut bad) = (0, 0);
    let count = mutations();
    for _ in 0..count {
        let mut damaged = body.clone();
        for _ in 0..random.usize(1..4) {
            let position = random.usize(..damaged.len());
            match random.u8(..4) {
                0 => damaged[position] = random.u8(..),
                1 => damaged.insert(position, random.u8(..)),
                2 => drop(damaged.remove(position)),
                _ => {
                    let end = random.usize(position..damaged.len());
                    let copy = damaged.get(position..end).unwrap().to_vec();
                    let at = random.usize(..damaged.len());
                    drop(damaged.splice(at..at, copy));
                }
            }
        }
        match read(&damaged) {
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
        let _ = read_leniently(&damaged);
    }
    assert!(good > count / 100 && bad > count / 2, "{good} {bad}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_an_error(bytes in any::<Vec<u8>>()) {
        let _ = read(&bytes);
        let _ = read_leniently(&bytes);
        let mut document = Document::Null;
        let _ = CborReader::read(&bytes, &mut document as &mut dyn Value);
    }

    #[test]
    fn a_body_that_was_damaged_is_read_or_an_error(
        value in everything(),
        position in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut body = CborWriter::write(&Member::ROOT, &value).unwrap();
        let position = position.index(body.len());
        body[position] = byte;
        let _ = read(&body);
        let _ = read_leniently(&body);
    }

    #[test]
    fn what_is_written_is_read_as_what_it_was(value in everything()) {
        let body = CborWriter::write(&Member::ROOT, &value).unwrap();
        let once = read(&body).unwrap();
        // A decimal fraction in a document may become a float with the same digits.
        let body = CborWriter::write(&Member::ROOT, &once).unwrap();
        let twice = read(&body).unwrap();
        prop_assert_eq!(format!("{twice:?}"), format!("{once:?}"));
        prop_assert_eq!(CborWriter::write(&Member::ROOT, &twice).unwrap(), body);
        // Numbers and times aside, which have other digits than in JSON, nothing is lost.
        let [json, json_of_cbor] = [&value, &once].map(|value| {
            let json = JsonWriter::write(&Member::ROOT, value).unwrap();
            without_numbers(serde_json::from_str(&json).unwrap())
        });
        prop_assert_eq!(json_of_cbor, json);
    }
}
