//! Keys that may be left out, but not empty.

use serde::{Deserialize, Deserializer};

/// Reads the value of a key that is there.
pub(super) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
