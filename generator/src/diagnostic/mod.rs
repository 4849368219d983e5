//! What is wrong with a spec, where, and what to do about it.
//!
//! Every stage that reads a spec adds to one [`Diagnostics`] and carries on, so that a user sees all
//! problems at once. [`render`](fn@render) turns them into text.

mod code;
mod render;

use std::cmp::Ordering;

pub use code::{Code, Severity, codes, explain};
pub use render::{MessageFormat, Style, render};

/// How many errors, and how many warnings, of one spec are shown. Nobody reads more of them at once.
const MAX_SHOWN: usize = 100;

/// How many letters a word may have for another one to be suggested: nobody misspells longer ones.
const MAX_SUGGESTED: usize = 64;

/// A range of bytes in a spec's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

/// A spec's text, and the name to show for it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user gave it.
    pub name: String,
    /// The whole text. What is no UTF-8 in the file is U+FFFD here.
    pub text: String,
    /// The first byte that is no UTF-8.
    pub not_utf8: Option<usize>,
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
            message: brief(message.into()),
            primary: Label {
                span,
                text: String::new(),
            },
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
        self.primary.text = brief(text.into());
        self
    }

    /// Points to a second place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: brief(text.into()),
        });
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
        let likeness = |known: &&'a str| (strsim::damerau_levenshtein(word, known), *known);
        let similar = known
            .filter(|known| is_similar(word, known))
            .min_by_key(likeness);
        match similar {
            Some(similar) => self.help(format!("did you mean `{similar}`?")),
            None => self.help(otherwise),
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(brief(text.into()));
        self
    }
}

/// Whether one word may be meant for the other: a third of the letters may differ.
#[must_use]
pub fn is_similar(word: &str, known: &str) -> bool {
    let (word_len, known_len) = (word.chars().count(), known.chars().count());
    let longest = word_len.max(known_len);
    longest <= MAX_SUGGESTED
        && word_len.abs_diff(known_len) * 3 <= longest
        && strsim::damerau_levenshtein(word, known) * 3 <= longest
}

/// A text that quotes a spec may hold anything, at any length. So it is made one line without what a terminal or
/// an editor would take for a command; of a long one, the beginning and the end are kept.
fn brief(text: String) -> String {
    const PART: usize = 150;
    let is_hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let text = if text.contains(is_hidden) {
        let shown = |letter: char| {
            if is_hidden(letter) {
                letter.escape_debug().to_string()
            } else {
                letter.to_string()
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

/// The proof that a problem was reported, in place of the value that could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported(());

/// A value, or the proof that somebody said why there is none.
pub type Checked<T> = Result<T, Reported>;

/// All problems that were found so far.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// Adds a problem, if there are not so many that nobody would read it.
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

    /// The proof that an earlier stage reported what is missing now.
    pub fn already_reported(&self) -> Reported {
        debug_assert!(!self.has_no_errors(), "somebody reported it");
        Reported(())
    }

    /// Whether there are more errors than are shown.
    #[must_use]
    pub fn has_more_errors(&self) -> bool {
        self.errors > MAX_SHOWN
    }

    /// Whether nothing that was found keeps the spec from being used.
    #[must_use]
    pub fn has_no_errors(&self) -> bool {
        self.errors == 0
    }

    /// The problems that are shown, in the order of the text, each one once.
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

/// All the values, or the proof that one is missing. Each is made before the first missing one counts, so
/// that every problem is reported.
pub fn all<T>(values: impl IntoIterator<Item = Checked<T>>) -> Checked<Vec<T>> {
    let values: Vec<Checked<T>> = values.into_iter().collect();
    values.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Code, Diagnostic, Diagnostics, Span, brief, is_similar};

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
    fn nobody_misspells_a_word_of_many_letters() {
        let (word, known) = ("a".repeat(63), "a".repeat(64));
        assert!(is_similar(&word, &known));
        assert!(!is_similar(&known, &format!("{known}a")));
        assert!(!is_similar(&"a".repeat(1 << 20), &"a".repeat(1 << 20)));
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
