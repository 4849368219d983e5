//! XML is written with exactly this text, and read again as it was.

use std::{collections::BTreeMap, ops::RangeInclusive};

use bytes::Bytes;
use jiff::Timestamp;
use proptest::{collection, option, prelude::*};

use crate::runtime::{
    self, Document, Empty, InputError, Member, UnknownMember,
    codec::xml::{reader::XmlReader, writer::XmlWriter},
    structure, union, xml,
};

/// One member of each kind that XML tells apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thing {
    pub id: Option<String>,
    pub count: Option<i32>,
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub ratio: Option<f64>,
    pub blob: Option<Bytes>,
    pub time: Option<Timestamp>,
    pub http_time: Option<Timestamp>,
    pub items: Option<Vec<String>>,
    pub tags: Option<Vec<Tag>>,
    pub grid: Option<Vec<Vec<i64>>>,
    pub flat: Option<Vec<String>>,
    pub flat_grid: Option<Vec<Vec<i64>>>,
    pub flat_tags: Option<Vec<Tag>>,
    pub map: Option<BTreeMap<String, i32>>,
    pub named_map: Option<BTreeMap<String, BTreeMap<String, String>>>,
    pub flat_map: Option<BTreeMap<String, Tag>>,
    pub choice: Option<Choice>,
    pub next: Option<Box<Thing>>,
}

structure!(Thing {
    id: "x:id".xml(xml!(attribute())),
    count: "count".xml(xml!(attribute())),
    text: "Text".xml(xml!(namespace("https://example.com/a\"b"))),
    flag: "Flag",
    ratio: "Ratio",
    blob: "Blob",
    time: "Time" as date_time,
    http_time: "HttpTime" as http_date,
    items: "Items",
    tags: "TagSet".xml(xml!(
        namespace("urn:set"),
        items(Member::new("Tag").xml(xml!(prefix("t", "urn:t"))))
    )),
    grid: "Grid".xml(xml!(items(
        Member::new("Row").xml(xml!(items(Member::new("Cell"))))
    ))),
    flat: "Flat".xml(xml!(flattened())),
    flat_grid: "FlatGrid".xml(xml!(
        flattened(),
        items(Member::new("FlatGrid").xml(xml!(items(Member::new("Cell")))))
    )),
    flat_tags: "FlatTag".xml(xml!(flattened(), namespace("urn:flat"))),
    map: "Map",
    named_map: "NamedMap".xml(xml!(
        keys(Member::new("K").xml(xml!(namespace("urn:k")))),
        items(Member::new("V").xml(xml!(keys(Member::new("k")), items(Member::new("v")))))
    )),
    flat_map: "FlatMap".xml(xml!(
        flattened(),
        keys(Member::new("Name")),
        items(Member::new("Setting"))
    )),
    choice: "Choice",
    next: "Next",
});

/// A structure with an attribute and text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    pub kind: Option<String>,
    pub key: Option<String>,
}

structure!(Tag {
    kind: "t:kind".xml(xml!(attribute())),
    key: "Key",
});

/// A union of a list and a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Names(Vec<String>),
    Other(String),
    Unknown(UnknownMember),
}

union!(Choice {
    Names: "Names".xml(xml!(items(Member::new("Name")))),
    Other: "Other"
});

/// Returns the names of the members that are elements.
pub fn names_of_elements() -> Vec<&'static str> {
    let is_element = |member: &&Member| !member.xml.is_some_and(|xml| xml.is_attribute);
    let elements = Thing::MEMBERS.iter().filter(is_element);
    elements.map(|member| member.name).collect()
}

const ROOT: &Member = &Member::new("Thing");

pub fn write(thing: &Thing) -> String {
    XmlWriter::write(ROOT, thing).unwrap()
}

pub fn read(text: &[u8]) -> Result<Thing, String> {
    let mut thing = Thing::default();
    XmlReader::read(text, &mut thing)
        .map(|()| thing)
        .map_err(|error| error.to_string())
}

fn tag(kind: &str, key: &str) -> Tag {
    Tag {
        kind: Some(kind.to_owned()),
        key: Some(key.to_owned()),
    }
}

fn entry<T>(key: &str, value: T) -> BTreeMap<String, T> {
    BTreeMap::from([(key.to_owned(), value)])
}

fn full() -> Thing {
    let text = |text: &str| Some(text.to_owned());
    let time = Timestamp::from_second(1_398_796_238).ok();
    Thing {
        id: text("a\"<&\n"),
        count: Some(-1),
        text: text(" a<b>&\"c\"\r\n\u{85}\u{2028} "),
        flag: Some(true),
        ratio: Some(f64::NEG_INFINITY),
        blob: Some(Bytes::from_static(b"\0\xff")),
        time,
        http_time: time,
        items: Some(vec!["a".to_owned(), String::new()]),
        tags: Some(vec![tag("x", "y")]),
        grid: Some(vec![vec![1, 2], Vec::new()]),
        flat: Some(vec!["a".to_owned(), "b".to_owned()]),
        flat_grid: Some(vec![vec![1], vec![2]]),
        flat_tags: Some(vec![tag("p", "q"), Tag::default()]),
        map: Some(entry("a", 1)),
        named_map: Some(entry("a", entry("b", "c".to_owned()))),
        flat_map: Some(entry("a", tag("b", "c"))),
        choice: Some(Choice::Names(vec!["n".to_owned()])),
        next: Some(Box::default()),
    }
}

#[test]
fn every_member_has_exactly_this_text() {
    let expected = concat!(
        "<Thing x:id=\"a&quot;&lt;&amp;&#xA;\" count=\"-1\">",
        "<Text xmlns=\"https://example.com/a&quot;b\"> a&lt;b&gt;&amp;\"c\"&#xD;&#xA;&#x85;&#x2028; </Text>",
        "<Flag>true</Flag><Ratio>-Infinity</Ratio><Blob>AP8=</Blob>",
        "<Time>2014-04-29T18:30:38Z</Time><HttpTime>Tue, 29 Apr 2014 18:30:38 GMT</HttpTime>",
        "<Items><member>a</member><member></member></Items>",
        "<TagSet xmlns=\"urn:set\"><Tag xmlns:t=\"urn:t\" t:kind=\"x\"><Key>y</Key></Tag></TagSet>",
        "<Grid><Row><Cell>1</Cell><Cell>2</Cell></Row><Row></Row></Grid>",
        "<Flat>a</Flat><Flat>b</Flat>",
        "<FlatGrid><Cell>1</Cell></FlatGrid><FlatGrid><Cell>2</Cell></FlatGrid>",
        "<FlatTag xmlns=\"urn:flat\" t:kind=\"p\"><Key>q</Key></FlatTag><FlatTag xmlns=\"urn:flat\"></FlatTag>",
        "<Map><entry><key>a</key><value>1</value></entry></Map>",
        "<NamedMap><entry><K xmlns=\"urn:k\">a</K><V><entry><k>b</k><v>c</v></entry></V></entry></NamedMap>",
        "<FlatMap><Name>a</Name><Setting t:kind=\"b\"><Key>c</Key></Setting></FlatMap>",
        "<Choice><Names><Name>n</Name></Names></Choice>",
        "<Next></Next></Thing>",
    );
    assert_eq!(write(&full()), expected);
    assert_eq!(read(expected.as_bytes()), Ok(full()));
}

#[test]
fn what_is_empty_has_an_element_unless_it_is_flattened() {
    let thing = Thing {
        text: Some(String::new()),
        items: Some(Vec::new()),
        flat: Some(Vec::new()),
        map: Some(BTreeMap::new()),
        ..Thing::default()
    };
    let text = "<Thing><Text xmlns=\"https://example.com/a&quot;b\"></Text><Items></Items><Map></Map></Thing>";
    assert_eq!(write(&thing), text);
    let thing = Thing {
        flat: None,
        ..thing
    };
    assert_eq!(read(text.as_bytes()), Ok(thing.clone()));
    assert_eq!(read(b"<Thing><Text/><Items/><Map/></Thing>"), Ok(thing));
}

#[test]
fn a_character_that_xml_lacks_is_an_error_that_names_the_member() {
    for character in ['\0', '\u{1}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
        let thing = Thing {
            flat: Some(vec![character.to_string()]),
            ..Thing::default()
        };
        let error = XmlWriter::write(ROOT, &thing).unwrap_err();
        assert_eq!(error, InputError::Character { member: "Flat" });
    }
}

#[test]
fn an_unknown_member_of_a_union_is_an_error_that_names_the_union() {
    let thing = |unknown| Thing {
        next: Some(Box::new(Thing {
            choice: Some(Choice::Unknown(unknown)),
            ..Thing::default()
        })),
        ..Thing::default()
    };
    let unknown = UnknownMember::new("New", Document::from("a"));
    let error = XmlWriter::write(ROOT, &thing(unknown)).unwrap_err();
    assert_eq!(error, InputError::UnknownMember { member: "Choice" });
    assert_eq!(
        error.to_string(),
        "the member `Choice` is a union with an unknown member, which can't be sent in XML or in a form: set one that the \
         client knows"
    );
    assert_eq!(
        write(&thing(Empty::empty())),
        "<Thing><Next><Choice></Choice></Next></Thing>"
    );
}

#[test]
fn null_is_an_element_of_its_namespace_that_says_so() {
    const PLAIN: &Member = &Member::new("A");
    const OWN: &Member = &Member::new("A").xml(xml!(namespace("urn:a")));
    const PREFIX: &Member = &Member::new("A").xml(xml!(prefix("p", "urn:p")));
    const SAME: &Member = &Member::new("A").xml(xml!(prefix(
        "xsi",
        "http://www.w3.org/2001/XMLSchema-instance"
    )));
    let instance = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>";
    for (schema, start) in [
        (PLAIN, "<A "),
        (OWN, "<A xmlns=\"urn:a\" "),
        (PREFIX, "<A xmlns:p=\"urn:p\" "),
        (SAME, "<A "),
    ] {
        let text = XmlWriter::write(schema, &None::<String>).unwrap();
        assert_eq!(text, format!("{start}{instance}"));
        let mut value = Some(String::new());
        XmlReader::read(text.as_bytes(), &mut value).unwrap();
    }
}

#[test]
fn values_are_nested_up_to_the_limit() {
    let nested = |depth| {
        (1..depth).fold(Thing::default(), |inner, _| Thing {
            next: Some(Box::new(inner)),
            ..Thing::default()
        })
    };
    assert_eq!(read(write(&nested(128)).as_bytes()), Ok(nested(128)));
    let error = XmlWriter::write(ROOT, &nested(129)).unwrap_err();
    assert_eq!(error, InputError::Nesting);
}

#[test]
fn names_count_without_prefixes_and_in_any_order() {
    let thing = Thing {
        id: Some("1".to_owned()),
        text: Some("a".to_owned()),
        flag: Some(false),
        flat: Some(vec!["1".to_owned(), "2".to_owned(), "3".to_owned()]),
        ..Thing::default()
    };
    let text = "<?xml version='1.0' encoding='utf-8'?><!-- a --><?b c?>\n\
        <q:Other xmlns:q='urn:q' y:id='1' unknown='2'><Flat>1</Flat>text<Flag> false\n</Flag><Flat>2</Flat>\
        <Unknown a='b'><Flat>no</Flat></Unknown><q:Text>a</q:Text><Flat>3</Flat></q:Other>\n<!-- d -->";
    assert_eq!(read(text.as_bytes()), Ok(thing));
}

#[test]
fn text_may_be_in_pieces() {
    for (text, expected) in [
        ("a<!-- x -->b<![CDATA[<&]]><?y z?>c", "ab<&c"),
        (
            "&lt;&gt;&amp;&apos;&quot;&#65;&#x42;&#x1F6A2;",
            "<>&'\"AB\u{1f6a2}",
        ),
        (" a \r\n b\rc ", " a \n b\nc "),
        ("&#13;&#10;", "\r\n"),
    ] {
        let thing = read(format!("\u{feff}<a><Text>{text}</Text></a>").as_bytes());
        assert_eq!(
            thing.map(|thing| thing.text),
            Ok(Some(expected.to_owned())),
            "{text}"
        );
    }
}

#[test]
fn the_last_of_duplicate_members_counts_and_lists_go_on() {
    let text = "<a><Flag>true</Flag><Flag>false</Flag><Items><m>1</m></Items><Items><m>2</m></Items>\
        <Next><Flag>true</Flag></Next><Next><Ratio>1</Ratio></Next>\
        <Map><entry><key>a</key><value>1</value></entry><entry><value>2</value><key>a</key></entry></Map></a>";
    let thing = read(text.as_bytes()).unwrap();
    assert_eq!(thing.flag, Some(false));
    assert_eq!(thing.items, Some(vec!["1".to_owned(), "2".to_owned()]));
    let next = thing.next.unwrap();
    assert_eq!((next.flag, next.ratio), (Some(true), Some(1.0)));
    assert_eq!(thing.map, Some(BTreeMap::from([("a".to_owned(), 2)])));
}

#[test]
fn an_element_without_a_value_is_absent() {
    let text = "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><Flag xsi:nil='true'/><Items><m xsi:nil='1'/><m>a</m></Items></a>";
    let thing = read(text.as_bytes()).unwrap();
    assert_eq!(thing.flag, None);
    assert_eq!(thing.items, Some(vec!["a".to_owned()]));
}

#[test]
fn a_single_value_may_be_the_root() {
    let mut region = None::<String>;
    XmlReader::read(b"<Location xmlns='urn:a'>eu</Location>", &mut region).unwrap();
    assert_eq!(region.as_deref(), Some("eu"));
    let mut unknown = Choice::empty();
    XmlReader::read(b"<a><New><b>1</b><c/></New></a>", &mut unknown).unwrap();
    let Choice::Unknown(member) = unknown else {
        panic!("{unknown:?}")
    };
    assert_eq!(member.name(), "New");
}

#[test]
fn an_error_is_read_as_far_as_possible() {
    let read = |text: &str| {
        let mut thing = Thing::default();
        XmlReader::read_error(text.as_bytes(), &mut thing);
        (thing.text, thing.flag, thing.ratio)
    };
    let text = Some("a".to_owned());
    for (before, after) in [
        ("<Error>", "</Error>"),
        (
            "<ErrorResponse><Type/><Error>",
            "</Error><RequestId>1</RequestId></ErrorResponse>",
        ),
        ("<Response><Errors><Error>", "</Error></Errors></Response>"),
        ("<Other>", "</Other>"),
    ] {
        let members = "<Text>a</Text><Ratio>no</Ratio><Flag>true</Flag>";
        assert_eq!(
            read(&format!("{before}{members}{after}")),
            (text.clone(), Some(true), None)
        );
        assert_eq!(
            read(&format!("{before}<Text>a</Text><Flag>tr")),
            (text.clone(), None, None)
        );
    }
    assert_eq!(read("<html"), (None, None, None));
}

/// Returns any value that XML has text for.
pub fn things() -> impl Strategy<Value = Thing> {
    let text = || "[ -~\u{9}\u{a}\u{d}\u{80}-\u{2030}]{0,6}";
    let tag = || (option::of(text()), option::of(text())).prop_map(|(kind, key)| Tag { kind, key });
    let singles = (
        option::of(text()),
        option::of(any::<i32>()),
        option::of(text()),
        option::of(any::<f64>().prop_filter("equal to itself", |number| !number.is_nan())),
        option::of(collection::vec(any::<u8>(), 0..5).prop_map(Bytes::from)),
        option::of(collection::vec(text(), 0..3)),
        option::of(collection::vec(text(), 1..3)),
        option::of(collection::vec(tag(), 0..3)),
    );
    let maps = (
        option::of(collection::btree_map(text(), any::<i32>(), 0..3)),
        option::of(collection::btree_map(
            text(),
            collection::btree_map(text(), text(), 0..3),
            0..3,
        )),
        option::of(collection::btree_map(text(), tag(), 1..3)),
        option::of(collection::vec(collection::vec(any::<i64>(), 0..3), 0..3)),
    );
    let others = (
        any::<Option<bool>>(),
        option::of(time(Timestamp::MIN..=Timestamp::MAX)),
        option::of(time(Timestamp::UNIX_EPOCH..=Timestamp::MAX)),
        // What is flattened and empty is absent.
        option::of(collection::vec(collection::vec(any::<i64>(), 0..3), 1..3)),
        option::of(collection::vec(tag(), 1..3)),
        option::of(choice()),
    );
    let flat = (singles, maps, others).prop_map(
        |(
            (id, count, string, ratio, blob, items, flat, tags),
            (map, named_map, flat_map, grid),
            (flag, time, http_time, flat_grid, flat_tags, choice),
        )| Thing {
            id,
            count,
            text: string,
            flag,
            ratio,
            blob,
            time,
            http_time,
            items,
            tags,
            grid,
            flat,
            flat_grid,
            flat_tags,
            map,
            named_map,
            flat_map,
            choice,
            next: None,
        },
    );
    flat.prop_recursive(3, 4, 1, |next| {
        (next.clone(), option::of(next)).prop_map(|(thing, next)| Thing {
            next: next.map(Box::new),
            ..thing
        })
    })
}

/// Returns any whole second in a range.
fn time(range: RangeInclusive<Timestamp>) -> impl Strategy<Value = Timestamp> {
    let seconds = range.start().as_second()..=range.end().as_second();
    seconds.prop_map(|second| Timestamp::from_second(second).unwrap_or_default())
}

fn choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        collection::vec("[a-z<]{0,3}", 0..3).prop_map(Choice::Names),
        "[a-z<]{0,3}".prop_map(Choice::Other),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(thing in things()) {
        let text = write(&thing);
        prop_assert_eq!(read(text.as_bytes()), Ok(thing), "{}", text);
    }
}
