//! Identities that an asynchronous client awaits.

use super::{super::client::BoxFuture, identity::Resolved};

/// The asynchronous side of a source of identities.
pub(in super::super) trait AsyncSource {
    /// Returns what gives the identity of the next attempt, if it has to be awaited.
    fn future(&self) -> Option<BoxFuture<'_, Resolved>> {
        None
    }
}
