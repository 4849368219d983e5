//! Names for what a document doesn't name, or names in a way that isn't one of the format.

use std::collections::{HashMap, HashSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::{
    format::BUILT_IN,
    import::words::words,
    names::{type_name, value_name},
};

/// Returns a text as a part of the name of a type: `simple-user` as `SimpleUser`. It is empty if the text has no words.
pub(super) fn type_words(text: &str) -> String {
    words(text).to_upper_camel_case()
}

/// Returns a text as the name of a type.
pub(super) fn type_of(text: &str) -> String {
    let name = type_words(text);
    match name.chars().next() {
        None => "Unnamed".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("N{name}"),
        Some(_) => name,
    }
}

/// Returns a text as the name of a member: as it is if that is a name.
pub(super) fn member_of(text: &str) -> String {
    let is_plain = !text.contains(['.', '$', '@']);
    if is_plain && value_name(text).is_some() {
        return text.to_owned();
    }
    let name = words(text).to_snake_case();
    match name.chars().next() {
        None => "unnamed".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("n{name}"),
        Some(_) => name,
    }
}

/// Returns the singular of an English plural, as far as its end tells.
pub(super) fn singular(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let ends = |end: &str| lower.ends_with(end);
    if ends("ies") && name.len() > 4 {
        return format!("{}y", name.get(..name.len() - 3).unwrap_or_default());
    }
    let drops_two = ["sses", "shes", "ches", "xes"].iter().any(|end| ends(end));
    let keeps_s = ["ss", "us", "is", "ics", "series", "news"]
        .iter()
        .any(|end| ends(end));
    let dropped = match () {
        () if drops_two => 2,
        () if ends("s") && !keeps_s && name.len() > 2 => 1,
        () => 0,
    };
    name.get(..name.len() - dropped).unwrap_or(name).to_owned()
}

/// Names that are taken, and how to find free ones.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// The names as Rust will have them.
    names: HashSet<String>,
    numbers: HashMap<String, u32>,
}

impl Taken {
    /// Takes the first of these names of types that is free, or the first one with a number.
    pub(super) fn type_among<'n>(&mut self, wishes: impl IntoIterator<Item = &'n str>) -> String {
        let ident = |name: &str| type_name(name).map(|ident| ident.to_string());
        self.among(wishes, |name| !BUILT_IN.contains(&name), ident, "")
    }

    /// Takes the first of these names of members that is free, or the first one with a number.
    pub(super) fn member_among<'n>(&mut self, wishes: impl IntoIterator<Item = &'n str>) -> String {
        let ident = |name: &str| value_name(name).map(|ident| ident.to_string());
        self.among(wishes, |_| true, ident, "_")
    }

    fn among<'n>(
        &mut self,
        wishes: impl IntoIterator<Item = &'n str>,
        is_allowed: impl Fn(&str) -> bool,
        ident: impl Fn(&str) -> Option<String>,
        separator: &str,
    ) -> String {
        let mut first = None;
        for wish in wishes {
            let Some(ident) = ident(wish).filter(|_| is_allowed(wish)) else {
                continue;
            };
            if self.names.insert(ident) {
                return wish.to_owned();
            }
            first.get_or_insert(wish);
        }
        let base = first.unwrap_or("Unnamed");
        loop {
            let number = self.numbers.entry(base.to_owned()).or_insert(1);
            *number += 1;
            let candidate = format!("{base}{separator}{number}");
            if ident(&candidate).is_some_and(|ident| self.names.insert(ident)) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Taken, member_of, singular, type_of};

    #[test]
    fn texts_become_names() {
        let cases = [
            ("simple-user", "SimpleUser", "simple-user"),
            ("filter[name]", "FilterName", "filter_name"),
            ("io.k8s.Pod", "IoK8sPod", "io_k8s_pod"),
            ("2fa", "N2fa", "n2fa"),
            ("+1", "Plus1", "plus_1"),
            ("日本", "Unnamed", "unnamed"),
        ];
        for (text, type_, member) in cases {
            assert_eq!(type_of(text), type_, "{text}");
            assert_eq!(member_of(text), member, "{text}");
        }
    }

    #[test]
    fn a_plural_has_a_singular() {
        let cases = [
            ("Users", "User"),
            ("Policies", "Policy"),
            ("Addresses", "Address"),
            ("Boxes", "Box"),
            ("Status", "Status"),
            ("Access", "Access"),
            ("Analysis", "Analysis"),
            ("Metrics", "Metrics"),
            ("Data", "Data"),
            ("s", "s"),
        ];
        for (plural, expected) in cases {
            assert_eq!(singular(plural), expected);
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number_after_the_other_wishes() {
        let mut taken = Taken::default();
        assert_eq!(taken.type_among(["Pet"]), "Pet");
        assert_eq!(taken.type_among(["pet", "PetBody"]), "PetBody");
        assert_eq!(taken.type_among(["Pet", "PetBody"]), "Pet2");
        assert_eq!(taken.member_among(["petId"]), "petId");
        assert_eq!(taken.member_among(["pet_id"]), "pet_id_2");
    }
}
