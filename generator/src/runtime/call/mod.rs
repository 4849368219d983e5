//! A call: its attempts and retries, its error, and what keeps secrets out of that.

pub(super) mod attempts;
pub(super) mod error;
pub(super) mod escape;
pub(super) mod idempotency_token;
pub(super) mod page_error;
pub(super) mod redact;
pub(super) mod replay;
pub(super) mod retry;
mod tracing;
pub(super) mod wait_error;
mod without_tracing;

pub(super) use self::tracing::CallSpan;
#[cfg(not(test))]
pub(super) use self::without_tracing::CallSpan;
