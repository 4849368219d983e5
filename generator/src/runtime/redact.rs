//! Keeps a secret that a server repeats out of what is shown.

use http::{HeaderValue, Response};
use percent_encoding::utf8_percent_encode;
use secrecy::{ExposeSecret, SecretString};

use super::{Body, Writer, request::NOT_UNRESERVED};

/// Shorter secrets are left alone: they would be found in any text.
const MIN_LEN: usize = 8;

/// The headers of a success that are shown besides its members.
const SHOWN: &[&str] =
    &["content-type", "x-amz-request-id", "x-amzn-errortype", "x-amzn-requestid", "x-request-id"];

/// Replaces every one of the secrets in a text.
pub(super) fn redact(mut text: String, secrets: &[SecretString]) -> String {
    for form in forms_within(text.len(), secrets) {
        if text.contains(form.expose_secret()) {
            text = text.replace(form.expose_secret(), "[redacted]");
        }
    }
    text
}

/// How a secret may stand on the wire: as it is, escaped as JSON has it, with or without its slashes, or as a URI
/// has it.
fn forms(secret: &SecretString) -> [SecretString; 4] {
    let plain = secret.expose_secret();
    let quoted = Writer::write(secret).unwrap_or_default();
    let json = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(plain);
    let uri: String = utf8_percent_encode(plain, NOT_UNRESERVED).collect();
    [plain.into(), json.into(), json.replace('/', "\\/").into(), uri.into()]
}

/// The forms of the secrets that a text of this length has room for. No form is shorter than the secret.
fn forms_within(length: usize, secrets: &[SecretString]) -> impl Iterator<Item = SecretString> {
    let has_room = move |secret: &&SecretString| (MIN_LEN..=length).contains(&secret.expose_secret().len());
    secrets.iter().filter(has_room).flat_map(forms)
}

/// Whether one of the secrets is to be replaced in a text.
fn repeats(text: &str, secrets: &[SecretString]) -> bool {
    forms_within(text.len(), secrets).any(|form| text.contains(form.expose_secret()))
}

/// Replaces every one of the secrets in a body.
pub(super) fn redact_body(body: Body, secrets: &[SecretString]) -> Body {
    let text = String::from_utf8_lossy(body.bytes());
    if repeats(&text, secrets) { redact(text.into_owned(), secrets).into() } else { body }
}

/// Replaces every one of the secrets in the headers that are shown: in an error, members may be any.
pub(super) fn redact_headers(response: &mut Response<Body>, secrets: &[SecretString]) {
    let is_error = !response.status().is_success();
    for (name, value) in response.headers_mut() {
        let text = String::from_utf8_lossy(value.as_bytes());
        if repeats(&text, secrets)
            && (is_error || SHOWN.contains(&name.as_str()))
            && let Ok(redacted) = HeaderValue::try_from(redact(text.into_owned(), secrets))
        {
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
