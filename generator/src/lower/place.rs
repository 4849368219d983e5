//! A place in the spec, followed from the root by key and index.

use std::cell::RefCell;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Reported, Span},
    format::{Node, Positions},
};

/// Where a value of the spec stands, and whom to tell what is wrong with it.
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

    /// Adds a problem, wherever it is.
    pub(super) fn report(&self, diagnostic: Diagnostic) -> Reported {
        self.diagnostics.borrow_mut().report(diagnostic)
    }

    /// Adds an error whose text takes time, so that it is only made if it will be shown.
    pub(super) fn report_error(&self, error: impl FnOnce() -> Diagnostic) -> Reported {
        self.diagnostics.borrow_mut().report_error(error)
    }

    /// The proof that somebody reported what is missing now.
    pub(super) fn already_reported(&self) -> Reported {
        self.diagnostics.borrow().already_reported()
    }

    /// Whether nothing that was found so far, anywhere, keeps the spec from being used.
    pub(super) fn has_no_errors(&self) -> bool {
        self.diagnostics.borrow().has_no_errors()
    }

    /// The place of a key's value. Where the key is missing, it is the place of the map's own key.
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

    /// The place of a member's type, which is all there is where the member is written short.
    pub(super) fn type_(&self) -> Self {
        if self.has("type") {
            self.at("type")
        } else {
            *self
        }
    }

    /// The place of an item of a list.
    pub(super) fn item(&self, index: usize) -> Self {
        let node = self.node.and_then(|node| node.item(index));
        Self {
            node,
            key: node.map_or(self.key, |node| node.span),
            ..*self
        }
    }

    /// Whether the spec's text has this key, be its value usable or not.
    pub(super) fn has(&self, key: &str) -> bool {
        self.node.is_some_and(|node| node.value(key).is_some())
    }

    /// Whether this is a map that has any entry, be it usable or not.
    pub(super) fn has_entries(&self) -> bool {
        self.node
            .is_some_and(|node| node.entries().next().is_some())
    }

    /// Whether nothing below was reported as a misfit when the text was read.
    pub(super) fn is_whole(&self) -> bool {
        self.node.is_none_or(|node| self.is_node_whole(node))
    }

    fn is_node_whole(&self, node: &Node) -> bool {
        !self.positions.misfits.contains(&node.id)
            && node.children().all(|child| self.is_node_whole(child))
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
