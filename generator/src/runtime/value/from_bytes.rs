//! Values that are the bytes of a body.

use bytes::Bytes;

/// A value that is the bytes of a body.
pub trait FromBytes: Sized {
    /// Returns the value that consists of these bytes.
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
