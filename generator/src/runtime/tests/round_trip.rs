//! What is written is read as what it was.

use proptest::prelude::*;

use super::family::{Everything, everything};
use crate::runtime::{Empty, Reader, Writer};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_what_it_was(value in everything()) {
        let text = Writer::write(&value).unwrap();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
        let mut read = Everything::empty();
        Reader::read(text.as_bytes(), &mut read).unwrap();
        // `Debug` shows all but the secrets, which the text shows.
        prop_assert_eq!(format!("{read:?}"), format!("{value:?}"), "{}", text);
        prop_assert_eq!(Writer::write(&read).unwrap(), text);
    }
}
