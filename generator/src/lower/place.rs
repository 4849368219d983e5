//! A place in the spec, followed from the root by key and index.

use crate::{diagnostic::Span, spec::Node};

/// Where a value of the spec stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    node: Option<&'a Node>,
    key: Span,
}

impl<'a> Place<'a> {
    pub(super) fn root(node: &'a Node) -> Self {
        Self { node: Some(node), key: Span { start: node.span.start, end: node.span.start } }
    }

    /// The place of a key's value. Where the key is missing, it is the place of the map's own key.
    pub(super) fn at(&self, key: &str) -> Self {
        match self.node.and_then(|node| node.entry(key)) {
            Some((key, node)) => Self { node: Some(node), key },
            None => Self { node: None, key: self.key },
        }
    }

    /// The place of an item of a list.
    pub(super) fn item(&self, index: usize) -> Self {
        let node = self.node.and_then(|node| node.item(index));
        Self { node, key: node.map_or(self.key, |node| node.span) }
    }

    /// Whether the spec's text has this key, be its value usable or not.
    pub(super) fn has(&self, key: &str) -> bool {
        self.node.is_some_and(|node| node.value(key).is_some())
    }

    /// Whether this is a map that has any entry, be it usable or not.
    pub(super) fn has_entries(&self) -> bool {
        self.node.is_some_and(Node::has_entries)
    }

    /// Where the key stands.
    pub(super) fn key(&self) -> Span {
        self.key
    }

    /// Where the value stands.
    pub(super) fn value(&self) -> Span {
        self.node.map_or(self.key, |node| node.span)
    }
}
