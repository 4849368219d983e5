//! Keeps a secret that a server repeats out of what is shown.

use std::convert::TryFrom;

use http::{HeaderValue, Response};
use percent_encoding::utf8_percent_encode;
use secrecy::{ExposeSecret, SecretString};

use super::super::{Body, Writer, protocol::request::NOT_UNRESERVED};

/// Shorter secrets are left alone: they would be found in any text.
const MIN_LEN: usize = 8;

/// The headers of a success that are shown besides its members.
const SHOWN: &[&str] = &[
    "content-encoding",
    "content-type",
    "x-amz-request-id",
    "x-amzn-errortype",
    "x-amzn-requestid",
    "x-request-id",
];

/// Shows a visitor each of the secrets that were sent.
pub type Secrets<'a> = dyn Fn(&mut dyn FnMut(&str)) + 'a;

/// Replaces every one of the secrets in a text.
pub(in super::super) fn redact(mut text: String, secrets: &Secrets<'_>) -> String {
    secrets(&mut |secret| {
        if let Some(redacted) = without(secret, text.as_bytes()) {
            text = redacted;
        }
    });
    text
}

/// Replaces every one of the secrets in a body.
pub(in super::super) fn redact_body(mut body: Body, secrets: &Secrets<'_>) -> Body {
    secrets(&mut |secret| {
        if let Some(redacted) = without(secret, body.bytes()) {
            body = redacted.into();
        }
    });
    body
}

/// Replaces every one of the secrets in the headers that are shown: in an error, members may be any.
pub(in super::super) fn redact_headers(response: &mut Response<Body>, secrets: &Secrets<'_>) {
    let is_error = !response.status().is_success();
    secrets(&mut |secret| {
        for (name, value) in response.headers_mut() {
            let is_shown = is_error || SHOWN.contains(&name.as_str());
            let redacted = is_shown.then(|| without(secret, value.as_bytes())).flatten();
            if let Some(Ok(redacted)) = redacted.map(HeaderValue::try_from) {
                *value = redacted;
            }
        }
    });
}

/// A text in which a secret is replaced, if it is there.
fn without(secret: &str, text: &[u8]) -> Option<String> {
    // No form of a secret is shorter than the secret.
    if !(MIN_LEN..=text.len()).contains(&secret.len()) {
        return None;
    }
    let (mut text, mut is_there) = (String::from_utf8_lossy(text), false);
    visit_forms(secret, &mut |form| {
        if text.contains(form) {
            text = text.replace(form, "[redacted]").into();
            is_there = true;
        }
    });
    is_there.then(|| text.into_owned())
}

/// How a secret may stand on the wire: as it is, escaped as JSON has it, with or without its slashes, or as a URI
/// has it.
fn visit_forms(secret: &str, visit: &mut dyn FnMut(&str)) {
    visit(secret);
    // What stands for itself in a URI does so in JSON.
    let uri: SecretString = utf8_percent_encode(secret, NOT_UNRESERVED).collect::<String>().into();
    if uri.expose_secret() != secret {
        let quoted: SecretString = Writer::write(&SecretString::from(secret)).unwrap_or_default().into();
        let json = quoted.expose_secret();
        let json = json.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(secret);
        visit(json);
        visit(SecretString::from(json.replace('/', "\\/")).expose_secret());
        visit(uri.expose_secret());
    }
}

/// Returns a text that was cut off somewhere without the beginning of a secret at its end, in whatever form.
pub(in super::super) fn without_cut_secret<'a>(text: &'a str, secrets: &Secrets<'_>) -> &'a str {
    let mut longest = 0;
    secrets(&mut |secret| {
        visit_forms(secret, &mut |form| {
            let mut beginnings = (MIN_LEN..form.len()).rev().filter_map(|end| form.get(..end));
            let cut = beginnings.find(|beginning| text.ends_with(beginning));
            longest = longest.max(cut.map_or(0, str::len));
        });
    });
    text.get(..text.len().saturating_sub(longest)).unwrap_or(text)
}
