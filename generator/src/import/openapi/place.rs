//! The lines and columns of places in a document.

use std::collections::{BTreeSet, HashMap};

use saphyr_parser::{Event, Parser};

/// A collection that is being read.
enum Open {
    Map {
        pointer: String,
        /// The key whose value comes next.
        key: Option<String>,
    },
    List {
        pointer: String,
        index: usize,
    },
}

/// Returns the line and the column of each of these JSON Pointers (RFC 6901), both counted from 1. A key is where its
/// text begins. What the parser doesn't reach is left out.
pub(super) fn lines<'p>(
    text: &str,
    pointers: &BTreeSet<&'p str>,
) -> HashMap<&'p str, (usize, usize)> {
    let mut found = HashMap::new();
    let mut open: Vec<Open> = Vec::new();
    let mut events = Parser::new_from_str(text);
    let mut key_place = (1, 1);
    while let Some(Ok((event, span))) = events.next_event() {
        let place = (span.start.line(), span.start.col() + 1);
        match event {
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                continue;
            }
            Event::StreamEnd => break,
            Event::Scalar(..)
            | Event::MappingStart(..)
            | Event::SequenceStart(..)
            | Event::Alias(_) => {}
            _ => continue,
        }
        let (pointer, place) = match open.last_mut() {
            None => (String::new(), place),
            Some(Open::Map { pointer, key }) => {
                let Some(key) = key.take() else {
                    // No document has a collection as a key.
                    let Event::Scalar(word, ..) = &event else {
                        break;
                    };
                    *key = Some(word.replace('~', "~0").replace('/', "~1"));
                    key_place = place;
                    continue;
                };
                (format!("{pointer}/{key}"), key_place)
            }
            Some(Open::List { pointer, index }) => {
                let item = format!("{pointer}/{index}");
                *index += 1;
                (item, place)
            }
        };
        if let Some(wanted) = pointers.get(pointer.as_str()) {
            found.entry(*wanted).or_insert(place);
            if found.len() == pointers.len() {
                break;
            }
        }
        match event {
            Event::MappingStart(..) => open.push(Open::Map { pointer, key: None }),
            Event::SequenceStart(..) => open.push(Open::List { pointer, index: 0 }),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::lines;

    #[test]
    fn a_pointer_has_a_line_and_a_column() {
        let yaml = "a:\n  b/c:\n    - x: 1\n    - y: 2\nd: ~\n";
        let json = "{\n  \"a\": { \"b/c\": [1,\n 2] }, \"d\": null }";
        let pointers = BTreeSet::from(["", "/a/b~1c", "/a/b~1c/1", "/d", "/nothing"]);
        let cases = [
            (
                yaml,
                [
                    ("", (1, 1)),
                    ("/a/b~1c", (2, 3)),
                    ("/a/b~1c/1", (4, 7)),
                    ("/d", (5, 1)),
                ],
            ),
            (
                json,
                [
                    ("", (1, 1)),
                    ("/a/b~1c", (2, 10)),
                    ("/a/b~1c/1", (3, 2)),
                    ("/d", (3, 8)),
                ],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(lines(text, &pointers), expected.into(), "{text}");
        }
    }
}
