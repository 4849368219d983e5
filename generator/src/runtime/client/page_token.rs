//! Page tokens.

use std::hash::{BuildHasher, RandomState};

use super::super::Text;

/// A page token: a string, a number or, such as the key of an item, a map.
#[doc(hidden)]
pub trait PageToken {
    /// Returns whether the token is empty, which means that there is no page.
    fn is_empty(&self) -> bool;

    /// Returns a hash by which the token is recognized. The token itself may be secret.
    fn fingerprint(&self, hasher: &RandomState) -> u64;
}

impl<T: Text> PageToken for T {
    fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    fn fingerprint(&self, hasher: &RandomState) -> u64 {
        hasher.hash_one(self.text())
    }
}
