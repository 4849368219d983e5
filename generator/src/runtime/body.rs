//! The bytes behind a message's head.

use std::fmt;

use bytes::Bytes;

/// The body of a request or a response.
///
/// It holds all of its bytes at once, or, after [`Body::truncated`], those up to a limit.
#[derive(Clone, Default)]
pub struct Body {
    bytes: Bytes,
    is_truncated: bool,
}

impl Body {
    /// A body without a byte.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The beginning of a body of which the rest was not read because it is larger than the limit.
    #[must_use]
    pub fn truncated(bytes: Bytes) -> Self {
        Self { bytes, is_truncated: true }
    }

    /// Whether the rest of the body was not read.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.is_truncated
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The bytes, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self { bytes: bytes.into(), is_truncated: false }
    }
}

/// Shows how long the body is and never what it says, which may be secret.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body")
            .field("len", &self.bytes.len())
            .field("is_truncated", &self.is_truncated)
            .finish()
    }
}
