//! A family of types that has every kind of value in it, and values of them.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;
use proptest::{collection::vec, option, prelude::*};
use secrecy::SecretString;

use crate::runtime::{
    self, Document, Empty, Nullable, Number, Sensitive, UnknownMember, UnknownValue, Wipe,
    enumeration, int_enum, structure, tagged_union, union, union_by_kind, union_by_members,
};

/// One member of each kind, all of which may be absent.
#[derive(Clone, Debug, Default)]
pub struct Everything {
    pub boolean: Option<bool>,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub number: Option<Number>,
    pub string: Option<String>,
    pub secret: Option<SecretString>,
    pub blob: Option<Bytes>,
    pub epoch_seconds: Option<Timestamp>,
    pub date_time: Option<Timestamp>,
    pub http_date: Option<Timestamp>,
    pub document: Option<Document>,
    pub colour: Option<Colour>,
    pub size: Option<Size>,
    pub collections: Option<Collections>,
    pub tree: Option<Tree>,
    pub event: Option<Event>,
    pub price: Option<Price>,
    pub target: Option<Target>,
    pub nullable: Nullable<i16>,
    pub null: Option<i16>,
    pub next: Option<Box<Everything>>,
    pub sensitive: Option<Sensitive<Collections>>,
}

structure!(Everything {
    boolean: "boolean",
    byte: "byte",
    short: "a \"short\" \u{1f6a2}",
    integer: "integer",
    long: "long",
    float: "float",
    double: "double",
    number: "number",
    string: "string",
    secret: "secret",
    blob: "blob",
    epoch_seconds: "epochSeconds",
    date_time: "dateTime" as date_time,
    http_date: "httpDate" as http_date,
    document: "document",
    colour: "colour",
    size: "size",
    collections: "collections",
    tree: "tree",
    event: "event",
    price: "price",
    target: "target",
    next: "next",
    nullable: "nullable",
    null: "null" as nullable,
    sensitive: "sensitive",
});

/// Lists and maps, all of which are there.
#[derive(Clone, Debug)]
pub struct Collections {
    pub texts: Vec<String>,
    pub sparse: Vec<Option<i64>>,
    pub days: Vec<Timestamp>,
    pub secrets: Vec<Sensitive<i32>>,
    pub lists: BTreeMap<String, Vec<Document>>,
    pub sparse_map: BTreeMap<String, Option<f64>>,
    pub trees: BTreeMap<String, Tree>,
    pub additional: BTreeMap<String, Timestamp>,
}

structure!(Collections {
    texts: "texts",
    sparse: "sparse",
    days: "days" as date_time,
    secrets: "secrets",
    lists: "lists",
    sparse_map: "sparse_map",
    trees: "trees",
    ..additional as date_time
});

impl Wipe for Collections {
    fn wipe(&mut self) {
        *self = Self::empty();
    }
}

/// A union that may hold itself.
#[derive(Clone, Debug)]
pub enum Tree {
    Leaf(String),
    When(Timestamp),
    Branch(Box<Tree>),
    Branches(Vec<Tree>),
    Unknown(UnknownMember),
}

union!(Tree {
    Leaf: "leaf",
    When: "when" as http_date,
    Branch: "branch",
    Branches: "branches"
});

/// A union with a tag.
#[derive(Clone, Debug)]
pub enum Event {
    Created(Created),
    Joined(Box<Joined>),
    Unknown(UnknownValue),
}

tagged_union!(
    "type",
    Event {
        Created: "created",
        Joined: "JOINED \"twice\""
    }
);

/// A structure in which the tag is a member.
#[derive(Clone, Debug)]
pub struct Created {
    pub at: Option<Timestamp>,
    pub kind: String,
}

structure!(Created {
    at: "at" as http_date,
    kind: "type" as required
});

/// A structure that holds the union again.
#[derive(Clone, Debug)]
pub struct Joined {
    pub next: Option<Event>,
    pub events: Vec<Event>,
}

structure!(Joined {
    next: "next",
    events: "events"
});

/// A union with a member for each kind of value but text.
#[derive(Clone, Debug)]
pub enum Price {
    IsFree(bool),
    Exact(i64),
    Days(Vec<Timestamp>),
    Details(BTreeMap<String, Price>),
    Unknown(UnknownValue),
}

union_by_kind!(Price {
    IsFree: Boolean,
    Exact: Number,
    Days: List as date_time,
    Details: Map
});

/// A union of structures.
#[derive(Clone, Debug)]
pub enum Target {
    Both(Both),
    Url(Box<Url>),
    Unknown(UnknownValue),
}

union_by_members!(Target {
    Both: ["url", "id"],
    Url: ["url"]
});

/// The structure that requires more.
#[derive(Clone, Debug)]
pub struct Both {
    pub id: i64,
    pub url: String,
}

structure!(Both {
    id: "id" as required,
    url: "url" as required
});

/// The structure that requires less, and holds the union again.
#[derive(Clone, Debug)]
pub struct Url {
    pub url: String,
    pub next: Option<Target>,
}

structure!(Url {
    url: "url" as required,
    next: "next"
});

/// An enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Colour {
    Red,
    Green,
    UnknownValue(String),
}

enumeration!(Colour {
    Red: "red",
    Green: "GREEN"
});

/// An enum of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Size {
    Small,
    Large,
    UnknownValue(i32),
}

int_enum!(Size {
    Small: 1,
    Large: -7
});

/// Any value of the family.
pub fn everything() -> impl Strategy<Value = Everything> {
    flat_everything().prop_recursive(3, 8, 1, |next| {
        (flat_everything(), option::of(next)).prop_map(|(everything, next)| Everything {
            next: next.map(Box::new),
            ..everything
        })
    })
}

fn flat_everything() -> impl Strategy<Value = Everything> {
    (
        numbers(),
        texts(),
        times(),
        option::of(collections()),
        option::of(tree()),
        (
            option::of(event()),
            option::of(price()),
            option::of(target()),
        ),
        option::of(collections()),
    )
        .prop_map(
            |(numbers, texts, times, collections, tree, unions, sensitive)| Everything {
                collections,
                tree,
                event: unions.0,
                price: unions.1,
                target: unions.2,
                sensitive: sensitive.map(Sensitive::from),
                string: texts.string,
                secret: texts.secret,
                blob: texts.blob,
                document: texts.document,
                colour: texts.colour,
                epoch_seconds: times.epoch_seconds,
                date_time: times.date_time,
                http_date: times.http_date,
                ..numbers
            },
        )
}

prop_compose! {
    fn numbers()(
        boolean in any::<Option<bool>>(),
        byte in any::<Option<i8>>(),
        short in any::<Option<i16>>(),
        integer in any::<Option<i32>>(),
        long in any::<Option<i64>>(),
        float in option::of(prop::num::f32::ANY),
        double in option::of(prop::num::f64::ANY),
        number in option::of(number()),
        size in any::<Option<i32>>(),
        nullable in any::<Option<i16>>(),
        null in any::<Option<i16>>(),
    ) -> Everything {
        // A null is read as absent.
        let nullable = nullable.map_or(Nullable::Absent, Nullable::Value);
        let size = size.map(Size::from);
        Everything { boolean, byte, short, integer, long, float, double, number, size, nullable, null, ..Everything::default() }
    }
}

prop_compose! {
    fn texts()(
        string in any::<Option<String>>(),
        secret in any::<Option<String>>(),
        blob in any::<Option<Vec<u8>>>(),
        document in option::of(document()),
        colour in option::of(prop_oneof!["red", "GREEN", ".*"]),
    ) -> Everything {
        Everything {
            string,
            secret: secret.map(SecretString::from),
            blob: blob.map(Bytes::from),
            // A member that is null is as if it weren't there.
            document: document.filter(|document| *document != Document::Null),
            colour: colour.as_deref().map(Colour::from),
            ..Everything::default()
        }
    }
}

prop_compose! {
    fn times()(
        epoch_seconds in option::of(timestamp()),
        date_time in option::of(timestamp()),
        http_date in option::of(second()),
    ) -> Everything {
        Everything { epoch_seconds, date_time, http_date, ..Everything::default() }
    }
}

prop_compose! {
    fn collections()(
        texts in vec(any::<String>(), 0..4),
        sparse in vec(any::<Option<i64>>(), 0..4),
        days in vec(timestamp(), 0..4),
        secrets in vec(any::<i32>(), 0..4),
        lists in prop::collection::btree_map(any::<String>(), vec(document(), 0..3), 0..3),
        sparse_map in prop::collection::btree_map(any::<String>(), option::of(prop::num::f64::ANY), 0..4),
        trees in prop::collection::btree_map(any::<String>(), tree(), 0..3),
        additional in prop::collection::btree_map("[A-Z]{0,3}", timestamp(), 0..3),
    ) -> Collections {
        let secrets = secrets.into_iter().map(Sensitive::from).collect();
        Collections { texts, sparse, days, secrets, lists, sparse_map, trees, additional }
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let unknown = (
        "[a-z]{1,3}!",
        document().prop_filter("null is no member", |value| *value != Document::Null),
    );
    let leaf = prop_oneof![
        any::<String>().prop_map(Tree::Leaf),
        second().prop_map(Tree::When),
        unknown.prop_map(|(name, value)| Tree::Unknown(UnknownMember::new(name, value))),
        Just(Tree::empty()),
    ];
    leaf.prop_recursive(4, 16, 3, |tree| {
        prop_oneof![
            tree.clone().prop_map(|tree| Tree::Branch(Box::new(tree))),
            vec(tree, 0..3).prop_map(Tree::Branches),
        ]
    })
}

fn event() -> impl Strategy<Value = Event> {
    let created = |at| Created {
        at,
        kind: "created".to_owned(),
    };
    let names = ["created", "JOINED \"twice\""].map(|name| Some(Document::from(name)));
    let is_known = move |value: &Document| match value {
        Document::Map(members) => names.contains(&members.get("type").cloned()),
        _ => false,
    };
    let unknown = prop_oneof![
        document(),
        (document(), ".*").prop_map(|(value, tag)| {
            let tag = Document::from(tag);
            BTreeMap::from([("next".to_owned(), value), ("type".to_owned(), tag)]).into()
        })
    ];
    let leaf = prop_oneof![
        option::of(second()).prop_map(move |at| Event::Created(created(at))),
        present(unknown, move |value| !is_known(value)).prop_map(Event::Unknown),
    ];
    leaf.prop_recursive(4, 16, 3, |event| {
        (option::of(event.clone()), vec(event, 0..3))
            .prop_map(|(next, events)| Event::Joined(Box::new(Joined { next, events })))
    })
}

fn price() -> impl Strategy<Value = Price> {
    let is_unknown = |value: &Document| matches!(value, Document::String(_));
    let leaf = prop_oneof![
        any::<bool>().prop_map(Price::IsFree),
        any::<i64>().prop_map(Price::Exact),
        vec(timestamp(), 0..3).prop_map(Price::Days),
        present(any::<String>().prop_map(Document::from), is_unknown).prop_map(Price::Unknown),
    ];
    leaf.prop_recursive(4, 16, 3, |price| {
        prop::collection::btree_map(any::<String>(), price, 0..3).prop_map(Price::Details)
    })
}

fn target() -> impl Strategy<Value = Target> {
    let is_unknown = |value: &Document| match value {
        Document::Map(members) => !members.contains_key("url"),
        _ => true,
    };
    let leaf = prop_oneof![
        (any::<i64>(), any::<String>()).prop_map(|(id, url)| Target::Both(Both { id, url })),
        present(document(), is_unknown).prop_map(Target::Unknown),
    ];
    leaf.prop_recursive(4, 16, 3, |target| {
        (any::<String>(), option::of(target))
            .prop_map(|(url, next)| Target::Url(Box::new(Url { url, next })))
    })
}

/// A value that is unknown to a union. Null is absent.
fn present(
    values: impl Strategy<Value = Document>,
    is_unknown: impl Fn(&Document) -> bool,
) -> impl Strategy<Value = UnknownValue> {
    values
        .prop_filter("the value is known", move |value| {
            *value != Document::Null && is_unknown(value)
        })
        .prop_map(UnknownValue::from)
}

fn document() -> impl Strategy<Value = Document> {
    let leaf = prop_oneof![
        Just(Document::Null),
        any::<bool>().prop_map(Document::Boolean),
        number().prop_map(Document::Number),
        any::<String>().prop_map(Document::String),
    ];
    leaf.prop_recursive(4, 16, 3, |document| {
        prop_oneof![
            vec(document.clone(), 0..3).prop_map(Document::List),
            prop::collection::btree_map(any::<String>(), document, 0..3).prop_map(Document::Map),
        ]
    })
}

/// RFC 8259, section 6.
fn number() -> impl Strategy<Value = Number> {
    r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?"
        .prop_map(|digits| digits.parse().unwrap())
}

fn timestamp() -> impl Strategy<Value = Timestamp> {
    (second(), 0..1_000_000_000).prop_map(|(second, nanosecond)| {
        Timestamp::new(second.as_second(), nanosecond).unwrap_or(second)
    })
}

fn second() -> impl Strategy<Value = Timestamp> {
    let seconds = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
    seconds.prop_map(|second| Timestamp::from_second(second).unwrap_or_default())
}

/// The members of the structure that has one of each.
pub fn names() -> Vec<&'static str> {
    Everything::MEMBERS
        .iter()
        .map(|member| member.name)
        .collect()
}
