//! Identities that an asynchronous client awaits.

use super::{super::client::BoxFuture, identity::Resolved};

/// The part of a source of identities that only asynchronous clients use.
pub(in super::super) trait AsyncSource {
    /// Returns the future of the next attempt's identity, or `None` if the source is a blocking one.
    fn future(&self) -> Option<BoxFuture<'_, Resolved>> {
        None
    }
}
