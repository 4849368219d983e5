//! The size limit for the head of a response.

/// The maximum length of the status line and the headers in bytes, for all bundled transports.
pub(super) const MAX_BYTES: usize = 64 * 1024;
