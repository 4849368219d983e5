//! What is wrong with a spec, where, and what to do about it.
//!
//! Every stage that reads a spec adds to one [`Diagnostics`] and carries on, so that a user sees all
//! problems at once. [`render`](fn@render) turns them into text.

mod code;
mod render;

use std::{cmp::Ordering, ops::Range};

pub use code::Code;
pub use render::render;

/// A range of bytes in a spec's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

impl Span {
    fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A spec's text, and the name to show for it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user gave it.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A place in the spec and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there; may be empty.
    pub text: String,
}

/// One problem of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule is broken.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is wrong.
    pub primary: Label,
    /// The other places that the problem involves, such as the first of two definitions.
    pub secondary: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem at one place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            help: None,
        }
    }

    /// Says something at the place itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Points to a second place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

/// The proof that a problem was reported, in place of the value that could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported(());

/// A value, or the proof that somebody said why there is none.
pub type Checked<T> = Result<T, Reported>;

/// All problems that were found so far.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a problem.
    pub fn report(&mut self, diagnostic: Diagnostic) -> Reported {
        self.found.push(diagnostic);
        Reported(())
    }

    /// The proof that an earlier stage reported what is missing now.
    pub fn already_reported(&self) -> Reported {
        debug_assert!(!self.is_empty(), "somebody reported it");
        Reported(())
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The problems in the order of the text, each one once.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(in_source_order);
        self.found.dedup();
        self.found
    }
}

fn in_source_order(left: &Diagnostic, right: &Diagnostic) -> Ordering {
    let key = |diagnostic: &Diagnostic| (diagnostic.primary.span, diagnostic.code);
    key(left).cmp(&key(right)).then_with(|| left.message.cmp(&right.message))
}

/// All the values, or the proof that one is missing. Each is made before the first missing one counts, so
/// that every problem is reported.
pub fn all<T>(values: impl IntoIterator<Item = Checked<T>>) -> Checked<Vec<T>> {
    let values: Vec<Checked<T>> = values.into_iter().collect();
    values.into_iter().collect()
}
