//! What stands for the asynchronous side of sources where no client is asynchronous.

/// Nothing that has to be awaited.
pub(in super::super) trait AsyncSource {}
