//! Descriptions in the document as documentation in the spec.

/// How long a text may be, in characters.
const MAX_LENGTH: usize = 20_000;

/// Returns texts as one, each a paragraph of its own, without what is blank and without a repetition. OpenAPI's texts are
/// Markdown already.
pub(super) fn docs<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> Option<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for text in texts.into_iter().flatten() {
        let text = tidy(text);
        let repeats = |known: &String| {
            let known = known.trim_end_matches('.');
            text == known
                || text
                    .strip_prefix(known)
                    .is_some_and(|rest| rest.starts_with(['.', '\n']))
        };
        if text.is_empty() {
            continue;
        }
        if paragraphs.iter().any(repeats) {
            paragraphs.clear();
        }
        paragraphs.push(text);
    }
    let text = paragraphs.join("\n\n");
    match text.lines().count() {
        0 => None,
        1 => Some(text),
        _ => Some(text + "\n"),
    }
}

/// Returns a text without trailing spaces and control characters, if it isn't too long to be read.
fn tidy(text: &str) -> String {
    if text.len() > MAX_LENGTH {
        return String::new();
    }
    let is_printable = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    let text: String = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n")
        .chars()
        .filter(is_printable)
        .collect();
    let lines: Vec<_> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n").replace('\t', "    ")
}

#[cfg(test)]
mod tests {
    use super::docs;

    #[test]
    fn texts_become_paragraphs() {
        let cases = [
            (vec![Some("A pet. "), None], Some("A pet.")),
            (
                vec![Some("List pets"), Some("Returns all pets.")],
                Some("List pets\n\nReturns all pets.\n"),
            ),
            (
                vec![Some("List pets"), Some("List pets.")],
                Some("List pets."),
            ),
            (
                vec![Some("List pets."), Some("List pets.\n\nAll of them.")],
                Some("List pets.\n\nAll of them.\n"),
            ),
            (vec![Some(" \n")], None),
            (vec![Some("a\r\nb\u{7}\tc")], Some("a\nb    c\n")),
        ];
        for (texts, expected) in cases {
            assert_eq!(docs(texts.clone()).as_deref(), expected, "{texts:?}");
        }
    }
}
