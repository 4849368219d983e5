//! What is written is read as what it was.

use proptest::prelude::*;

use super::family::{Everything, everything};
use crate::runtime::{
    Empty, Member,
    codec::json::{reader::JsonReader, writer::JsonWriter},
};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_what_it_was(value in everything()) {
        let text = JsonWriter::write(&Member::ROOT, &value).unwrap();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
        let mut read = Everything::empty();
        JsonReader::read(text.as_bytes(), &mut read).unwrap();
        // `Debug` shows all but the secrets, which the text shows.
        prop_assert_eq!(format!("{read:?}"), format!("{value:?}"), "{}", text);
        prop_assert_eq!(JsonWriter::write(&Member::ROOT, &read).unwrap(), text);
    }
}

#[test]
fn an_integer_with_an_empty_fraction_keeps_all_its_digits() {
    let read = |text: &str| {
        let mut number = 0_i64;
        JsonReader::read(text.as_bytes(), &mut number).map(|()| number)
    };
    assert_eq!(read("9007199254740993.0").unwrap(), 9_007_199_254_740_993);
    assert_eq!(read("-120.000").unwrap(), -120);
    assert_eq!(read("12e1").unwrap(), 120);
    assert!(read("1.5").is_err());
}
