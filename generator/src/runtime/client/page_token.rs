//! What names a page.

use std::hash::{BuildHasher, RandomState};

use super::super::Text;

/// What names a page: a text, a number or, as the key of an item, a map.
pub trait PageToken {
    /// Returns whether it names no page.
    fn is_empty(&self) -> bool;

    /// Returns a number by which it is known again. The token itself may be secret.
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
