//! Idempotency tokens, by which a service recognizes the retry of a call.

use std::{fmt, sync::Arc};

/// A source of idempotency tokens, for inputs without one.
#[derive(Clone)]
pub(in super::super) struct IdempotencyTokenSource(Arc<dyn Fn() -> String + Send + Sync>);

impl IdempotencyTokenSource {
    pub(in super::super) fn new(source: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(source))
    }

    pub(super) fn next(&self) -> String {
        (self.0)()
    }
}

impl Default for IdempotencyTokenSource {
    fn default() -> Self {
        Self::new(|| uuid(fastrand::u128(..)))
    }
}

impl fmt::Debug for IdempotencyTokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdempotencyTokenSource")
            .finish_non_exhaustive()
    }
}

/// Returns the UUID of version 4 (RFC 9562, section 5.4) with these bits, except those of its version and variant.
pub(super) fn uuid(random: u128) -> String {
    let bits = random & !(0xf << 76) & !(0b11 << 62) | (4 << 76) | (0b10 << 62);
    let digit = |four: u8| {
        if four < 10 {
            b'0' + four
        } else {
            b'a' + four - 10
        }
    };
    let digits = bits
        .to_be_bytes()
        .map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    let mut text = Vec::with_capacity(36);
    for (index, pair) in digits.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push(b'-');
        }
        text.extend_from_slice(pair);
    }
    String::from_utf8(text).unwrap_or_default()
}
