//! One call: its attempts, the time between them, and what it fails with.

pub(super) mod attempts;
pub(super) mod error;
mod escape;
pub(super) mod idempotency_token;
mod no_tracing;
pub(super) mod redact;
pub(super) mod replay;
pub(super) mod retry;
mod tracing;

#[cfg(not(test))]
pub(super) use self::no_tracing::CallSpan;
pub(super) use self::tracing::CallSpan;
