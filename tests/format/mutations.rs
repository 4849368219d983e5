//! Whatever is changed in a valid spec, it gives either a client or diagnostics with positions inside the file.

use std::{collections::BTreeSet, env};

use crate::spec_checks::Workshop;
use proptest::{
    prelude::*,
    sample::Index,
    test_runner::{Config, RngSeed, TestRunner},
};
use serde_json::Value;

/// Specs that use the whole format between them, whether or not this version can generate it.
const SPECS: [&str; 8] = [
    include_str!("../../spec/portal.yaml"),
    include_str!("../mutations/cloud.yaml"),
    include_str!("../mutations/elements.yaml"),
    include_str!("../mutations/machines.yaml"),
    include_str!("../mutations/pages.yaml"),
    include_str!("../mutations/stock.yaml"),
    include_str!("../mutations/store.yaml"),
    include_str!("../mutations/styles.yaml"),
];

/// What a value or a key is replaced by.
const WORDS: [&str; 26] = [
    "",
    "1",
    "-1",
    "404",
    "1e999",
    "0x10",
    ".nan",
    "99999999999999999999",
    "true",
    "yes",
    "null",
    "~",
    "[]",
    "{}",
    "[a]",
    "{ a: b }",
    "text",
    "string",
    "structure",
    "type",
    "\"\\0\"",
    "'",
    "&a b",
    "*a",
    "!!str a",
    "|",
];

/// One change of a text.
#[derive(Clone, Debug)]
enum Mutation {
    DeleteLine(Index),
    DuplicateLine(Index),
    SwapLines(Index, Index),
    RetypeValue(Index, usize),
    RenameKey(Index, usize),
    Truncate(Index),
    Overwrite(Index, Vec<u8>),
    Insert(Index, String),
}

fn mutations() -> impl Strategy<Value = Mutation> {
    let index = any::<Index>;
    prop_oneof![
        index().prop_map(Mutation::DeleteLine),
        index().prop_map(Mutation::DuplicateLine),
        (index(), index()).prop_map(|(one, other)| Mutation::SwapLines(one, other)),
        (index(), 0..WORDS.len()).prop_map(|(line, word)| Mutation::RetypeValue(line, word)),
        (index(), 0..WORDS.len()).prop_map(|(line, word)| Mutation::RenameKey(line, word)),
        index().prop_map(Mutation::Truncate),
        (index(), prop::collection::vec(any::<u8>(), 1..8))
            .prop_map(|(at, bytes)| Mutation::Overwrite(at, bytes)),
        (
            index(),
            "\\PC{1,8}|[\\x00-\\x20\u{85}\u{2028}\u{feff}-]{1,4}"
        )
            .prop_map(|(at, text)| Mutation::Insert(at, text)),
    ]
}

impl Mutation {
    fn of(&self, spec: &str) -> Vec<u8> {
        let mut lines: Vec<String> = spec.split_inclusive('\n').map(str::to_owned).collect();
        match self {
            Self::DeleteLine(line) => drop(lines.remove(line.index(lines.len()))),
            Self::DuplicateLine(line) => {
                let line = line.index(lines.len());
                lines.insert(line, lines[line].clone());
            }
            Self::SwapLines(one, other) => {
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
            }
            Self::RetypeValue(line, word) => {
                replace(&mut lines, *line, |key, _| {
                    format!("{key}: {}\n", WORDS[*word])
                });
            }
            Self::RenameKey(line, word) => replace(&mut lines, *line, |key, value| {
                let indentation = &key[..key.len() - key.trim_start().len()];
                format!("{indentation}{}: {value}", WORDS[*word])
            }),
            Self::Truncate(at) => return spec.as_bytes()[..at.index(spec.len())].to_vec(),
            Self::Overwrite(at, bytes) => {
                let mut text = spec.as_bytes().to_vec();
                let start = at.index(text.len());
                let end = text.len().min(start + bytes.len());
                text.splice(start..end, bytes.iter().copied());
                return text;
            }
            Self::Insert(at, text) => {
                let starts: Vec<_> = spec.char_indices().map(|(start, _)| start).collect();
                let mut spec = spec.to_owned();
                spec.insert_str(*at.get(&starts), text);
                return spec.into_bytes();
            }
        }
        lines.concat().into_bytes()
    }
}

/// Replaces a line that has a key and a value.
fn replace(lines: &mut [String], index: Index, line: impl Fn(&str, &str) -> String) {
    let with_key: Vec<_> = (0..lines.len())
        .filter(|&at| lines[at].contains(": "))
        .collect();
    let at = *index.get(&with_key);
    let (key, value) = lines[at].split_once(": ").unwrap();
    lines[at] = line(key, value);
}

#[test]
fn a_mutated_spec_gives_a_client_or_diagnostics_inside_the_file() {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(5);
    }
    let workshop = Workshop::new();
    for spec in SPECS {
        assert!(
            workshop
                .codes(spec.as_bytes())
                .iter()
                .all(|code| code == "RS0034"),
            "{spec}"
        );
        TestRunner::new(config.clone())
            .run(&mutations(), |mutation| {
                workshop.codes(&mutation.of(spec));
                Ok(())
            })
            .unwrap();
    }
}

#[test]
fn every_line_of_a_spec_can_be_missing() {
    let workshop = Workshop::new();
    for spec in SPECS {
        let lines: Vec<_> = spec.split_inclusive('\n').collect();
        for missing in 0..lines.len() {
            let text = [&lines[..missing], &lines[missing + 1..]].concat().concat();
            workshop.codes(text.as_bytes());
        }
    }
}

#[test]
fn the_specs_that_are_mutated_use_every_key_of_the_format() {
    let schema: Value = serde_json::from_str(&restsmith::schema()).unwrap();
    let objects = schema["$defs"]
        .as_object()
        .unwrap()
        .values()
        .chain([&schema]);
    let properties = objects.filter_map(|object| object["properties"].as_object());
    let keys: BTreeSet<String> = properties.flat_map(|keys| keys.keys().cloned()).collect();
    let mut used = BTreeSet::new();
    for spec in SPECS {
        collect_keys(&serde_yaml::from_str(spec).unwrap(), &mut used);
    }
    assert_eq!(keys.difference(&used).collect::<Vec<_>>(), [""; 0]);
}

fn collect_keys(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            keys.extend(entries.keys().cloned());
            entries.values().for_each(|value| collect_keys(value, keys));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}
