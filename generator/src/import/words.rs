//! Words for texts that may be no names.

/// What symbols are called, the longer ones first.
const SYMBOLS: &[(&str, &str)] = &[
    ("<=", "LessOrEqual"),
    (">=", "GreaterOrEqual"),
    ("!=", "NotEqual"),
    ("<>", "NotEqual"),
    ("==", "Equal"),
    ("<", "Less"),
    (">", "Greater"),
    ("=", "Equal"),
    ("!", "Not"),
    ("*", "Asterisk"),
    ("+", "Plus"),
    ("-", "Minus"),
    ("/", "Slash"),
    ("%", "Percent"),
    ("&", "And"),
    ("|", "Or"),
    ("~", "Tilde"),
    ("^", "Caret"),
    ("?", "Question"),
    (".", "Dot"),
    (",", "Comma"),
    (":", "Colon"),
    (";", "Semicolon"),
    ("#", "Hash"),
    ("@", "At"),
    ("$", "Dollar"),
    ("_", "Underscore"),
    (" ", "Space"),
];

/// Returns the words of a text, separated by `_`: its ASCII letters and digits, the sign of a number, and the names of its
/// symbols if it has nothing else. Returns an empty text if there are none.
pub(super) fn words(text: &str) -> String {
    if !text.contains(|letter: char| letter.is_ascii_alphanumeric()) {
        return symbols(text);
    }
    let is_number = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) if is_number(rest) => (Some("Plus"), rest),
        (_, Some(rest)) if is_number(rest) => (Some("Minus"), rest),
        _ => (None, text),
    };
    let split = rest.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words = sign
        .into_iter()
        .chain(split.filter(|word| !word.is_empty()));
    words.collect::<Vec<_>>().join("_")
}

fn symbols(text: &str) -> String {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let known = SYMBOLS
            .iter()
            .find_map(|(symbol, word)| Some((*word, rest.strip_prefix(symbol)?)));
        match known {
            Some((word, behind)) => {
                words.push(word);
                rest = behind;
            }
            None => rest = rest.get(first.len_utf8()..).unwrap_or_default(),
        }
    }
    words.join("_")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn texts_have_words() {
        let cases = [
            ("16:9", "16_9"),
            ("+1", "Plus_1"),
            ("-1", "Minus_1"),
            ("a+b-c", "a_b_c"),
            ("<=", "LessOrEqual"),
            ("*", "Asterisk"),
            ("größe", "gr_e"),
            ("日本", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
