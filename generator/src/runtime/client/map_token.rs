//! Page tokens that are maps, such as the key of an item.

use std::{
    collections::BTreeMap,
    hash::{BuildHasher, Hasher, RandomState},
};

use super::super::{Empty, Member, Value, codec::fingerprint::Fingerprint};
use super::page_token::PageToken;

impl<T: Value + Empty> PageToken for BTreeMap<String, T> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn fingerprint(&self, hasher: &RandomState) -> u64 {
        let mut fingerprint = Fingerprint(hasher.build_hasher());
        self.write(&Member::ROOT, &mut fingerprint);
        fingerprint.0.finish()
    }
}
