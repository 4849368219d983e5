//! Redaction of secrets that a server repeats.

use std::convert::TryFrom;

use http::{HeaderValue, Response};

use super::{super::Body, escape};

/// The minimum length of a secret that is redacted. A shorter one may occur in any text.
const MIN_LEN: usize = 8;

/// The headers of a successful response that are shown in addition to its members.
const SHOWN: &[&str] = &[
    "content-encoding",
    "content-type",
    "x-amz-request-id",
    "x-amzn-errortype",
    "x-amzn-requestid",
    "x-request-id",
];

/// A function that calls a visitor with each of the secrets that were sent.
#[doc(hidden)]
pub type Secrets<'a> = dyn Fn(&mut dyn FnMut(&str)) + 'a;

/// Redacts the secrets in a text.
pub(in super::super) fn redact(mut text: String, secrets: &Secrets<'_>) -> String {
    secrets(&mut |secret| {
        if let Some(redacted) = without(secret, text.as_bytes()) {
            text = redacted;
        }
    });
    text
}

/// Redacts the secrets in the headers that may be shown. In an error response, any header may be a member.
pub(in super::super) fn redact_headers(
    response: &mut Response<Body>,
    is_error: bool,
    secrets: &Secrets<'_>,
) {
    secrets(&mut |secret| {
        for (name, value) in response.headers_mut() {
            let is_shown = is_error || SHOWN.contains(&name.as_str());
            let redacted = is_shown
                .then(|| without(secret, value.as_bytes()))
                .flatten();
            if let Some(Ok(redacted)) = redacted.map(HeaderValue::try_from) {
                *value = redacted;
            }
        }
    });
}

/// Returns a text with each occurrence of a secret redacted, or `None` if it doesn't contain the secret.
pub(in super::super) fn without(secret: &str, text: &[u8]) -> Option<String> {
    // No form of a secret is shorter than the secret.
    if !(MIN_LEN..=text.len()).contains(&secret.len()) {
        return None;
    }
    let text = String::from_utf8_lossy(text);
    let mut redacted = String::new();
    // The length of the text that is in `redacted` already.
    let mut copied = 0;
    for start in starts(&text, secret) {
        // A start before `copied` is part of a secret that was redacted.
        let Some(before) = text.get(copied..start) else {
            continue;
        };
        if let Some(Stripped::Whole(rest)) = text.get(start..).map(|text| strip(text, secret)) {
            redacted.push_str(before);
            redacted.push_str("[redacted]");
            copied = text.len() - rest.len();
        }
    }
    if redacted.is_empty() {
        return None;
    }
    redacted.push_str(text.get(copied..).unwrap_or_default());
    Some(redacted)
}

/// Returns a truncated text without the beginning of a secret at its end.
pub(in super::super) fn without_cut_secret<'a>(text: &'a str, secrets: &Secrets<'_>) -> &'a str {
    let mut end = text.len();
    secrets(&mut |secret| {
        // No escape of a character is longer.
        let window = secret.len().saturating_mul(escape::MAX_LEN);
        let first = text.len().saturating_sub(window);
        let cut = starts(text, secret)
            .filter(|start| *start >= first)
            .find(|start| {
                matches!(
                    text.get(*start..).map(|text| strip(text, secret)),
                    Some(Stripped::Cut)
                )
            });
        end = end.min(cut.unwrap_or(end));
    });
    text.get(..end).unwrap_or(text)
}

/// Returns where a secret may begin in a text: at the secret's first byte, or at an escape.
fn starts<'t>(text: &'t str, secret: &str) -> impl Iterator<Item = usize> + 't {
    let first = secret.bytes().next();
    let bytes = text.as_bytes();
    // Few texts contain an escape, and a fold checks that quickly.
    let has_escape = bytes
        .iter()
        .fold(false, |found, byte| found | escape::begins(*byte));
    let is_start = move |byte: u8| Some(byte) == first || (has_escape && escape::begins(byte));
    bytes
        .iter()
        .enumerate()
        .filter(move |(_, byte)| is_start(**byte))
        .map(|(index, _)| index)
}

/// The result of stripping a secret from the beginning of a text.
enum Stripped<'t> {
    /// The text after the secret.
    Whole(&'t str),
    /// The text ends in the middle of the secret, after at least [`MIN_LEN`] bytes of it.
    Cut,
    No,
}

fn strip<'t>(text: &'t str, secret: &str) -> Stripped<'t> {
    if let Some(rest) = text.strip_prefix(secret) {
        return Stripped::Whole(rest);
    }
    let mut rest = text;
    for (index, character) in secret.char_indices() {
        match escape::strip_character(rest, character) {
            Some(after) => rest = after,
            None if index >= MIN_LEN && escape::is_cut(rest) => return Stripped::Cut,
            None => return Stripped::No,
        }
    }
    Stripped::Whole(rest)
}
