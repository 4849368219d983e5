//! The values of an enum in the format's terms.

use std::collections::HashSet;

#[cfg(feature = "import")]
use indexmap::IndexMap;
use indexmap::IndexSet;

use super::words::words;
use crate::{
    format::{Value, Values},
    names::type_name,
};

/// Returns the values: a list where each can be a name too, and else by names that are made of them.
pub(super) fn values(values: &[String]) -> Values {
    let values: IndexSet<_> = values.iter().collect();
    let mut names = HashSet::new();
    let are_names = values.iter().all(|value| {
        type_name(value).is_some_and(|name| name != "Unknown" && names.insert(name.to_string()))
    });
    let text = |value: &String| Value::Text(value.clone());
    if are_names {
        return Values(
            values
                .into_iter()
                .map(|value| (value.clone(), text(value)))
                .collect(),
        );
    }
    let mut taken = HashSet::from(["Unknown".to_owned()]);
    Values(
        values
            .into_iter()
            .map(|value| (name(value, &mut taken), text(value)))
            .collect(),
    )
}

/// Returns the numbers of an enum by names that are made of theirs.
#[cfg(feature = "import")]
pub(super) fn numbers(numbers: &IndexMap<String, i64>) -> Values {
    let wanted: Vec<_> = numbers.keys().cloned().collect();
    let Values(by_name) = values(&wanted);
    let names = by_name.into_iter().map(|(name, _)| name);
    Values(
        names
            .zip(numbers.values())
            .map(|(name, number)| (name, Value::Number(*number)))
            .collect(),
    )
}

/// Returns a name that no other value has: the value's words, with a number after them if they are taken.
fn name(value: &str, taken: &mut HashSet<String>) -> String {
    let words = words(value);
    let base = match words.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("V{words}"),
        Some(_) => words,
    };
    let mut numbers = 2..;
    let mut candidate = base.clone();
    loop {
        let ident = type_name(&candidate)
            .map(|ident| ident.to_string())
            .unwrap_or_default();
        if taken.insert(ident) {
            return candidate;
        }
        candidate = format!("{base}_{}", numbers.next().unwrap_or(u64::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, Values, values};

    fn named(given: &[&str]) -> Values {
        values(
            &given
                .iter()
                .map(|value| (*value).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    fn pairs(names: &[&str], given: &[&str]) -> Values {
        let pairs = names.iter().zip(given);
        Values(
            pairs
                .map(|(name, value)| ((*name).to_owned(), Value::Text((*value).to_owned())))
                .collect(),
        )
    }

    #[test]
    fn values_that_are_names_stand_in_a_list_once_each() {
        let once = ["ACTIVE", "In-Progress", "m5.large"];
        assert_eq!(
            named(&["ACTIVE", "In-Progress", "ACTIVE", "m5.large"]),
            pairs(&once, &once)
        );
    }

    #[test]
    fn values_that_are_no_names_get_some() {
        let cases: [(&[&str], &[&str]); 6] = [
            (&["16:9", "4:3"], &["V16_9", "V4_3"]),
            (&["", "a"], &["Empty", "a"]),
            (
                &["*", "!", "日本", ""],
                &["Asterisk", "Not", "Empty", "Empty_2"],
            ),
            (&["a-b", "aB", "A_B"], &["a_b", "aB_2", "A_B_3"]),
            (&["UNKNOWN", "OK"], &["UNKNOWN_2", "OK"]),
            (&["größe", "a/b c"], &["gr_e", "a_b_c"]),
        ];
        for (given, expected) in cases {
            assert_eq!(named(given), pairs(expected, given), "{given:?}");
        }
    }
}
