//! A place in the spec: a path of keys and indexes, with its span.

use std::cell::RefCell;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Reported, Span},
    format::{Node, Positions},
};

/// The place of a value in the spec, with the diagnostics to report to.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    positions: &'a Positions,
    diagnostics: &'a RefCell<Diagnostics>,
    node: Option<&'a Node>,
    key: Span,
}

impl<'a> Place<'a> {
    pub(super) fn root(positions: &'a Positions, diagnostics: &'a RefCell<Diagnostics>) -> Self {
        let start = positions.root.span.start;
        Self {
            positions,
            diagnostics,
            node: Some(&positions.root),
            key: Span { start, end: start },
        }
    }

    /// Reports a diagnostic.
    pub(super) fn report(&self, diagnostic: Diagnostic) -> Reported {
        self.diagnostics.borrow_mut().report(diagnostic)
    }

    /// Reports an error whose message is only formatted if it will be shown.
    pub(super) fn report_error(&self, error: impl FnOnce() -> Diagnostic) -> Reported {
        self.diagnostics.borrow_mut().report_error(error)
    }

    /// Returns the marker that the missing value was reported.
    pub(super) fn already_reported(&self) -> Reported {
        self.diagnostics.borrow().already_reported()
    }

    /// Returns whether no error was reported so far, in the whole spec.
    pub(super) fn has_no_errors(&self) -> bool {
        self.diagnostics.borrow().has_no_errors()
    }

    /// Returns the place of a key's value, or that of the map if the key is missing.
    pub(super) fn at(&self, key: &str) -> Self {
        match self.node.and_then(|node| node.entry(key)) {
            Some((key, node)) => Self {
                node: Some(node),
                key,
                ..*self
            },
            None => Self {
                node: None,
                ..*self
            },
        }
    }

    /// Returns the place of a member's type, which is the member itself in the short form.
    pub(super) fn type_(&self) -> Self {
        if self.has("type") {
            self.at("type")
        } else {
            *self
        }
    }

    /// Returns the place of an item of a list.
    pub(super) fn item(&self, index: usize) -> Self {
        let node = self.node.and_then(|node| node.item(index));
        Self {
            node,
            key: node.map_or(self.key, |node| node.span),
            ..*self
        }
    }

    /// Returns the place of an item of a list, or of the value itself where a value stands for a list of one.
    pub(super) fn item_or_value(&self, index: usize) -> Self {
        match self.node.and_then(|node| node.item(index)) {
            Some(_) => self.item(index),
            None => *self,
        }
    }

    /// Returns whether the spec contains this key, even with an invalid value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.node.is_some_and(|node| node.value(key).is_some())
    }

    /// Returns whether the spec contains this key, or might: the map itself has the wrong type.
    pub(super) fn may_have(&self, key: &str) -> bool {
        self.has(key)
            || self
                .node
                .is_some_and(|node| self.positions.mismatches.contains(&node.id))
    }

    /// Returns whether a key was reported that seems to stand for this one.
    pub(super) fn has_misspelt(&self, key: &str) -> bool {
        let mismatches = &self.positions.mismatches;
        self.node
            .is_some_and(|node| node.has_misspelt(key, mismatches))
    }

    /// Returns whether this is a map with an entry, even an invalid one.
    pub(super) fn has_entries(&self) -> bool {
        self.node
            .is_some_and(|node| node.entries().next().is_some())
    }

    /// Returns whether nothing below was reported when the spec was read.
    pub(super) fn is_whole(&self) -> bool {
        self.node.is_none_or(|node| self.is_node_whole(node))
    }

    fn is_node_whole(&self, node: &Node) -> bool {
        !self.positions.mismatches.contains(&node.id)
            && node.children().all(|child| self.is_node_whole(child))
    }

    /// Returns the span of the key.
    pub(super) fn key(&self) -> Span {
        self.key
    }

    /// Returns the span of the value.
    pub(super) fn value(&self) -> Span {
        self.node.map_or(self.key, |node| node.span)
    }
}
