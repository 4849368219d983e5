//! What to do about invalid YAML.

use crate::diagnostic::Span;

/// What the parser says of a second `:` in a line, or of a key that is indented deeper than the one before it.
const NO_MAPPING: &str = "mapping values are not allowed in this context";

/// Returns what to do about an error of the parser at this byte, and the span of the cause, which may stand a line before.
pub(super) fn yaml_help(text: &str, at: usize, info: &str) -> (Span, &'static str) {
    let here = Line::at(text, at);
    let before = here.before(text);
    let of_two = || [before, Some(here)].into_iter().flatten();
    for line in of_two() {
        if let Some(span) = line.find('\u{a0}') {
            return (span, "replace the no-break space here by a space");
        }
    }
    for line in of_two() {
        if line.text.trim_start().starts_with("//") {
            let start = line.start + line.indentation();
            let span = Span {
                start,
                end: start + 2,
            };
            return (span, "begin comments with `#`");
        }
    }
    let span = Span { start: at, end: at };
    let help = if info.starts_with("tabs ") {
        "indent with spaces instead of tabs"
    } else if info.contains("flow mapping") && here.has_open_brace() {
        "quote a value with braces, such as `\"https://{tenant}.example.com\"`"
    } else if info == NO_MAPPING && before.is_some_and(|before| here.is_too_deep(before)) {
        "indent this line as the one before it, which has a value already"
    } else {
        "check the indentation and the `:` after each key, and quote values that contain `: ` or ` #`"
    };
    (span, help)
}

/// A line of the text.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    /// Returns the line with this byte.
    fn at(text: &'t str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let rest = text.get(start..).unwrap_or_default();
        Self {
            start,
            text: rest.lines().next().unwrap_or_default(),
        }
    }

    /// Returns the line in front of this one that isn't blank.
    fn before(self, text: &'t str) -> Option<Self> {
        let before = text.get(..self.start)?.trim_end();
        (!before.is_empty()).then(|| Self::at(text, before.len()))
    }

    fn find(self, character: char) -> Option<Span> {
        let start = self.start + self.text.find(character)?;
        Some(Span {
            start,
            end: start + character.len_utf8(),
        })
    }

    fn indentation(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Returns whether a value goes on with a brace.
    fn has_open_brace(self) -> bool {
        let mut characters = self.text.chars().zip(self.text.chars().skip(1));
        characters.any(|(before, brace)| {
            brace == '{' && !before.is_whitespace() && !":,[{".contains(before)
        })
    }

    /// Returns whether the line is indented deeper than a line that has a value.
    fn is_too_deep(self, before: Self) -> bool {
        let is_key = !before.text.trim_end().ends_with(':');
        self.indentation() > before.indentation() && is_key && before.text.contains(": ")
    }
}
