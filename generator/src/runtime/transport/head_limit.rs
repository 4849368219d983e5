//! How large the head of a response may be.

/// How many bytes the status line and the headers may have, on each of the bundled transports.
pub(super) const MAX_BYTES: usize = 64 * 1024;
