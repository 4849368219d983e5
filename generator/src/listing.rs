//! Lists in the text of messages.

use std::borrow::Borrow;

/// Returns `a`, `a and b` or `a, b and c`.
pub(crate) fn listed<T: Borrow<str>>(items: &[T]) -> String {
    match items {
        [before @ .., last] if !before.is_empty() => {
            format!("{} and {}", before.join(", "), last.borrow())
        }
        items => items.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn items_are_separated_by_commas_and_the_last_by_a_word() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
    }
}
