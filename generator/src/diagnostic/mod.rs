//! Diagnostics: what is wrong with a spec, where, and what to do about it.
//!
//! Every stage that reads a spec adds to one [`Diagnostics`] and carries on, so that all errors are shown at once.
//! [`render`](fn@render) turns them into text.

mod code;
mod render;

use std::cmp::Ordering;

pub use code::{Code, Severity, codes, explain};
pub use render::{MessageFormat, Style, render};

use crate::similar::similar;

/// How many errors, and how many warnings, of one spec are shown at most.
const MAX_SHOWN: usize = 100;

/// A range of bytes in a spec's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// A spec's text, and the name to show for it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user gave it.
    pub name: String,
    /// The whole text. What isn't UTF-8 in the file is U+FFFD here.
    pub text: String,
    /// The first byte that isn't UTF-8.
    pub not_utf8: Option<usize>,
}

impl Source {
    /// Returns the line and the column of a byte, both counted from 1, the column in characters.
    #[must_use]
    pub fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        (before.matches('\n').count() + 1, column + 1)
    }
}

/// A span of the spec, with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The span.
    pub span: Span,
    /// What it holds; can be empty.
    pub text: String,
}

/// An error or a warning about a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule is broken.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is wrong.
    pub primary: Label,
    /// Other spans that it involves, such as the first of two definitions.
    pub secondary: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Creates a diagnostic of one span.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: brief(message.into()),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: Vec::new(),
            help: None,
        }
    }

    /// Returns whether it keeps the spec from being used.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }

    /// Sets the text of its own span.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = brief(text.into());
        self
    }

    /// Adds another span.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: brief(text.into()),
        });
        self
    }

    /// Sets the help: the known word that is similar to the one of the spec, or else what to do.
    #[must_use]
    pub fn help_or_similar<'a>(
        self,
        word: &str,
        known: impl Iterator<Item = &'a str>,
        otherwise: impl Into<String>,
    ) -> Self {
        match similar(word, known).first() {
            Some(similar) => self.help(format!("did you mean `{similar}`?")),
            None => self.help(otherwise),
        }
    }

    /// Sets the help.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(brief(text.into()));
        self
    }
}

/// Returns a text as one line, without control characters that a terminal or an editor would obey.
///
/// What it quotes of a spec can be anything, at any length. Of a long text, the beginning and the end are kept.
fn brief(text: String) -> String {
    const PART: usize = 150;
    let is_hidden = |character: char| {
        character.is_control()
            || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let text = if text.contains(is_hidden) {
        let shown = |character: char| {
            if is_hidden(character) {
                character.escape_debug().to_string()
            } else {
                character.to_string()
            }
        };
        text.chars().map(shown).collect()
    } else {
        text
    };
    let (start, end) = (
        text.char_indices().nth(PART),
        text.char_indices().nth_back(PART),
    );
    match (start, end) {
        (Some((start, _)), Some((end, _))) if start + PART < end => {
            let part = |range| text.get(range).unwrap_or_default();
            format!("{} … {}", part(0..start), part(end..text.len()))
        }
        _ => text,
    }
}

/// What there is in place of a value that could not be made: a diagnostic was reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported(());

/// A value, unless a diagnostic says why there is none.
pub type Checked<T> = Result<T, Reported>;

/// All diagnostics so far.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// Adds a diagnostic, unless as many are there as are shown.
    pub fn report(&mut self, diagnostic: Diagnostic) -> Reported {
        let count = if diagnostic.is_error() {
            &mut self.errors
        } else {
            &mut self.warnings
        };
        *count += 1;
        if *count <= MAX_SHOWN {
            self.found.push(diagnostic);
        }
        Reported(())
    }

    /// Adds an error whose text takes time, so that it is only made if it will be shown.
    pub fn report_error(&mut self, error: impl FnOnce() -> Diagnostic) -> Reported {
        if self.errors < MAX_SHOWN {
            return self.report(error());
        }
        self.errors += 1;
        Reported(())
    }

    /// Returns what there is in place of a value of which an earlier stage reported that it is missing.
    pub fn already_reported(&self) -> Reported {
        debug_assert!(!self.has_no_errors(), "somebody reported it");
        Reported(())
    }

    /// Returns whether there are more errors than are shown.
    #[must_use]
    pub fn has_more_errors(&self) -> bool {
        self.errors > MAX_SHOWN
    }

    /// Returns whether there are no errors.
    #[must_use]
    pub fn has_no_errors(&self) -> bool {
        self.errors == 0
    }

    /// Returns the diagnostics that are shown, in the order of the text, each one once.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(in_source_order);
        self.found.dedup();
        self.found
    }
}

fn in_source_order(left: &Diagnostic, right: &Diagnostic) -> Ordering {
    let key = |diagnostic: &Diagnostic| (diagnostic.primary.span, diagnostic.code);
    key(left)
        .cmp(&key(right))
        .then_with(|| left.message.cmp(&right.message))
}

/// Returns all values, unless one is missing. All are made first, so that every diagnostic is reported.
pub fn all<T>(values: impl IntoIterator<Item = Checked<T>>) -> Checked<Vec<T>> {
    let values: Vec<Checked<T>> = values.into_iter().collect();
    values.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Code, Diagnostic, Diagnostics, Span, brief};

    #[test]
    fn a_long_text_keeps_its_beginning_and_its_end() {
        assert_eq!(brief("é".repeat(302)), "é".repeat(302));
        let long = format!("no `{}` here", "é".repeat(1_000));
        let expected = format!("no `{} … {}` here", "é".repeat(146), "é".repeat(145));
        assert_eq!(brief(long), expected);
    }

    #[test]
    fn a_text_is_one_line_without_commands() {
        let hostile = "no `a\nb\r\0\u{1b}[31m\u{202e}\u{2028}` in ‘größe’".to_owned();
        assert_eq!(
            brief(hostile),
            r"no `a\nb\r\0\u{1b}[31m\u{202e}\u{2028}` in ‘größe’"
        );
    }

    #[test]
    fn a_hundred_errors_and_a_hundred_warnings_are_kept() {
        let mut diagnostics = Diagnostics::default();
        let found = |code, number| {
            Diagnostic::new(
                code,
                Span {
                    start: number,
                    end: number,
                },
                "no",
            )
        };
        for number in 0..100 {
            diagnostics.report(found(Code::Tag, number));
            diagnostics.report(found(Code::UnusedShape, number));
        }
        assert!(!diagnostics.has_more_errors());
        diagnostics.report_error(|| unreachable!("it is not shown"));
        diagnostics.report(found(Code::Tag, 100));
        diagnostics.report(found(Code::UnusedShape, 100));
        assert!(diagnostics.has_more_errors());
        assert_eq!(diagnostics.into_sorted().len(), 200);
    }

    #[test]
    fn of_two_words_that_are_as_similar_the_first_of_the_alphabet_is_suggested() {
        for known in [["cat", "bat"], ["bat", "cat"]] {
            let diagnostic = Diagnostic::new(Code::UnknownShape, Span::default(), "no");
            let diagnostic = diagnostic.help_or_similar("hat", known.into_iter(), "none");
            assert_eq!(diagnostic.help.as_deref(), Some("did you mean `bat`?"));
        }
    }
}
