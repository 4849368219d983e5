//! Values that consist of the bytes of a body.

use bytes::Bytes;

/// A value that consists of the bytes of a body.
#[doc(hidden)]
pub trait FromBytes: Sized {
    /// Creates the value from these bytes.
    fn from_bytes(bytes: Bytes) -> Self;
}

impl FromBytes for Bytes {
    fn from_bytes(bytes: Bytes) -> Self {
        bytes
    }
}

impl<T: FromBytes> FromBytes for Option<T> {
    fn from_bytes(bytes: Bytes) -> Self {
        Some(T::from_bytes(bytes))
    }
}
