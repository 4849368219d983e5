//! The documentation of a spec, converted for rustdoc.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use crate::rustdoc::rustdoc;

/// The texts that were converted before. Many members have the same documentation.
#[derive(Default)]
pub(super) struct Docs {
    known: RefCell<HashMap<String, Rc<str>>>,
}

impl Docs {
    /// Converts a text. Returns `None` if it is empty.
    pub(super) fn rustdoc(&self, markdown: Option<&str>) -> Option<Rc<str>> {
        let markdown = markdown.filter(|markdown| !markdown.trim().is_empty())?;
        let mut known = self.known.borrow_mut();
        if let Some(docs) = known.get(markdown) {
            return Some(docs.clone());
        }
        let docs: Rc<str> = rustdoc(markdown).into();
        known.insert(markdown.to_owned(), docs.clone());
        Some(docs)
    }
}
