//! Which of the known words is meant by an unknown one.

/// How many characters a word has at most that another one is suggested for.
const MAX_SUGGESTED: usize = 64;

/// Returns the known words that are similar to a word, the most similar first.
pub fn similar<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut similar: Vec<_> = known.filter(|known| is_similar(word, known)).collect();
    similar.sort_by_key(|known| (strsim::damerau_levenshtein(word, known), *known));
    similar
}

/// Returns whether one word is similar to the other: at most a third of the characters differs, or only their case.
pub fn is_similar(word: &str, known: &str) -> bool {
    let (word_len, known_len) = (word.chars().count(), known.chars().count());
    let longest = word_len.max(known_len);
    longest <= MAX_SUGGESTED
        && word_len.abs_diff(known_len) * 3 <= longest
        && (word.eq_ignore_ascii_case(known)
            || strsim::damerau_levenshtein(word, known) * 3 <= longest)
}

#[cfg(test)]
mod tests {
    use super::{is_similar, similar};

    #[test]
    fn the_most_similar_words_are_found_in_order() {
        let known = ["status", "statuses", "state", "members"];
        assert_eq!(
            similar("status_", known.into_iter()),
            ["status", "statuses"]
        );
        assert!(similar("x", known.into_iter()).is_empty());
    }

    #[test]
    fn a_word_in_another_case_is_similar() {
        assert!(is_similar("REST-JSON", "rest-json"));
        assert!(!is_similar("REST-XML", "rest-json"));
    }

    #[test]
    fn nobody_misspells_a_word_of_many_letters() {
        let (word, known) = ("a".repeat(63), "a".repeat(64));
        assert!(is_similar(&word, &known));
        assert!(!is_similar(&known, &format!("{known}a")));
        assert!(!is_similar(&"a".repeat(1 << 20), &"a".repeat(1 << 20)));
    }
}
