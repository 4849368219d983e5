//! What differs between the forms of two protocols: their keys.

use std::borrow::Cow;

use super::super::super::Member;

/// How a protocol writes the keys of a form.
#[derive(Clone, Copy, Debug)]
pub(in super::super::super) struct Keys {
    /// Returns the part of a key that stands for a member of a structure.
    pub(in super::super::super) member: fn(&'static Member) -> Cow<'static, str>,
    /// Returns the key of a list as it stands before the numbers of its items.
    pub(in super::super::super) items: fn(list: &str, schema: &'static Member) -> String,
    /// Whether an empty list has a key, with an empty value.
    pub(in super::super::super) has_empty_lists: bool,
}
