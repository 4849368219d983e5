//! All structures as a document of each format, with a value for each member.

use super::structures::{MEMBERS, Structures, Value};

/// Writes JSON.
pub(super) fn json(structures: Structures) -> Vec<u8> {
    let object = |entries: &[(String, String)]| {
        let entries: Vec<_> = entries
            .iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}", entries.join(","))
    };
    let text = |text: &str| {
        let escaped = text
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\t', "\\t");
        format!("\"{escaped}\"")
    };
    let value = |value| match value {
        Value::Text(value) => text(value),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Double(number) => number.to_string(),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|item| text(item)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| ((*key).into(), text(value)));
            object(&entries.collect::<Vec<_>>())
        }
    };
    nested(structures, value, object).into_bytes()
}

/// Writes XML, as AWS's services do.
pub(super) fn xml(structures: Structures) -> Vec<u8> {
    let element = |name: &str, content: &str| format!("<{name}>{content}</{name}>");
    let elements = |entries: &[(String, String)]| -> String {
        let elements = entries.iter();
        elements.map(|(name, value)| element(name, value)).collect()
    };
    let text = |text: &str| text.replace('&', "&amp;");
    let value = |value| match value {
        Value::Text(value) => text(value),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Double(number) => number.to_string(),
        Value::List(items) => items
            .iter()
            .map(|item| element("member", &text(item)))
            .collect(),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let key = element("key", &text(key));
                element("entry", &(key + &element("value", &text(value))))
            });
            entries.collect()
        }
    };
    element("All", &nested(structures, value, elements)).into_bytes()
}

/// Writes CBOR: a map with all structures.
pub(super) fn cbor(structures: Structures) -> Vec<u8> {
    let map = |entries: &[(String, Vec<u8>)]| {
        let mut bytes = head(5, entries.len());
        for (name, value) in entries {
            bytes.extend(text(name));
            bytes.extend(value);
        }
        bytes
    };
    let value = |value| match value {
        Value::Text(value) => text(value),
        Value::Integer(number) => head(0, number.into()),
        Value::Boolean(value) => vec![0xf4 + u8::from(value)],
        Value::Double(number) => [&[0xfb], &number.to_be_bytes()[..]].concat(),
        Value::List(items) => {
            let texts = items.iter().flat_map(|item| text(item));
            head(4, items.len()).into_iter().chain(texts).collect()
        }
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| ((*key).into(), text(value)));
            map(&entries.collect::<Vec<_>>())
        }
    };
    map(&[("all".into(), nested(structures, value, map))])
}

/// Writes a string of CBOR.
fn text(text: &str) -> Vec<u8> {
    let mut bytes = head(3, text.len());
    bytes.extend(text.as_bytes());
    bytes
}

/// Writes the head of a value of CBOR (RFC 8949, section 3): its major type, and a number of at most 16 bits.
fn head(major: u8, number: usize) -> Vec<u8> {
    let major = major << 5;
    let [.., high, low] = number.to_be_bytes();
    match (high, low) {
        (0, 0..24) => vec![major | low],
        (0, _) => vec![major | 0x18, low],
        _ => vec![major | 0x19, high, low],
    }
}

/// Writes all groups, by what writes a member's value and what writes a structure.
fn nested<T: Clone>(
    structures: Structures,
    value: impl Fn(Value) -> T,
    structure: impl Fn(&[(String, T)]) -> T,
) -> T {
    let item = structure(&MEMBERS.map(|(name, _, member)| (name.to_owned(), value(member))));
    let groups: Vec<_> = structures
        .groups()
        .map(|(group, items)| {
            let items: Vec<_> = items
                .map(|number| (format!("item{number}"), item.clone()))
                .collect();
            (format!("group{group}"), structure(&items))
        })
        .collect();
    structure(&groups)
}
