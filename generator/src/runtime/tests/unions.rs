//! Unions whose members a tag, a kind of value or required members tell apart.

use proptest::prelude::*;

use super::family::{Event, Price, Target};
use crate::runtime::{
    Document, Empty, Member, UnknownValue, Value,
    codec::json::{
        look_ahead::{MembersAhead, Skipped},
        reader::JsonReader,
        writer::JsonWriter,
    },
};

fn read<T: Value + Empty>(text: &str) -> Result<T, String> {
    let mut value = T::empty();
    JsonReader::read(text.as_bytes(), &mut value)
        .map(|()| value)
        .map_err(|error| error.to_string())
}

/// What is written after it was read.
fn again<T: Value + Empty>(text: &str) -> String {
    JsonWriter::write(&Member::ROOT, &read::<T>(text).unwrap()).unwrap()
}

#[test]
fn a_tag_is_found_wherever_it_is() {
    let joined = r#"{"type":"JOINED \"twice\"","next":{"type":"created","at":"Thu, 01 Jan 1970 00:00:00 GMT"},"events":[]}"#;
    for text in [
        joined,
        r#"{"next":{"type":"created","at":0},"events":[],"type":"JOINED \"twice\""}"#,
        r#"{"next":{"at":0,"type":"created"},"type":"\u004aOINED \"twice\"","events":[]}"#,
        " { \"of another kind\" : [ { \"type\" : \"]\\\"}\" } ] , \"events\" : [ ] , \"next\" :
           { \"type\" : \"created\" , \"at\" : 0 } , \"type\" : \"JOINED \\\"twice\\\"\" } ",
    ] {
        assert_eq!(again::<Event>(text), joined, "{text}");
    }
}

#[test]
fn a_tag_that_is_a_member_too_is_read_and_written_once() {
    let text = r#"{"at":1,"type":"created"}"#;
    let Event::Created(mut created) = read(text).unwrap() else {
        panic!("{text}")
    };
    assert_eq!(created.kind, "created");
    created.kind = "another".to_owned();
    assert_eq!(
        JsonWriter::write(&Member::ROOT, &Event::Created(created)).unwrap(),
        r#"{"type":"created","at":"Thu, 01 Jan 1970 00:00:01 GMT"}"#
    );
}

#[test]
fn an_unknown_tag_and_a_missing_one_keep_what_they_are_at() {
    for text in [
        r#"{"at":[9223372036854775808,1e400,0.10000000000000000000001],"type":"deleted"}"#,
        r#"{"type":"CREATED"}"#,
        r#"{"type":""}"#,
        r#"{"type":null}"#,
        r#"{"type":1}"#,
        r#"{"type":["created"]}"#,
        r#"{"type":{"type":"created"}}"#,
        r#"{"next":{"type":"created"}}"#,
        "{}",
        r#"["created"]"#,
        r#""created""#,
        "18446744073709551616",
        "-0.0",
        "true",
    ] {
        let event: Event = read(text).unwrap();
        assert!(matches!(event, Event::Unknown(_)), "{text}");
        assert_eq!(JsonWriter::write(&Member::ROOT, &event).unwrap(), text);
    }
}

#[test]
fn a_tag_that_is_there_twice_is_an_error() {
    for (text, error) in [
        (
            r#"{"type":"created","type":"deleted"}"#,
            "type: duplicate key (byte 25)",
        ),
        (
            r#"{"type":"JOINED \"twice\"","events":[],"type":"created"}"#,
            "type: duplicate key (byte 46)",
        ),
    ] {
        assert_eq!(read::<Event>(text).unwrap_err(), error);
    }
    assert!(read::<Event>(r#"{"type":"deleted","type":"created"}"#).is_err());
    // The tag of the structure is not that of a structure in it.
    assert!(read::<Event>(r#"{"type":"JOINED \"twice\"","next":{"type":"created"}}"#).is_ok());
}

#[test]
fn a_misfit_in_a_member_is_an_error() {
    assert_eq!(
        read::<Event>(r#"{"at":[],"type":"created"}"#).unwrap_err(),
        "at: expected a number or text, found a list (byte 6)"
    );
    assert_eq!(
        read::<Price>(r#"{"a":1.5}"#).unwrap_err(),
        "{}: the number has a fraction, or is too large (byte 5)"
    );
    assert_eq!(
        read::<Target>(r#"{"url":"a","id":"b"}"#).unwrap_err(),
        "id: expected a whole number, found text (byte 16)"
    );
}

#[test]
fn a_kind_of_value_decides() {
    for text in [
        "true",
        "-7",
        r#"["1970-01-01T00:00:00Z"]"#,
        r#"{"a":false,"b":{"c":[]}}"#,
    ] {
        let price: Price = read(text).unwrap();
        assert!(!matches!(price, Price::Unknown(_)), "{text}");
        assert_eq!(JsonWriter::write(&Member::ROOT, &price).unwrap(), text);
    }
    let price: Price = read(r#""free""#).unwrap();
    let Price::Unknown(value) = &price else {
        panic!("{price:?}")
    };
    assert_eq!(value.value(), &Document::from("free"));
    assert_eq!(
        JsonWriter::write(&Member::ROOT, &price).unwrap(),
        r#""free""#
    );
    // In a map, null is skipped.
    assert_eq!(again::<Price>(r#"{"a":null,"b":"b"}"#), r#"{"b":"b"}"#);
}

#[test]
fn the_first_whose_required_members_are_there_is_read() {
    for (text, variant) in [
        (r#"{"id":1,"url":"a"}"#, "Both"),
        (r#"{"x":{"id":[]},"url":"a","y":null,"id":1}"#, "Both"),
        (r#"{"url":"a"}"#, "Url"),
        (r#"{"id":null,"url":"a"}"#, "Url"),
        (r#"{"url":"a","next":{"id":1}}"#, "Url"),
        (r#"{"id":1}"#, "Unknown"),
        (r#"{"id":1,"url":null}"#, "Unknown"),
        (r#"{"x":{"id":1,"url":"a"}}"#, "Unknown"),
        ("{}", "Unknown"),
        (r#"["url"]"#, "Unknown"),
        (r#""url""#, "Unknown"),
        ("1", "Unknown"),
    ] {
        let target: Target = read(text).unwrap();
        let shown = format!("{target:?}");
        assert!(shown.starts_with(&format!("{variant}(")), "{text}: {shown}");
        if variant == "Unknown" {
            assert_eq!(JsonWriter::write(&Member::ROOT, &target).unwrap(), text);
        }
    }
    assert_eq!(
        again::<Target>(r#"{"next":{"id":1},"more":[],"url":"a"}"#),
        r#"{"url":"a","next":{"id":1}}"#
    );
    assert_eq!(
        read::<Target>(r#"{"url":"a","id":1,"id":1}"#).unwrap_err(),
        "id: duplicate key (byte 23)"
    );
}

#[test]
fn an_unknown_value_is_not_shown() {
    let value = UnknownValue::from(Document::from("s3cret"));
    assert_eq!(format!("{value:?}"), "UnknownValue { .. }");
    let event: Event = read(r#"{"type":"token","value":"s3cret"}"#).unwrap();
    assert_eq!(format!("{event:?}"), "Unknown(UnknownValue { .. })");
}

#[test]
fn what_is_not_json_is_an_error_whatever_is_ahead() {
    for text in [
        "{",
        "}",
        "",
        "nul",
        r#"{"type""#,
        r#"{"type":"#,
        r#"{"type":"created""#,
        r#"{"a":[},"type":"created"}"#,
        r#"{"a":{]},"type":"created"}"#,
        r#"{"a":[1,"type":"created"}"#,
        r#"{"a":"[","b":[\"],"type":"created"}"#,
        r#"{"a":[1]],"type":"created"}"#,
        r#"{"a":{"b":1}"c":1,"type":"created"}"#,
        r#"{"a":[1 2],"type":"created","url":"a"}"#,
        r#"{"type":"created"}}"#,
    ] {
        let results = [
            read::<Vec<Event>>(&format!("[{text}]")).map(drop),
            read::<Vec<Target>>(&format!("[{text}]")).map(drop),
            read::<Vec<Price>>(&format!("[{text}]")).map(drop),
        ];
        let is_empty = text.is_empty();
        assert!(
            results.iter().all(|result| result.is_ok() == is_empty),
            "{text}: {results:?}"
        );
    }
}

#[test]
fn values_may_be_nested_as_deeply_as_others() {
    let event = |levels: usize| {
        let tag = r#","type":"JOINED \"twice\""}"#;
        let inner = r#"{"type":"created"}"#;
        let (before, after) = (r#"{"next":"#.repeat(levels - 1), tag.repeat(levels - 1));
        read::<Event>(&format!("{before}{inner}{after}"))
    };
    let target = |levels: usize| {
        let (before, after) = (r#"{"next":"#, r#","url":"a"}"#);
        let (before, after) = (before.repeat(levels - 1), after.repeat(levels - 1));
        read::<Target>(&format!(r#"{before}{{"url":"a"}}{after}"#))
    };
    assert!(event(128).is_ok() && target(128).is_ok());
    for error in [event(129).unwrap_err(), target(129).unwrap_err()] {
        assert!(error.contains("nested deeper than 128 levels"), "{error}");
    }
}

#[test]
fn a_value_is_skipped_once_however_many_structures_are_looked_at() {
    let before = r#"{"next":"#;
    let items = ["[[0],{}]"; 1_000].join(",");
    let after = r#","type":"a","url":"b"}"#;
    let text = format!("{}[{items}]{}", before.repeat(100), after.repeat(100));
    let mut skipped = Skipped::default();
    for level in 0..100 {
        let start = level * before.len();
        let members = MembersAhead::new(text.as_bytes(), start, &mut skipped);
        assert_eq!(members.text_of("type").unwrap(), Some("a".to_owned()));
        let members = MembersAhead::new(text.as_bytes(), start, &mut skipped);
        assert_eq!(members.present(&["url", "id"]).unwrap(), ["url"]);
    }
    // All but the outermost structure.
    let brackets = text.matches(['[', '{']).count();
    let shown = format!("{skipped:?}");
    assert_eq!(shown.matches('(').count(), brackets - 1);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_text_is_read_or_an_error(
        text in r#"(\{"(type|next|url|id)":|\[|"created"|"a"|1|null|,|\}|\]|"|\\){0,12}"#,
    ) {
        let is_valid = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        prop_assert!(is_valid || text.is_empty() || read::<Event>(&text).is_err(), "{text}");
        prop_assert!(is_valid || text.is_empty() || read::<Target>(&text).is_err(), "{text}");
    }
}
