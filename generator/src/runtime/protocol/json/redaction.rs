//! Redaction of secrets in the JSON body of an error response.

use super::super::super::{Body, Secrets, call::redact::without};
use super::error_repair;

/// Redacts the secrets in a body, and repairs it.
pub(super) fn body(body: Body, secrets: &Secrets<'_>) -> Body {
    let mut body = error_repair::body(body);
    secrets(&mut |secret| {
        if let Some(redacted) = without(secret, body.bytes()) {
            body = redacted.into();
        }
    });
    body
}
