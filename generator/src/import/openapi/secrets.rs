//! Which texts are secrets.

use heck::ToSnakeCase;

use crate::import::words::words;

/// The last words of the names of secrets.
const ENDS: &[&[&str]] = &[
    &["password"],
    &["passwd"],
    &["passphrase"],
    &["secret"],
    &["secrets"],
    &["token"],
    &["tokens"],
    &["credential"],
    &["credentials"],
    &["api", "key"],
    &["apikey"],
    &["private", "key"],
    &["secret", "key"],
    &["access", "key"],
    &["signing", "key"],
    &["encryption", "key"],
    &["client", "secret"],
    &["authorization"],
    &["pwd"],
    &["otp"],
    &["pin", "code"],
    &["set", "cookie"],
    &["cookie"],
];

/// The words before `token` that make it a place in a list, and no secret.
const OF_PAGES: &[&str] = &[
    "page",
    "next",
    "previous",
    "prev",
    "continuation",
    "continue",
    "cursor",
    "sync",
    "pagination",
    "start",
    "marker",
    "max",
    "min",
    "resume",
    "idempotency",
    "cancellation",
    "token",
    "total",
    "prompt",
    "completion",
    "input",
    "output",
    "num",
    "last",
    "first",
    "after",
    "before",
    "thinking",
    "reasoning",
    "audio",
    "text",
    "image",
    "cached",
    "new",
    "budget",
    "generated",
    "estimated",
];

/// Returns whether text of this name must never be shown.
pub(super) fn is_secret(name: &str) -> bool {
    let name = words(name).to_snake_case();
    let words: Vec<_> = name.split('_').collect();
    let ends = ENDS.iter().find(|end| words.ends_with(end));
    let before = ends.and_then(|end| words.len().checked_sub(end.len() + 1));
    let before = before.and_then(|index| words.get(index)).copied();
    match (ends, before) {
        (Some([last @ ("token" | "tokens")]), before) => {
            let is_count = *last == "tokens" && before.is_none();
            !is_count && before.is_none_or(|before| !OF_PAGES.contains(&before))
        }
        (Some(_), Some(before)) => !["has", "is", "no", "requires", "require"].contains(&before),
        (found, None) => found.is_some(),
        (None, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn secrets_are_told_by_their_names() {
        for name in [
            "password",
            "newPassword",
            "client_secret",
            "accessToken",
            "api_key",
            "X-Api-Key",
            "privateKey",
            "token",
            "authorization",
            "refresh-token",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "next_page_token",
            "pageToken",
            "token_type",
            "max_tokens",
            "tokens",
            "key",
            "public_key",
            "has_password",
            "secretary",
            "password_expires_at",
            "name",
            "",
            "continuationToken",
            "prompt_tokens",
            "total_tokens",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
