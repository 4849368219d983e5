//! The stand-in for `async_source` where no client is asynchronous.

/// A source without an asynchronous part.
pub(in super::super) trait AsyncSource {}
