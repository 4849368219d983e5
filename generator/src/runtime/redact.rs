//! Keeps a secret that a server repeats out of what is shown.

/// Shorter secrets are left alone: they would be found in any text.
const MIN_LEN: usize = 8;

/// Replaces every one of the secrets in a text.
pub(super) fn redact(mut text: String, secrets: &[&str]) -> String {
    for secret in secrets {
        if secret.len() >= MIN_LEN && text.contains(secret) {
            text = text.replace(secret, "[redacted]");
        }
    }
    text
}
