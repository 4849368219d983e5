//! Keeps a secret that a server repeats out of what is shown.

use http::{HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::Body;

/// Shorter secrets are left alone: they would be found in any text.
const MIN_LEN: usize = 8;

/// The headers of a response that errors and outputs show.
const SHOWN: &[&str] =
    &["content-type", "x-amz-request-id", "x-amzn-errortype", "x-amzn-requestid", "x-request-id"];

/// Replaces every one of the secrets in a text.
pub(super) fn redact(mut text: String, secrets: &[SecretString]) -> String {
    for secret in secrets.iter().map(SecretString::expose_secret) {
        if secret.len() >= MIN_LEN && text.contains(secret) {
            text = text.replace(secret, "[redacted]");
        }
    }
    text
}

/// Replaces every one of the secrets in a body.
pub(super) fn redact_body(body: Body, secrets: &[SecretString]) -> Body {
    if secrets.is_empty() {
        return body;
    }
    redact(String::from_utf8_lossy(body.bytes()).into_owned(), secrets).into()
}

/// Replaces every one of the secrets in the headers that are shown.
pub(super) fn redact_headers(headers: &mut HeaderMap, secrets: &[SecretString]) {
    for name in SHOWN {
        let Some(value) = headers.get_mut(*name) else { continue };
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        if let Ok(redacted) = HeaderValue::from_str(&redact(text, secrets)) {
            *value = redacted;
        }
    }
}

/// A text that was cut off somewhere, without the beginning of a secret at its end.
pub(super) fn without_cut_secret<'a>(text: &'a [u8], secrets: &[SecretString]) -> &'a [u8] {
    let cut = |secret: &str| {
        let beginnings = (MIN_LEN..secret.len()).rev().filter_map(|len| secret.as_bytes().get(..len));
        beginnings.into_iter().find(|beginning| text.ends_with(beginning)).map(<[u8]>::len)
    };
    let longest = secrets.iter().map(SecretString::expose_secret).filter_map(cut).max().unwrap_or(0);
    text.get(..text.len().saturating_sub(longest)).unwrap_or(text)
}
