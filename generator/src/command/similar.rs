//! Which word is meant by a misspelt one.

/// Returns which of the known words is meant: at most a third of its characters may differ.
pub(super) fn similar<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |known: &str| strsim::damerau_levenshtein(word, known);
    known
        .min_by_key(|known| distance(known))
        .filter(|known| distance(known) * 3 <= known.len().max(word.len()))
}
