//! Random ids by which a service knows a call, and its repetition.

use std::{fmt, sync::Arc};

/// Gives the idempotency tokens that callers leave out.
#[derive(Clone)]
pub(super) struct TokenSource(Arc<dyn Fn() -> String + Send + Sync>);

impl TokenSource {
    pub(super) fn new(source: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(source))
    }

    pub(super) fn next(&self) -> String {
        (self.0)()
    }
}

impl Default for TokenSource {
    fn default() -> Self {
        Self::new(uuid)
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSource").finish_non_exhaustive()
    }
}

/// A UUID of version 4 (RFC 9562, section 5.4).
pub(super) fn uuid() -> String {
    let bits = fastrand::u128(..) & !(0xf << 76) & !(0b11 << 62) | (4 << 76) | (0b10 << 62);
    let hex = format!("{bits:032x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| hex.get(part).unwrap_or_default());
    parts.join("-")
}
