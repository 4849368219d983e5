//! Pages that are named by a map.

use std::{collections::BTreeMap, hash::RandomState};

use crate::runtime::{Number, client::PageToken};

fn map<T>(entries: impl IntoIterator<Item = (&'static str, T)>) -> BTreeMap<String, T> {
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

#[test]
fn a_map_without_entries_names_no_page() {
    assert!(map::<String>([]).is_empty());
    let token = map([("id", String::new())]);
    assert!(!PageToken::is_empty(&token));
    assert!(PageToken::is_empty(&map::<String>([])));
}

#[test]
fn a_map_is_known_again_by_its_keys_and_values() {
    let hasher = RandomState::new();
    let texts = [
        map([("a", Some("b"))]),
        map([("a", Some("bc"))]),
        map([("ab", Some("b"))]),
        map([("a", None)]),
        map([("a", Some("b")), ("c", None)]),
        map([("a", Some("b")), ("c", Some(""))]),
    ];
    let text = |map: &BTreeMap<String, Option<&str>>| {
        let map: BTreeMap<_, _> = map
            .iter()
            .map(|(key, value)| (key.clone(), value.map(str::to_owned)))
            .collect();
        map.fingerprint(&hasher)
    };
    for (index, token) in texts.iter().enumerate() {
        for (other_index, other) in texts.iter().enumerate() {
            assert_eq!(
                text(token) == text(other),
                index == other_index,
                "{token:?} {other:?}"
            );
        }
    }
    let lists = [
        vec![vec![1_i64], vec![2]],
        vec![vec![1, 2]],
        vec![vec![], vec![1, 2]],
        vec![vec![2], vec![1]],
    ];
    let lists: std::collections::BTreeSet<_> = lists
        .into_iter()
        .map(|list| map([("a", list)]).fingerprint(&hasher))
        .collect();
    assert_eq!(lists.len(), 4);
    let number =
        |digits: &str| map([("a", digits.parse::<Number>().unwrap())]).fingerprint(&hasher);
    assert_eq!(number("9007199254740993"), number("9007199254740993"));
    assert_ne!(number("9007199254740993"), number("9007199254740992"));
}
