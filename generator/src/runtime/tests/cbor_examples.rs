//! Exact bytes of CBOR, after the examples of RFC 8949, appendix A.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;

use crate::runtime::{
    Document, Empty, Member, Number, Value,
    codec::cbor::{reader::CborReader, writer::CborWriter},
};

fn read<T: Value + Empty>(hex: &str) -> Result<T, String> {
    let mut value = T::empty();
    CborReader::read(&bytes(hex), &mut value)
        .map(|()| value)
        .map_err(|error| error.to_string())
}

fn written(value: &dyn Value) -> String {
    let bytes = CborWriter::write(&Member::ROOT, value).unwrap();
    let digit = |digit: u8| char::from_digit(digit.into(), 16).unwrap();
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(digit).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap();
    pairs.map(byte).collect()
}

fn number(digits: &str) -> Number {
    digits.parse().unwrap()
}

#[test]
fn integers_are_written_in_as_few_bytes_as_possible() {
    let examples: [(i64, &str); 16] = [
        (0, "00"),
        (1, "01"),
        (10, "0a"),
        (23, "17"),
        (24, "1818"),
        (100, "1864"),
        (255, "18ff"),
        (256, "190100"),
        (1_000, "1903e8"),
        (1_000_000, "1a000f4240"),
        (1_000_000_000_000, "1b000000e8d4a51000"),
        (-1, "20"),
        (-10, "29"),
        (-100, "3863"),
        (-1_000, "3903e7"),
        (i64::MIN, "3b7fffffffffffffff"),
    ];
    for (number, hex) in examples {
        assert_eq!(written(&number), hex);
        assert_eq!(read(hex), Ok(number), "{hex}");
    }
    // More bytes than necessary are read, too.
    for hex in ["1801", "190001", "1a00000001", "1b0000000000000001"] {
        assert_eq!(read::<i32>(hex), Ok(1), "{hex}");
    }
}

#[test]
fn integers_of_any_size_have_tags() {
    let examples = [
        ("18446744073709551615", "1bffffffffffffffff"),
        ("18446744073709551616", "c249010000000000000000"),
        ("-18446744073709551616", "3bffffffffffffffff"),
        ("-18446744073709551617", "c349010000000000000000"),
        (
            "340282366920938463463374607431768211456",
            "c2510100000000000000000000000000000000",
        ),
        (
            "-340282366920938463463374607431768211456",
            "c350ffffffffffffffffffffffffffffffff",
        ),
    ];
    for (digits, hex) in examples {
        assert_eq!(written(&number(digits)), hex, "{digits}");
        assert_eq!(read(hex), Ok(number(digits)), "{hex}");
    }
    assert_eq!(written(&u64::MAX), "1bffffffffffffffff");
    assert_eq!(read("1bffffffffffffffff"), Ok(u64::MAX));
    // Zeros in front, no bytes, chunks.
    assert_eq!(read("c2420001"), Ok(1_i64));
    assert_eq!(read("c240"), Ok(0_i64));
    assert_eq!(read("c340"), Ok(-1_i64));
    assert_eq!(read("c25f41014100ff"), Ok(256_i64));
    assert_eq!(
        read::<i64>("1b8000000000000000"),
        Err("the number has a fraction, or is too large (byte 0)".to_owned())
    );
}

#[test]
fn decimal_fractions_are_lists_of_an_exponent_and_a_mantissa() {
    for (digits, hex) in [
        ("273.15", "c48221196ab3"),
        ("0.1", "c4822001"),
        ("-0.001", "c4822220"),
        ("1.50", "c482211896"),
        ("15e2", "c482020f"),
        ("1e-400", "c48239018f01"),
        ("0.00", "c4822100"),
        ("1844674407370955161.6", "c48220c249010000000000000000"),
    ] {
        assert_eq!(written(&number(digits)), hex, "{digits}");
        assert_eq!(read(hex), Ok(number(digits)), "{hex}");
    }
    for (digits, hex) in [("1.5E+3", "c482020f"), ("2E-2", "c4822102")] {
        assert_eq!(written(&number(digits)), hex, "{digits}");
    }
    let large = "1e99999999999999999999";
    assert_eq!(written(&number(large)), "d9010882c249056bc75e2d630fffff01");
    assert_eq!(read("d9010882c249056bc75e2d630fffff01"), Ok(number(large)));
    assert_eq!(read("c49f2001ff"), Ok(number("0.1")));
    assert_eq!(read("c4822118fa"), Ok(2.5_f64));
    for hex in [
        "c4",
        "c401",
        "c480",
        "c48101",
        "c483010203",
        "c49f01ff",
        "c482f901",
        "c482c482010102",
        "c482016131",
    ] {
        assert!(read::<Number>(hex).is_err(), "{hex}");
    }
}

#[test]
fn floats_are_written_in_32_bits_if_that_keeps_them() {
    for (number, hex) in [
        (0.0, "fa00000000"),
        (-0.0, "fa80000000"),
        (1.5, "fa3fc00000"),
        (100_000.0, "fa47c35000"),
        (f64::from(f32::MAX), "fa7f7fffff"),
        (1.1, "fb3ff199999999999a"),
        (1e300, "fb7e37e43c8800759c"),
        (f64::INFINITY, "fa7f800000"),
        (f64::NEG_INFINITY, "faff800000"),
        (f64::NAN, "fa7fc00000"),
    ] {
        assert_eq!(written(&number), hex);
        let read: f64 = read(hex).unwrap();
        assert_eq!(read.to_bits(), number.to_bits(), "{hex}");
    }
}

#[test]
fn floats_of_all_widths_and_whole_numbers_are_floats() {
    let examples: [(f64, &str); 16] = [
        (0.0, "f90000"),
        (-0.0, "f98000"),
        (1.0, "f93c00"),
        (1.5, "f93e00"),
        (65_504.0, "f97bff"),
        (5.960_464_477_539_063e-8, "f90001"),
        (0.000_061_035_156_25, "f90400"),
        (-4.0, "f9c400"),
        (f64::INFINITY, "f97c00"),
        (f64::NEG_INFINITY, "f9fc00"),
        (f64::NAN, "f97e00"),
        (f64::INFINITY, "fb7ff0000000000000"),
        (3.0, "03"),
        (-3.0, "22"),
        (18_446_744_073_709_551_616.0, "c249010000000000000000"),
        (1.25, "c482211 87d"),
    ];
    for (number, hex) in examples {
        let hex = hex.replace(' ', "");
        let read: f64 = read(&hex).unwrap();
        assert_eq!(read.to_bits(), number.to_bits(), "{hex}");
    }
    for hex in ["f94400", "fa40800000", "fb4010000000000000", "04"] {
        assert_eq!(read(hex), Ok(4_i8), "{hex}");
    }
    assert!(read::<i8>("f93e00").is_err());
}

#[test]
fn times_have_the_tag_of_times_and_are_read_without() {
    let time = Timestamp::new(1_363_896_240, 0).unwrap();
    let half = Timestamp::new(1_363_896_240, 500_000_000).unwrap();
    let before = Timestamp::new(-1, -500_000_000).unwrap();
    for (time, hex) in [
        (time, "c11a514b67b0"),
        (half, "c1fb41d452d9ec200000"),
        (before, "c1fbbff8000000000000"),
    ] {
        assert_eq!(written(&time), hex);
        assert_eq!(read(hex), Ok(time), "{hex}");
    }
    for hex in [
        "1a514b67b0",
        "fb41d452d9ec000000",
        "c074323031332d30332d32315432303a30343a30305a",
        "c482001a514b67b0",
    ] {
        assert_eq!(read(hex), Ok(time), "{hex}");
    }
    for hex in ["c1f97e00", "c140", "c1f5", "c1"] {
        assert!(read::<Timestamp>(hex).is_err(), "{hex}");
    }
}

#[test]
fn the_length_of_a_string_is_written_in_as_few_bytes_as_possible() {
    for (length, head) in [
        (23, "77"),
        (24, "7818"),
        (255, "78ff"),
        (256, "790100"),
        (65_536, "7a00010000"),
    ] {
        let (text, hex) = ("a".repeat(length), head.to_owned() + &"61".repeat(length));
        assert_eq!(written(&text), hex);
        assert_eq!(read(&hex), Ok(text));
    }
}

#[test]
fn strings_and_bytes_may_come_in_chunks() {
    for (text, hex) in [("", "60"), ("IETF", "6449455446"), ("\u{6c34}", "63e6b0b4")] {
        assert_eq!(written(&text.to_owned()), hex);
        assert_eq!(read(hex), Ok(text.to_owned()), "{hex}");
    }
    assert_eq!(
        read("7f657374726561646d696e67ff"),
        Ok("streaming".to_owned())
    );
    assert_eq!(read("7fff"), Ok(String::new()));
    let blob = Bytes::from_static(&[1, 2, 3, 4]);
    assert_eq!(written(&blob), "4401020304");
    assert_eq!(read("4401020304"), Ok(blob.clone()));
    assert_eq!(
        read("5f42010243030405ff"),
        Ok(Bytes::from_static(&[1, 2, 3, 4, 5]))
    );
    // Text for bytes is base64, as it is elsewhere.
    assert_eq!(
        read("6841514944424 13d3d".replace(' ', "").as_str()),
        Ok(blob)
    );
    assert_eq!(
        read::<String>("4161"),
        Err("expected text, found bytes (byte 0)".to_owned())
    );
    for hex in ["7f4161ff", "7f7f6161ffff", "5f6161ff", "7f6161", "7f61"] {
        assert!(read::<Document>(hex).is_err(), "{hex}");
    }
}

#[test]
fn lists_and_maps_may_have_an_unknown_length() {
    for hex in ["83010203", "9f010203ff", "98030 10203"] {
        let hex = hex.replace(' ', "");
        assert_eq!(read(&hex), Ok(vec![1, 2, 3]), "{hex}");
    }
    assert_eq!(written(&vec![1, 2, 3]), "83010203");
    let map = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
    for hex in ["a2616101616202", "bf616101616202ff", "bf7f6161ff01616202ff"] {
        assert_eq!(read(hex).as_ref(), Ok(&map), "{hex}");
    }
    assert_eq!(written(&map), "a2616101616202");
    let sparse = vec![Some(1), None, None];
    assert_eq!(read("8301f6f7").as_ref(), Ok(&sparse));
    assert_eq!(written(&sparse), "8301f6f6");
}

#[test]
fn a_document_is_written_as_it_was_read() {
    for hex in [
        "f6",
        "f5",
        "17",
        "3bffffffffffffffff",
        "c249010000000000000000",
        "fa3fc00000",
        "fb3ff199999999999a",
        "fb3fb999999999999a",
        "c482211896",
        "63e6b0b4",
        "8301820203820405",
        "a26161016162820203",
    ] {
        let document: Document = read(hex).unwrap();
        assert_eq!(written(&document), hex, "{document:?}");
    }
    // What has no type of its own in a document is the nearest one.
    for (read_as, hex) in [
        ("f6", "f7"),
        ("04", "f94400"),
        ("6841514944424 13d3d", "4401020304"),
    ] {
        let document: Document = read(hex).unwrap();
        assert_eq!(written(&document), read_as.replace(' ', ""), "{hex}");
    }
    for hex in ["f97e00", "e0", "f820", "a10102", "a1f601"] {
        assert!(read::<Document>(hex).is_err(), "{hex}");
    }
}

#[test]
fn other_tags_are_skipped() {
    for hex in [
        "d9d9f703",
        "d81803",
        "d81c03",
        "c6c703",
        "db00000000ffffffff03",
    ] {
        assert_eq!(read(hex), Ok(3), "{hex}");
    }
    // A tag of a key, of a list, and a reference, which isn't followed.
    assert_eq!(
        read("c6a1c76161c6820 1d81d00".replace(' ', "").as_str()),
        Ok(BTreeMap::from([("a".to_owned(), vec![1, 0])]))
    );
}
