//! Maps of names.

use std::{fmt, marker::PhantomData};

use indexmap::IndexMap;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

/// Names and what they stand for, in the order of the file.
pub type Named<T> = IndexMap<String, T>;

/// Reads a map of names without what doesn't fit, which the [reader](super::read) has reported by then.
pub(super) fn named<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Named<T>, D::Error> {
    deserializer.deserialize_map(NamedVisitor(PhantomData))
}

/// Reads a map of names that is there, as [`named`] does.
pub(super) fn present_named<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Named<T>>, D::Error> {
    named(deserializer).map(Some)
}

struct NamedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for NamedVisitor<T> {
    type Value = Named<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Named<T>, A::Error> {
        let mut named = Named::new();
        while let Some(name) = entries.next_key()? {
            if let Ok(value) = entries.next_value() {
                named.insert(name, value);
            }
        }
        Ok(named)
    }
}
