//! A document as a tree of places.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::mismatch::is_meant;
use crate::diagnostic::Span;

/// A value of the document: where it stands, and where its children do.
#[derive(Debug, Default)]
pub struct Node {
    /// A number that no other node of the document has.
    pub id: usize,
    /// The value itself.
    pub span: Span,
    pub(super) children: Children,
}

/// Where each key stands, and its value.
pub(super) type Entries = IndexMap<Box<str>, (Span, Node)>;

/// What a value holds.
#[derive(Debug, Default)]
pub(super) enum Children {
    #[default]
    None,
    /// Boxed, because most values are none, and every one would have the room for it.
    Map(Box<Entries>),
    Sequence(Vec<Node>),
}

impl Node {
    /// Returns the value of a key, if this is a map that has it.
    pub fn value(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|(_, value)| value)
    }

    /// Returns where a key stands, and its value, if this is a map that has it.
    pub fn entry(&self, key: &str) -> Option<(Span, &Self)> {
        match &self.children {
            Children::Map(entries) => entries.get(key).map(|(span, value)| (*span, value)),
            Children::None | Children::Sequence(_) => None,
        }
    }

    /// Returns the key at this place of a map: its text, where it stands, and its value.
    pub fn entry_at(&self, index: usize) -> Option<(&str, Span, &Self)> {
        let (key, (span, value)) = self.map()?.get_index(index)?;
        Some((key, *span, value))
    }

    /// Returns the keys and values of a map.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        self.map()
            .into_iter()
            .flatten()
            .map(|(key, (_, value))| (key.as_ref(), value))
    }

    /// Returns the values of a map, and where their keys stand.
    pub fn spanned_entries(&self) -> impl Iterator<Item = (Span, &Self)> {
        self.map()
            .into_iter()
            .flatten()
            .map(|(_, (span, value))| (*span, value))
    }

    fn map(&self) -> Option<&Entries> {
        match &self.children {
            Children::Map(entries) => Some(entries),
            Children::None | Children::Sequence(_) => None,
        }
    }

    /// Returns the values of a map, or the items of a sequence.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        let items = match &self.children {
            Children::Sequence(items) => items.as_slice(),
            Children::None | Children::Map(_) => &[],
        };
        self.entries().map(|(_, value)| value).chain(items)
    }

    /// Returns whether a key was refused that may be the one that is missing.
    pub fn has_misspelt(&self, key: &str, mismatches: &HashSet<usize>) -> bool {
        self.entries()
            .any(|(other, value)| mismatches.contains(&value.id) && is_meant(other, key))
    }

    /// Returns an item, if this is a sequence that has so many.
    pub fn item(&self, index: usize) -> Option<&Self> {
        match &self.children {
            Children::Sequence(items) => items.get(index),
            Children::None | Children::Map(_) => None,
        }
    }
}

/// Where everything in a document stands, and what of it was no use.
#[derive(Debug)]
pub struct Positions {
    /// The whole document.
    pub root: Node,
    /// The ids of the nodes whose values didn't fit.
    pub mismatches: HashSet<usize>,
}
