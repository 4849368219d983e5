//! What is written as a form is what a reader of forms makes of it.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Method;
use proptest::{collection, option, prelude::*};

use crate::runtime::{
    self, Endpoint, RequestBuilder,
    codec::query_form::{keys::Keys, writer::QueryFormWriter},
    protocol::{aws_query, ec2_query},
    structure,
};

/// One member of each kind. The names are the same in EC2's keys.
#[derive(Clone, Debug, Default, PartialEq)]
struct Item {
    name: Option<String>,
    count: Option<i64>,
    ratio: Option<f64>,
    flag: Option<bool>,
    data: Option<Bytes>,
    texts: Option<Vec<String>>,
    items: Option<Vec<Item>>,
    map: Option<BTreeMap<String, String>>,
    next: Option<Box<Item>>,
}

structure!(Item {
    name: "Name",
    count: "Count",
    ratio: "Ratio",
    flag: "Flag",
    data: "Data",
    texts: "Texts",
    items: "Items",
    map: "Map",
    next: "Next",
});

/// How the keys of a form are composed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    /// `A.member.1` and `A.entry.1.key`.
    AwsQuery,
    /// `A.1`, without maps.
    Ec2Query,
    /// `A[]`, `A[0][B]` and `A[key]`.
    Brackets,
}

/// A form that was parsed (WHATWG's URL Standard, section 5.1).
struct Form {
    style: Style,
    pairs: Vec<(String, String)>,
}

impl Form {
    fn parse(style: Style, form: &str) -> Self {
        let pairs = form.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (key, value) = pair.split_once('=').unwrap();
            (decoded(key), decoded(value))
        });
        Self {
            style,
            pairs: pairs.collect(),
        }
    }

    fn get(&self, key: &str) -> Option<String> {
        let mut pairs = self.pairs.iter();
        let (_, value) = pairs.find(|(known, _)| known == key)?;
        Some(value.clone())
    }

    /// Returns whether there is a key of a member of this structure.
    fn has(&self, structure: &str) -> bool {
        let ways = [format!("{structure}."), format!("{structure}[")];
        let mut pairs = self.pairs.iter();
        pairs.any(|(key, _)| ways.iter().any(|way| key.starts_with(way)))
    }

    fn item(&self, prefix: &str) -> Item {
        let key = |name: &str| match self.style {
            _ if prefix.is_empty() => name.to_owned(),
            Style::Brackets => format!("{prefix}[{name}]"),
            Style::AwsQuery | Style::Ec2Query => format!("{prefix}.{name}"),
        };
        let text = |name: &str| self.get(&key(name));
        let next = key("Next");
        Item {
            name: text("Name"),
            count: text("Count").map(|text| text.parse().unwrap()),
            ratio: text("Ratio").map(|text| text.parse().unwrap()),
            flag: text("Flag").map(|text| text.parse().unwrap()),
            data: text("Data").map(|text| from_base64(&text)),
            texts: self.texts(&key("Texts")),
            items: self.items(&key("Items")),
            map: self.map(&key("Map")),
            next: self.has(&next).then(|| Box::new(self.item(&next))),
        }
    }

    /// Returns the key of an item, counted from 0.
    fn key_of_item(&self, list: &str, index: usize) -> String {
        match self.style {
            Style::AwsQuery => format!("{list}.member.{}", index + 1),
            Style::Ec2Query => format!("{list}.{}", index + 1),
            Style::Brackets => format!("{list}[{index}]"),
        }
    }

    fn texts(&self, list: &str) -> Option<Vec<String>> {
        let texts: Vec<_> = if self.style == Style::Brackets {
            let key = format!("{list}[]");
            let pairs = self.pairs.iter().filter(|(known, _)| *known == key);
            pairs.map(|(_, value)| value.clone()).collect()
        } else {
            let keys = (0..).map(|index| self.key_of_item(list, index));
            keys.map_while(|key| self.get(&key)).collect()
        };
        (!texts.is_empty() || self.get(list).as_deref() == Some("")).then_some(texts)
    }

    fn items(&self, list: &str) -> Option<Vec<Item>> {
        let keys = (0..).map(|index| self.key_of_item(list, index));
        let keys = keys.take_while(|key| self.has(key));
        let items: Vec<_> = keys.map(|key| self.item(&key)).collect();
        (!items.is_empty() || self.get(list).as_deref() == Some("")).then_some(items)
    }

    fn map(&self, map: &str) -> Option<BTreeMap<String, String>> {
        let entries: BTreeMap<_, _> = if self.style == Style::Brackets {
            let way = format!("{map}[");
            let entry = |(key, value): &(String, String)| {
                let key = key.strip_prefix(&way)?.strip_suffix(']')?;
                Some((key.to_owned(), value.clone()))
            };
            self.pairs.iter().filter_map(entry).collect()
        } else {
            let entry = |number: usize| {
                let part = |part| self.get(&format!("{map}.entry.{number}.{part}"));
                Some((part("key")?, part("value")?))
            };
            (1..).map_while(entry).collect()
        };
        (!entries.is_empty()).then_some(entries)
    }
}

/// Replaces `+` and what is percent-encoded.
fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(bytes.next().unwrap()).to_digit(16).unwrap();
                u8::try_from(16 * digit() + digit()).unwrap()
            }
            other => other,
        });
    }
    String::from_utf8(decoded).unwrap()
}

/// Decodes base64 (RFC 4648, section 4).
fn from_base64(text: &str) -> Bytes {
    assert_eq!(text.len() % 4, 0, "{text}");
    let digits = text.trim_end_matches('=').bytes().map(|digit| {
        u32::from(match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            _ => 63,
        })
    });
    let digits: Vec<_> = digits.collect();
    let bytes = digits.chunks(4).flat_map(|digits| {
        let bits = (0..4).fold(0, |bits, index| {
            (bits << 6) | digits.get(index).unwrap_or(&0)
        });
        let [_, bytes @ ..] = bits.to_be_bytes();
        bytes.into_iter().take(digits.len() - 1)
    });
    bytes.collect()
}

/// Returns any value that a form has pairs for. Nothing is said of a structure without members.
fn items() -> impl Strategy<Value = Item> {
    let singles = (
        any::<String>(),
        any::<Option<i64>>(),
        option::of(any::<f64>().prop_filter("equal to itself", |number| !number.is_nan())),
        any::<Option<bool>>(),
        option::of(collection::vec(any::<u8>(), 0..6).prop_map(Bytes::from)),
    );
    let many = (
        option::of(collection::vec(any::<String>(), 1..4)),
        option::of(collection::btree_map("[^\\[\\]]{1,4}", ".*", 1..4)),
    );
    let leaf = (singles, many).prop_map(|((name, count, ratio, flag, data), (texts, map))| Item {
        name: Some(name),
        count,
        ratio,
        flag,
        data,
        texts,
        map,
        ..Item::default()
    });
    leaf.prop_recursive(3, 8, 3, |item| {
        let items = option::of(collection::vec(item.clone(), 1..4));
        (item.clone(), items, option::of(item)).prop_map(|(item, items, next)| Item {
            items,
            next: next.map(Box::new),
            ..item
        })
    })
}

/// Removes the maps, which EC2's protocol doesn't have.
fn without_maps(item: Item) -> Item {
    let items = item
        .items
        .map(|items| items.into_iter().map(without_maps).collect());
    let next = item.next.map(|next| Box::new(without_maps(*next)));
    Item {
        map: None,
        items,
        next,
        ..item
    }
}

fn query(keys: &'static Keys, item: &Item) -> String {
    let form = QueryFormWriter::write(keys, "Action=Act", item).unwrap();
    form.strip_prefix("Action=Act").unwrap().to_owned()
}

fn brackets(item: &Item) -> String {
    let endpoint = Endpoint::parse("https://api.example.com").unwrap();
    let request = RequestBuilder::new(Method::POST, "/").with_form(&endpoint, &[], item);
    let request = request.unwrap();
    str::from_utf8(request.body().bytes()).unwrap().to_owned()
}

#[test]
fn an_empty_list_is_read_from_a_query_alone() {
    let empty = Item {
        texts: Some(Vec::new()),
        items: Some(Vec::new()),
        ..Item::default()
    };
    let form = query(&aws_query::keys::KEYS, &empty);
    assert_eq!(Form::parse(Style::AwsQuery, &form).item(""), empty);
    assert_eq!(query(&ec2_query::keys::KEYS, &empty), "");
    assert_eq!(brackets(&empty), "");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_for_aws_query_is_read_as_what_it_was(item in items()) {
        let form = query(&aws_query::keys::KEYS, &item);
        prop_assert_eq!(Form::parse(Style::AwsQuery, &form).item(""), item, "{}", form);
    }

    #[test]
    fn what_is_written_for_ec2_query_is_read_as_what_it_was(item in items()) {
        let item = without_maps(item);
        let form = query(&ec2_query::keys::KEYS, &item);
        prop_assert_eq!(Form::parse(Style::Ec2Query, &form).item(""), item, "{}", form);
    }

    #[test]
    fn what_is_written_as_a_form_is_read_as_what_it_was(item in items()) {
        let form = brackets(&item);
        prop_assert_eq!(Form::parse(Style::Brackets, &form).item(""), item, "{}", form);
    }
}
