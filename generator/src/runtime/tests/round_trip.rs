//! What is written is read as what it was.

use proptest::prelude::*;

use super::family::{Everything, everything};
use crate::runtime::{
    Empty,
    codec::json::{reader::JsonReader, writer::JsonWriter},
};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_what_it_was(value in everything()) {
        let text = JsonWriter::write(&value).unwrap();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
        let mut read = Everything::empty();
        JsonReader::read(text.as_bytes(), &mut read).unwrap();
        // `Debug` shows all but the secrets, which the text shows.
        prop_assert_eq!(format!("{read:?}"), format!("{value:?}"), "{}", text);
        prop_assert_eq!(JsonWriter::write(&read).unwrap(), text);
    }
}
