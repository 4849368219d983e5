//! Bodies that are forms.

use percent_encoding::percent_decode_str;

/// Whether a content type is that of a form.
pub fn is_form(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Compares two forms: they have the same pairs, in any order.
pub fn check(actual: &[u8], expected: &str) {
    let actual = str::from_utf8(actual).unwrap();
    assert_eq!(pairs(actual), pairs(expected));
}

fn pairs(form: &str) -> Vec<[String; 2]> {
    let pairs = form.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs
        .map(|pair| <[&str; 2]>::from(pair.split_once('=').unwrap()).map(decoded))
        .collect();
    pairs.sort_unstable();
    pairs
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text)
        .decode_utf8()
        .unwrap()
        .into_owned()
}
