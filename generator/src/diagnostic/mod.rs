//! What is wrong with a spec, where, and what to do about it.
//!
//! Every stage that reads a spec adds to one [`Diagnostics`] and carries on, so that a user sees all
//! problems at once. [`render`](fn@render) turns them into text.

mod code;
mod render;

use std::{cmp::Ordering, ops::Range};

pub use code::{Code, Severity};
pub use render::{MessageFormat, Style, render};

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

impl Source {
    /// Line and column of a byte, both counted from 1, the column in characters.
    #[must_use]
    pub fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        (before.matches('\n').count() + 1, column + 1)
    }
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

    /// Whether it keeps the spec from being used.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
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

    /// Says which of the known words is meant, if one is like the word that stands there, and else what to do.
    #[must_use]
    pub fn help_or_similar<'a>(
        self,
        word: &str,
        known: impl Iterator<Item = &'a str>,
        otherwise: impl Into<String>,
    ) -> Self {
        let likeness = |known: &'a str| (strsim::damerau_levenshtein(word, known), known);
        let similar = known.map(likeness).min().filter(|(distance, known)| {
            let length = word.chars().count().max(known.chars().count());
            *distance * 3 <= length
        });
        match similar {
            Some((_, similar)) => self.help(format!("did you mean `{similar}`?")),
            None => self.help(otherwise),
        }
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
        debug_assert!(!self.has_no_errors(), "somebody reported it");
        Reported(())
    }

    /// Whether nothing that was found keeps the spec from being used.
    #[must_use]
    pub fn has_no_errors(&self) -> bool {
        !self.found.iter().any(Diagnostic::is_error)
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
