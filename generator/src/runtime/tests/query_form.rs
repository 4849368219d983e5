//! The forms of AWS's query protocols.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Method;
use jiff::Timestamp;
use proptest::prelude::*;

use super::family::{Everything, everything};
use crate::runtime::{
    self, Document, Endpoint, InputError, Member, RequestBuilder, Value, Xml,
    codec::query_form::{keys::Keys, writer::QueryFormWriter},
    protocol::{aws_query, ec2_query},
    structure, union,
};

#[derive(Clone, Debug, Default)]
struct Input {
    name: Option<String>,
    dry_run: Option<bool>,
    count: Option<i32>,
    ratio: Option<f64>,
    small: Option<f32>,
    data: Option<Bytes>,
    when: Option<Timestamp>,
    at: Option<Timestamp>,
    on: Option<Timestamp>,
    ids: Option<Vec<String>>,
    tags: Option<Vec<Tag>>,
    flat: Option<Vec<String>>,
    days: Option<Vec<Timestamp>>,
    grid: Option<Vec<Vec<i32>>>,
    sparse: Option<Vec<Option<String>>>,
    map: Option<BTreeMap<String, String>>,
    named: Option<BTreeMap<String, Tag>>,
    flat_map: Option<BTreeMap<String, Vec<String>>>,
    nested: Option<Box<Input>>,
    choice: Option<Choice>,
}

structure!(Input {
    name: "name".xml(const { &Xml::new().query_name("OwnName") }),
    dry_run: "dryRun",
    count: "Count",
    ratio: "Ratio",
    small: "Small",
    data: "Data",
    when: "When" as date_time,
    at: "At",
    on: "On" as http_date,
    ids: "Ids",
    tags: "Tags".xml(const { &Xml::new().items(Member::new("Tag")) }),
    flat: "Flat".xml(const { &Xml::new().flattened() }),
    days: "Days" as date_time,
    grid: "Grid",
    sparse: "Sparse",
    map: "Map",
    named: "Named".xml(const { &Xml::new().keys(Member::new("K")).items(Member::new("V")) }),
    flat_map: "FlatMap".xml(const { &Xml::new().flattened() }),
    nested: "Nested",
    choice: "choice",
});

#[derive(Clone, Debug, Default)]
struct Tag {
    key: Option<String>,
    value: Option<String>,
}

structure!(Tag {
    key: "Key",
    value: "value",
});

#[derive(Clone, Debug)]
enum Choice {
    One(String),
    Unknown(runtime::UnknownMember),
}

union!(Choice { One: "one" });

fn tag(key: &str, value: &str) -> Tag {
    Tag {
        key: Some(key.to_owned()),
        value: Some(value.to_owned()),
    }
}

fn list(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

/// The pairs of a value, after two constant ones.
fn pairs(keys: &'static Keys, value: &dyn Value) -> Vec<String> {
    let form = QueryFormWriter::write(keys, "Action=Act&Version=1", value).unwrap();
    let pairs = form.strip_prefix("Action=Act&Version=1").unwrap();
    pairs.split('&').skip(1).map(str::to_owned).collect()
}

fn aws(value: &dyn Value) -> Vec<String> {
    pairs(&aws_query::keys::KEYS, value)
}

fn ec2(value: &dyn Value) -> Vec<String> {
    pairs(&ec2_query::keys::KEYS, value)
}

#[test]
fn an_unknown_member_of_a_union_is_an_error_that_names_the_union() {
    let unknown = runtime::UnknownMember::new("new", Document::from("x"));
    let input = Input {
        choice: Some(Choice::Unknown(unknown)),
        ..Input::default()
    };
    for keys in [&aws_query::keys::KEYS, &ec2_query::keys::KEYS] {
        let error = QueryFormWriter::write(keys, "", &input).unwrap_err();
        assert_eq!(error, InputError::UnknownMember { member: "choice" });
    }
}

#[test]
fn members_have_their_names_and_in_ec2_a_key_of_their_own_or_a_capital_first_letter() {
    let input = Input {
        name: Some("n".to_owned()),
        dry_run: Some(true),
        nested: Some(Box::new(Input {
            dry_run: Some(false),
            choice: Some(Choice::One("x".to_owned())),
            ..Input::default()
        })),
        ..Input::default()
    };
    assert_eq!(
        aws(&input),
        [
            "name=n",
            "dryRun=true",
            "Nested.dryRun=false",
            "Nested.choice.one=x"
        ]
    );
    assert_eq!(
        ec2(&input),
        [
            "OwnName=n",
            "DryRun=true",
            "Nested.DryRun=false",
            "Nested.Choice.One=x"
        ]
    );
    assert_eq!(aws(&Input::default()), [""; 0]);
}

#[test]
fn single_values_are_text() {
    let input = Input {
        count: Some(-5),
        ratio: Some(f64::NAN),
        small: Some(10.8),
        data: Some(Bytes::from_static(b"value?>")),
        when: Some("2015-01-25T08:00:00.5Z".parse().unwrap()),
        at: Some("2015-01-25T08:00:00Z".parse().unwrap()),
        on: Some("2015-01-25T08:00:00Z".parse().unwrap()),
        ..Input::default()
    };
    let expected = [
        "Count=-5",
        "Ratio=NaN",
        "Small=10.8",
        "Data=dmFsdWU%2FPg%3D%3D",
        "When=2015-01-25T08%3A00%3A00.5Z",
        "At=1422172800",
        "On=Sun%2C%2025%20Jan%202015%2008%3A00%3A00%20GMT",
    ];
    assert_eq!(aws(&input), expected);
    assert_eq!(ec2(&input), expected);
    for (number, text) in [
        (f64::INFINITY, "Ratio=Infinity"),
        (f64::NEG_INFINITY, "Ratio=-Infinity"),
        (1e21, "Ratio=1000000000000000000000"),
        (-0.0, "Ratio=-0"),
    ] {
        let input = Input {
            ratio: Some(number),
            ..Input::default()
        };
        assert_eq!(aws(&input), [text]);
    }
}

#[test]
fn keys_and_values_are_percent_encoded() {
    let input = Input {
        name: Some("a&b=c d+e%\u{e9}~-._*\n".to_owned()),
        map: Some(BTreeMap::from([("k&=".to_owned(), String::new())])),
        ..Input::default()
    };
    assert_eq!(
        aws(&input),
        [
            "name=a%26b%3Dc%20d%2Be%25%C3%A9~-._%2A%0A",
            "Map.entry.1.key=k%26%3D",
            "Map.entry.1.value=",
        ]
    );
}

#[test]
fn items_are_counted_below_member_or_their_own_name_and_in_ec2_below_the_list() {
    let input = Input {
        ids: Some(list(&["a", "b"])),
        tags: Some(vec![tag("k", "v"), Tag::default(), tag("l", "w")]),
        flat: Some(list(&["x", "y"])),
        days: Some(vec!["2015-01-25T08:00:00Z".parse().unwrap()]),
        grid: Some(vec![vec![1, 2], vec![3]]),
        sparse: Some(vec![None, Some("s".to_owned())]),
        ..Input::default()
    };
    assert_eq!(
        aws(&input),
        [
            "Ids.member.1=a",
            "Ids.member.2=b",
            "Tags.Tag.1.Key=k",
            "Tags.Tag.1.value=v",
            "Tags.Tag.3.Key=l",
            "Tags.Tag.3.value=w",
            "Flat.1=x",
            "Flat.2=y",
            "Days.member.1=2015-01-25T08%3A00%3A00Z",
            "Grid.member.1.member.1=1",
            "Grid.member.1.member.2=2",
            "Grid.member.2.member.1=3",
            "Sparse.member.1=",
            "Sparse.member.2=s",
        ]
    );
    assert_eq!(
        ec2(&input),
        [
            "Ids.1=a",
            "Ids.2=b",
            "Tags.1.Key=k",
            "Tags.1.Value=v",
            "Tags.3.Key=l",
            "Tags.3.Value=w",
            "Flat.1=x",
            "Flat.2=y",
            "Days.1=2015-01-25T08%3A00%3A00Z",
            "Grid.1.1=1",
            "Grid.1.2=2",
            "Grid.2.1=3",
            "Sparse.1=",
            "Sparse.2=s",
        ]
    );
}

#[test]
fn an_empty_list_is_sent_but_not_to_ec2_and_no_empty_map_is() {
    let input = Input {
        ids: Some(Vec::new()),
        flat: Some(Vec::new()),
        map: Some(BTreeMap::new()),
        grid: Some(vec![Vec::new()]),
        ..Input::default()
    };
    assert_eq!(aws(&input), ["Ids=", "Flat=", "Grid.member.1="]);
    assert_eq!(ec2(&input), [""; 0]);
}

#[test]
fn entries_are_counted_below_entry_or_the_map_with_the_names_of_their_parts() {
    let map = BTreeMap::from(
        [("a", "1"), ("b", "2")].map(|(key, value)| (key.to_owned(), value.to_owned())),
    );
    let input = Input {
        map: Some(map),
        named: Some(BTreeMap::from([("n".to_owned(), tag("k", "v"))])),
        flat_map: Some(BTreeMap::from([("f".to_owned(), list(&["x", "y"]))])),
        ..Input::default()
    };
    let expected = [
        "Map.entry.1.key=a",
        "Map.entry.1.value=1",
        "Map.entry.2.key=b",
        "Map.entry.2.value=2",
        "Named.entry.1.K=n",
        "Named.entry.1.V.Key=k",
        "Named.entry.1.V.value=v",
        "FlatMap.1.key=f",
        "FlatMap.1.value.member.1=x",
        "FlatMap.1.value.member.2=y",
    ];
    assert_eq!(aws(&input), expected);
}

#[test]
fn a_value_that_is_nested_too_deeply_is_refused() {
    let nested = |levels| {
        (1..levels).fold(Input::default(), |input, _| Input {
            nested: Some(Box::new(input)),
            ..Input::default()
        })
    };
    assert_eq!(aws(&nested(128)), [""; 0]);
    for levels in [129, 1_000] {
        let endpoint = Endpoint::parse("https://api.example.com").unwrap();
        let input = nested(levels);
        let request = || RequestBuilder::new(Method::POST, "/");
        let aws = request().with_query_form(&endpoint, "text/plain", "", &input);
        assert_eq!(aws.unwrap_err(), InputError::Nesting, "{levels}");
        let ec2 = request().with_ec2_form(&endpoint, "text/plain", "", &input);
        assert_eq!(ec2.unwrap_err(), InputError::Nesting, "{levels}");
    }
    let lists = (1..200).fold(Document::List(Vec::new()), |list, _| {
        Document::List(vec![list])
    });
    let form = QueryFormWriter::write(&aws_query::keys::KEYS, "", &lists);
    assert_eq!(form, Err(InputError::Nesting));
}

proptest! {
    #[test]
    fn every_value_becomes_pairs_with_keys_and_no_key_stands_for_two_values(value in everything()) {
        check(&aws_query::keys::KEYS, &value)?;
    }
}

/// Checks that a form is one, whatever the value is.
fn check(keys: &'static Keys, value: &Everything) -> Result<(), TestCaseError> {
    let Ok(form) = QueryFormWriter::write(keys, "Action=Act", value) else {
        return Ok(());
    };
    let mut seen = Vec::new();
    for pair in form.split('&') {
        let (key, value) = pair
            .split_once('=')
            .ok_or_else(|| TestCaseError::fail(pair.to_owned()))?;
        prop_assert!(!key.is_empty(), "{form}");
        prop_assert!(!value.contains('='), "{pair}");
        prop_assert!(pair.bytes().all(|byte| byte.is_ascii_graphic()), "{pair}");
        prop_assert!(!seen.contains(&key), "{key}: {form}");
        seen.push(key);
    }
    Ok(())
}
