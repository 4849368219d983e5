//! The values of an enum in the format's terms.

use std::collections::HashSet;

use indexmap::IndexSet;

use super::yaml::{Map, Node};
use crate::names::type_name;

/// The values: a list where each can be a name too, and else by names that are made of them.
pub(super) fn values(values: &[String]) -> Node {
    let values: IndexSet<_> = values.iter().collect();
    let mut names = HashSet::new();
    let are_names = values.iter().all(|value| {
        type_name(value).is_some_and(|name| name != "Unknown" && names.insert(name.to_string()))
    });
    if are_names {
        return Node::List(values.into_iter().cloned().collect());
    }
    let mut taken = HashSet::from(["Unknown".to_owned()]);
    let by_name = values.into_iter().map(|value| (name(value, &mut taken), Node::text(value)));
    Node::Map(by_name.collect::<Map>())
}

/// A name that no other value has: the value's letters and digits, with a number behind it if it is taken.
fn name(value: &str, taken: &mut HashSet<String>) -> String {
    let word = |letter: char| match letter {
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '_',
    };
    let words: String = value.chars().map(word).collect();
    let words = words.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    let base = match words.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("V{words}"),
        Some(_) => words,
    };
    let mut numbers = 2..;
    let mut candidate = base.clone();
    loop {
        let ident = type_name(&candidate).map(|ident| ident.to_string()).unwrap_or_default();
        if taken.insert(ident) {
            return candidate;
        }
        candidate = format!("{base}_{}", numbers.next().unwrap_or(u64::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::{super::yaml::Node, values};

    fn named(given: &[&str]) -> Node {
        values(&given.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn values_that_are_names_stand_in_a_list_once_each() {
        let list = ["ACTIVE", "In-Progress", "m5.large"].map(str::to_owned).to_vec();
        assert_eq!(named(&["ACTIVE", "In-Progress", "ACTIVE", "m5.large"]), Node::List(list));
    }

    #[test]
    fn values_that_are_no_names_get_some() {
        let cases: [(&[&str], &[&str]); 6] = [
            (&["16:9", "4:3"], &["V16_9", "V4_3"]),
            (&["", "a"], &["Empty", "a"]),
            (&["*", "!", "+"], &["Empty", "Empty_2", "Empty_3"]),
            (&["a-b", "aB", "A_B"], &["a_b", "aB_2", "A_B_3"]),
            (&["UNKNOWN", "OK"], &["UNKNOWN_2", "OK"]),
            (&["größe", "a/b c"], &["gr_e", "a_b_c"]),
        ];
        for (given, expected) in cases {
            let pairs = expected.iter().zip(given);
            let map = pairs.map(|(name, value)| ((*name).to_owned(), Node::text(*value))).collect();
            assert_eq!(named(given), Node::Map(map), "{given:?}");
        }
    }
}
