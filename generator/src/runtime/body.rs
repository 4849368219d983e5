//! The bytes behind a message's head.

use std::fmt;

use bytes::Bytes;

/// The body of a request or a response.
///
/// It holds all of its bytes at once, or, after [`Body::truncated`], those up to a limit.
#[derive(Default)]
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

/// A body that is being read, up to a limit.
#[derive(Debug)]
pub struct BodyReader {
    bytes: Vec<u8>,
    limit: usize,
}

impl BodyReader {
    /// Nothing is read yet, and `limit` bytes will be at the most.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), limit }
    }

    /// Takes the next bytes. Gives the truncated body as soon as there are more than the limit.
    pub fn push(&mut self, data: &[u8]) -> Option<Body> {
        let room = self.limit.saturating_sub(self.bytes.len());
        let beginning = data.get(..room).unwrap_or(data);
        self.bytes.extend_from_slice(beginning);
        let is_too_long = beginning.len() < data.len();
        is_too_long.then(|| Body::truncated(std::mem::take(&mut self.bytes).into()))
    }

    /// The whole body, once there are no more bytes.
    #[must_use]
    pub fn finish(self) -> Body {
        Body::from(self.bytes)
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
