//! A spec as text: short maps in one line, long ones a line for each key.

use std::fmt::Display;

use serde_yaml::Value;

/// How long a map in one line may get, its indentation included.
const WIDTH: usize = 120;

/// A part of a spec.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// Text that is quoted as it needs.
    Text(String),
    /// A number or a truth value, as written.
    Word(String),
    /// Texts, in one line if they fit.
    List(Vec<String>),
    /// Keys and values, in one line if they fit.
    Map(Map),
    /// Keys and values, each on a line of its own.
    Section(Map),
    /// The same, with a blank line around what takes several lines.
    Chapter(Map),
}

/// Keys and values in order.
pub(super) type Map = Vec<(String, Node)>;

impl Node {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Markdown: in one line, or as it stands.
    pub(super) fn docs(markdown: String) -> Self {
        let end = if markdown.contains('\n') { "\n" } else { "" };
        Self::Text(markdown + end)
    }

    pub(super) fn word(word: impl Display) -> Self {
        Self::Word(word.to_string())
    }

    /// Whether there is something to stand below its key.
    fn has_entries(&self) -> bool {
        match self {
            Self::Text(_) | Self::Word(_) => false,
            Self::List(items) => !items.is_empty(),
            Self::Map(map) | Self::Section(map) | Self::Chapter(map) => !map.is_empty(),
        }
    }

    /// The node in one line, if it can stand in one.
    fn in_one_line(&self) -> Option<String> {
        match self {
            Self::Text(text) => (!text.contains('\n')).then(|| flow_scalar(text)),
            Self::Word(word) => Some(word.clone()),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(|item| flow_scalar(item)).collect();
                Some(format!("[{}]", items.join(", ")))
            }
            Self::Map(map) | Self::Section(map) | Self::Chapter(map) if map.is_empty() => {
                Some("{}".to_owned())
            }
            Self::Map(map) => {
                let entries = map
                    .iter()
                    .map(|(key, node)| Some(format!("{}: {}", flow_scalar(key), node.in_one_line()?)));
                Some(format!("{{ {} }}", entries.collect::<Option<Vec<_>>>()?.join(", ")))
            }
            Self::Section(_) | Self::Chapter(_) => None,
        }
    }
}

/// A whole document.
pub(super) fn document(map: &Map) -> String {
    let mut out = String::new();
    write_entries(map, 0, true, &mut out);
    out
}

fn write_entries(map: &Map, indent: usize, is_spaced: bool, out: &mut String) {
    let mut is_previous_long = None;
    for (key, node) in map {
        let start = out.len();
        write_entry(key, node, indent, out);
        let is_long = out.get(start..).is_some_and(|text| text.lines().nth(1).is_some());
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
        push_line(out, &format!("{margin}{key}: {}", block_scalar(text, indent)));
        return;
    }
    let line = node.in_one_line().map(|line| format!("{margin}{key}: {line}"));
    if let Some(line) = line.filter(|line| line.chars().count() <= WIDTH || !node.has_entries()) {
        push_line(out, &line);
    } else {
        push_line(out, &format!("{margin}{key}:"));
        write_block(node, indent + 2, out);
    }
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn write_block(node: &Node, indent: usize, out: &mut String) {
    match node {
        Node::Map(map) | Node::Section(map) => write_entries(map, indent, false, out),
        Node::Chapter(map) => write_entries(map, indent, true, out),
        Node::List(items) => {
            let margin = " ".repeat(indent);
            for item in items {
                push_line(out, &format!("{margin}- {}", flow_scalar(item)));
            }
        }
        Node::Text(_) | Node::Word(_) => {}
    }
}

/// A text where a map or a list in one line may go on behind it. The library says whether it needs quotes; in a
/// flow collection some more signs do.
fn flow_scalar(text: &str) -> String {
    let is_open = text.contains([',', '[', ']', '{', '}', ':', '?'])
        || !text.starts_with(|first: char| first.is_alphanumeric() || first == '_');
    if is_plain(text) && !is_open { text.to_owned() } else { quoted(text) }
}

/// A text behind a key: in the key's line, or below it as it stands.
fn block_scalar(text: &str, indent: usize) -> String {
    if !text.contains('\n') {
        return if is_plain(text) { text.to_owned() } else { quoted(text) };
    }
    // Other readers of YAML take these for ends of lines.
    let breaks_lines = text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']);
    let literal = if breaks_lines { String::new() } else { library_scalar(text) };
    let is_literal = literal.starts_with("|\n") || literal.starts_with("|-\n");
    if !is_literal {
        return quoted(text);
    }
    let margin = " ".repeat(indent);
    let lines = literal.trim_end_matches('\n').lines();
    let lines =
        lines.map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("{margin}{line}") });
    lines.collect::<Vec<_>>().join("\n").trim_start().to_owned()
}

/// Whether the library writes a text as it is. A text that begins with a digit may be a date to other readers.
fn is_plain(text: &str) -> bool {
    !text.starts_with(|first: char| first.is_ascii_digit())
        && library_scalar(text).strip_suffix('\n') == Some(text)
}

fn library_scalar(text: &str) -> String {
    serde_yaml::to_string(&Value::String(text.to_owned())).unwrap_or_default()
}

/// A text in double quotes. What YAML does not take for printable is escaped, as is all that JSON escapes.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap_or_default();
    let is_printable = |letter: char| {
        matches!(letter, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
            && !matches!(letter, '\u{2028}' | '\u{2029}')
    };
    json.chars()
        .map(
            |letter| {
                if is_printable(letter) {
                    letter.to_string()
                } else {
                    format!("\\U{:08x}", u32::from(letter))
                }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_yaml::Value;

    use super::{Node, document};

    /// What a reader of YAML gets for a node.
    fn value(node: &Node) -> Value {
        match node {
            Node::Text(text) => Value::String(text.clone()),
            Node::Word(word) => serde_yaml::from_str(word).unwrap(),
            Node::List(items) => items.iter().map(|item| Value::String(item.clone())).collect(),
            Node::Map(map) | Node::Section(map) | Node::Chapter(map) => Value::Mapping(
                map.iter().map(|(key, node)| (Value::String(key.clone()), value(node))).collect(),
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
            any::<bool>().prop_map(Node::word),
            prop::collection::vec(text(), 0..5).prop_map(Node::List),
        ];
        leaf.prop_recursive(4, 20, 4, |inner| {
            let map = prop::collection::btree_map(text(), inner, 0..4);
            (map, 0..3).prop_map(|(map, kind)| {
                let map = map.into_iter().collect();
                match kind {
                    0 => Node::Map(map),
                    1 => Node::Section(map),
                    _ => Node::Chapter(map),
                }
            })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_survives(nodes in prop::collection::btree_map(text(), node(), 1..4)) {
            let map: Vec<_> = nodes.into_iter().collect();
            let yaml = document(&map);
            let read: Value = serde_yaml::from_str(&yaml).map_err(|e| TestCaseError::fail(format!("{e}\n{yaml}")))?;
            prop_assert_eq!(read, value(&Node::Map(map)), "{}", yaml);
        }
    }

    #[test]
    fn short_maps_stand_in_one_line_and_long_ones_in_several() {
        let member = |docs: &str| {
            Node::Map(vec![("type".into(), Node::text("string")), ("docs".into(), Node::text(docs))])
        };
        let map = vec![
            ("restsmith".to_owned(), Node::word(1)),
            (
                "input".to_owned(),
                Node::Section(vec![
                    ("id".to_owned(), member("The id: who.")),
                    ("name".to_owned(), member(&"so many words ".repeat(8))),
                    ("note".to_owned(), member("First.\n\n- Second.\n")),
                    ("none".to_owned(), Node::Section(Vec::new())),
                ]),
            ),
            ("errors".to_owned(), Node::List(vec!["NotFound".to_owned(), "a, b".to_owned()])),
        ];
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
        assert_eq!(document(&map), expected);
    }
}
