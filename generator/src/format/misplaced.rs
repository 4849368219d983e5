//! What to do about keys that belong into another map.

use serde_yaml::{Mapping, Value};

use super::BUILT_IN;
use crate::similar::similar;

/// The keys whose value is a map of members.
const OF_MEMBERS: &[&str] = &["input", "output", "members"];

/// The keys whose value is another map.
const OF_OTHERS: &[&str] = &[
    "service",
    "operations",
    "outputs",
    "errors",
    "common_errors",
    "shapes",
    "endpoint",
    "pagination",
    "waiters",
];

/// A key of a map with the keys around it.
#[derive(Clone, Copy)]
pub(super) struct Neighbours<'a> {
    /// The map, unless there is none.
    pub(super) map: Option<&'a Mapping>,
    /// The index of the key.
    pub(super) index: usize,
    /// The value of the key.
    pub(super) value: &'a Value,
}

impl<'a> Neighbours<'a> {
    /// Returns the type that the map names.
    pub(super) fn kind(self) -> Option<&'a str> {
        self.map?.get("type")?.as_str()
    }

    /// Returns the nearest known key in front of this one, if it has no value.
    fn empty_before(self, known: &[&str]) -> Option<&'a str> {
        let before = self.map?.iter().take(self.index);
        let before = before.filter_map(|(key, value)| Some((key.as_str()?, value)));
        let (key, value) = before.filter(|(key, _)| known.contains(key)).last()?;
        value.is_null().then_some(key)
    }

    /// Returns whether the value may be a member.
    fn is_member(self) -> bool {
        match self.value {
            Value::String(kind) => !kind.is_empty() && !kind.contains(' '),
            Value::Mapping(_) => self.has("type"),
            _ => false,
        }
    }

    /// Returns whether the value is a map with this key.
    fn has(self, key: &str) -> bool {
        self.value.get(key).is_some()
    }
}

/// Returns what to do about an unknown key that belongs into another map, to judge by its value and its neighbours.
pub(super) fn misplaced(word: &str, known: &[&str], key: Neighbours<'_>) -> Option<String> {
    if !similar(word, known.iter().copied()).is_empty() {
        return None;
    }
    let below = |map: &str| Some(format!("put it below `{map}:`"));
    if let Some(empty) = key.empty_before(known) {
        let belongs = if OF_MEMBERS.contains(&empty) {
            key.is_member()
        } else {
            OF_OTHERS.contains(&empty)
        };
        if belongs {
            return Some(format!("indent it below `{empty}:`"));
        }
    }
    let is = |key: &str| known.contains(&key);
    if is("common_errors") {
        return match () {
            () if key.has("http") => below("operations"),
            () if key.has("status") => below("errors"),
            () if key.has("type") => below("shapes"),
            () => None,
        };
    }
    let is_typed = key.has("type")
        || key
            .value
            .as_str()
            .is_some_and(|kind| BUILT_IN.contains(&kind));
    if is("unsigned_payload") && is_typed {
        return Some("put it below `input:` or `output:`".to_owned());
    }
    // OpenAPI's `additionalProperties` isn't a member.
    let is_member = is_typed && !word.starts_with("additional");
    if is("streaming") && matches!(key.kind(), Some("structure" | "union")) && is_member {
        return below("members");
    }
    None
}
