//! A spec as text: short maps in one line, long ones a line for each key.

use serde_yaml::Value;

use crate::rustdoc::is_hidden;

use super::tree::{Map, Node};

/// How long a map or a list in one line may get, its indentation included.
const WIDTH: usize = 120;

/// How far a value stands to the right of its key.
const INDENT: usize = 2;

impl Node {
    /// Returns whether there is something to stand below its key.
    fn has_entries(&self) -> bool {
        match self {
            Self::Text(_) | Self::Word(_) => false,
            Self::List(items) => !items.is_empty(),
            Self::Map(map) | Self::Section(map) | Self::Definitions(map) => !map.is_empty(),
        }
    }

    /// Returns whether it may stand in one line.
    fn is_flat(&self) -> bool {
        match self {
            Self::Text(text) => !text.contains('\n'),
            Self::Word(_) | Self::List(_) => true,
            Self::Map(map) => map.iter().all(|(_, node)| node.is_flat()),
            Self::Section(map) | Self::Definitions(map) => map.is_empty(),
        }
    }

    /// Returns the node in one line.
    fn in_one_line(&self) -> String {
        match self {
            Self::Text(text) => flow_scalar(text),
            Self::Word(word) => word.clone(),
            Self::List(items) => {
                format!(
                    "[{}]",
                    items
                        .iter()
                        .map(Self::in_one_line)
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            }
            Self::Map(map) | Self::Section(map) | Self::Definitions(map) => {
                let entries = map
                    .iter()
                    .map(|(key, node)| format!("{}: {}", flow_scalar(key), node.in_one_line()));
                let entries = entries.collect::<Vec<_>>().join(", ");
                if entries.is_empty() {
                    "{}".to_owned()
                } else {
                    format!("{{ {entries} }}")
                }
            }
        }
    }
}

/// Returns a whole document.
pub(super) fn document(node: &Node) -> String {
    let mut out = String::new();
    write_block(node, 0, &mut out);
    out
}

/// Writes keys and values, if spaced then with a blank line around what takes several lines.
fn write_entries(map: &Map, indent: usize, is_spaced: bool, out: &mut String) {
    let mut is_previous_long = None;
    for (key, node) in map {
        let start = out.len();
        write_entry(key, node, indent, out);
        let is_long = out
            .get(start..)
            .is_some_and(|text| text.lines().nth(1).is_some());
        if is_spaced && is_previous_long.is_some_and(|previous| previous || is_long) {
            out.insert(start, '\n');
        }
        is_previous_long = Some(is_long);
    }
}

fn write_entry(key: &str, node: &Node, indent: usize, out: &mut String) {
    let margin = " ".repeat(indent);
    let key = flow_scalar(key);
    if let Node::Text(text) = node {
        push_line(
            out,
            &format!("{margin}{key}: {}", block_scalar(text, indent)),
        );
        return;
    }
    let line = node
        .is_flat()
        .then(|| format!("{margin}{key}: {}", node.in_one_line()));
    if let Some(line) = line.filter(|line| line.chars().count() <= WIDTH || !node.has_entries()) {
        push_line(out, &line);
    } else {
        push_line(out, &format!("{margin}{key}:"));
        write_block(node, indent + INDENT, out);
    }
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn write_block(node: &Node, indent: usize, out: &mut String) {
    match node {
        Node::Map(map) | Node::Section(map) => write_entries(map, indent, indent == 0, out),
        // What the document itself defines are its chapters.
        Node::Definitions(map) => write_entries(map, indent, indent <= INDENT, out),
        Node::List(items) => {
            let margin = " ".repeat(indent);
            for item in items {
                push_line(out, &format!("{margin}- {}", item.in_one_line()));
            }
        }
        Node::Text(_) | Node::Word(_) => {}
    }
}

/// Returns a text as it stands in a map or a list in one line: in quotes where `serde_yaml` says so, or where it holds
/// what means something in such a line.
fn flow_scalar(text: &str) -> String {
    let is_open = text.contains([',', '[', ']', '{', '}', ':', '?'])
        || !text.starts_with(|first: char| first.is_alphanumeric() || first == '_');
    if is_plain(text) && !is_open {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Returns a text after a key: in the key's line, or below it as it stands.
fn block_scalar(text: &str, indent: usize) -> String {
    if !text.contains('\n') {
        return if is_plain(text) {
            text.to_owned()
        } else {
            quoted(text)
        };
    }
    // Other readers of YAML take these for ends of lines.
    let breaks_lines =
        text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']) || text.contains(is_hidden);
    let literal = if breaks_lines {
        String::new()
    } else {
        library_scalar(text)
    };
    let is_literal = literal.starts_with("|\n") || literal.starts_with("|-\n");
    if !is_literal {
        return quoted(text);
    }
    let margin = " ".repeat(indent);
    let lines = literal.trim_end_matches('\n').lines();
    let lines = lines.map(|line| {
        if line.trim().is_empty() {
            line.to_owned()
        } else {
            format!("{margin}{line}")
        }
    });
    lines.collect::<Vec<_>>().join("\n").trim_start().to_owned()
}

/// Returns whether `serde_yaml` writes a text as it is. A text that begins with a digit may be a date to other readers.
fn is_plain(text: &str) -> bool {
    !text.starts_with(|first: char| first.is_ascii_digit())
        && !text.contains(is_hidden)
        && library_scalar(text).strip_suffix('\n') == Some(text)
}

fn library_scalar(text: &str) -> String {
    serde_yaml::to_string(&Value::String(text.to_owned())).unwrap_or_default()
}

/// Returns a text in double quotes. What YAML does not take for printable is escaped, as is all that JSON escapes.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap_or_default();
    let is_printable = |character: char| {
        matches!(character, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
            && !matches!(character, '\u{2028}' | '\u{2029}')
            && !is_hidden(character)
    };
    json.chars()
        .map(|character| {
            if is_printable(character) {
                character.to_string()
            } else {
                format!("\\U{:08x}", u32::from(character))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_yaml::Value;

    use super::{Map, Node, document};

    /// Returns what a reader of YAML gets for a node.
    fn value(node: &Node) -> Value {
        match node {
            Node::Text(text) => Value::String(text.clone()),
            Node::Word(word) => serde_yaml::from_str(word).unwrap(),
            Node::List(items) => items.iter().map(value).collect(),
            Node::Map(map) | Node::Section(map) | Node::Definitions(map) => Value::Mapping(
                map.iter()
                    .map(|(key, node)| (Value::String(key.clone()), value(node)))
                    .collect(),
            ),
        }
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[ -~]{0,150}",
            "[ \n\t#:,\\-'\"|>a{}\\[\\]]{0,20}",
            "[a-z\n ]{0,30}",
            "[a-z\n\u{85}\u{2028}]{0,10}",
            Just("yes".to_owned()),
            Just("null".to_owned()),
            Just("0x1f".to_owned()),
            Just("1e3".to_owned()),
            Just("~".to_owned()),
            Just(".inf".to_owned()),
            Just("<<".to_owned()),
            Just("---".to_owned()),
            Just("a\r\nb\u{85}c\u{2028}\u{feff}\u{7f}".to_owned()),
        ]
    }

    fn node() -> impl Strategy<Value = Node> {
        let leaf = prop_oneof![
            text().prop_map(Node::Text),
            any::<bool>().prop_map(|value| Node::Word(value.to_string())),
        ];
        leaf.prop_recursive(4, 20, 4, |inner| {
            let list = prop::collection::vec(inner.clone(), 0..5).prop_map(Node::List);
            let map = prop::collection::btree_map(text(), inner, 0..4);
            let map = (map, 0..3).prop_map(|(map, kind)| {
                let map = map.into_iter().collect();
                match kind {
                    0 => Node::Map(map),
                    1 => Node::Section(map),
                    _ => Node::Definitions(map),
                }
            });
            prop_oneof![list, map]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_survives(nodes in prop::collection::btree_map(text(), node(), 1..4)) {
            let node = Node::Map(nodes.into_iter().collect());
            let yaml = document(&node);
            let read: Value = serde_yaml::from_str(&yaml).map_err(|e| TestCaseError::fail(format!("{e}\n{yaml}")))?;
            prop_assert_eq!(read, value(&node), "{}", yaml);
        }
    }

    #[test]
    fn short_maps_stand_in_one_line_and_long_ones_in_several() {
        let text = |text: &str| Node::Text(text.to_owned());
        let map = |entries: Vec<(&str, Node)>| -> Map {
            entries
                .into_iter()
                .map(|(key, node)| (key.to_owned(), node))
                .collect()
        };
        let member =
            |docs: &str| Node::Map(map(vec![("type", text("string")), ("docs", text(docs))]));
        let members = map(vec![
            ("id", member("The id: who.")),
            ("name", member(&"so many words ".repeat(8))),
            ("note", member("First.\n\n- Second.\n")),
            ("none", Node::Section(Map::new())),
        ]);
        let document = document(&Node::Map(map(vec![
            ("restsmith", Node::Word("1".to_owned())),
            ("input", Node::Section(members)),
            ("errors", Node::List(vec![text("NotFound"), text("a, b")])),
        ])));
        let expected = format!(
            "\
restsmith: 1

input:
  id: {{ type: string, docs: \"The id: who.\" }}
  name:
    type: string
    docs: \"{}\"
  note:
    type: string
    docs: |
      First.

      - Second.
  none: {{}}

errors: [NotFound, \"a, b\"]
",
            "so many words ".repeat(8)
        );
        assert_eq!(document, expected);
    }
}
