//! The bytes behind a message's head.

use std::{
    convert::TryFrom,
    error::Error as StdError,
    fmt,
    future::poll_fn,
    io::{self, Read},
    mem,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::{Buf, Bytes};

use super::super::{Empty, TransportError, TransportErrorKind};
use super::body_source::Source;

/// The body of a request or a response.
///
/// Either all of its bytes are there at once, or, after [`Body::truncated`], those up to a limit; or it is a
/// stream, which is read piece by piece, and once. A blocking client sends what [`Body::from_reader`] gives, and
/// its responses are read by [`Body::into_reader`]; an asynchronous one sends what [`Body::from_poll_fn`] gives, and its
/// responses are read by [`Body::next`] or [`Body::collect`]. Bytes that are there at once suit both.
///
/// Dropping a response's stream before its end gives up the connection.
pub struct Body {
    content: Content,
}

enum Content {
    Full {
        bytes: Bytes,
        is_truncated: bool,
    },
    // Nobody ever waits for the lock: it lets threads share a body whose source they can't.
    Stream {
        source: Mutex<Source>,
        length: Option<u64>,
    },
}

/// The bytes of a stream, as long as nobody reads it.
static NONE: Bytes = Bytes::new();

impl Body {
    /// A body without a byte.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The beginning of a body of which the rest was not read because it is larger than the limit.
    #[must_use]
    pub fn truncated(bytes: Bytes) -> Self {
        Self {
            content: Content::Full {
                bytes,
                is_truncated: true,
            },
        }
    }

    /// What a reader gives, until it ends. It is for blocking clients, whose timeouts can't interrupt it.
    #[must_use]
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self::streamed(Source::Reader(Box::new(reader)), None)
    }

    /// What a function gives, until it gives none. It is for asynchronous clients; like a future, it has to wake
    /// the task when there is more.
    #[must_use]
    pub fn from_poll_fn<T, E>(
        mut next: impl FnMut(&mut Context<'_>) -> Poll<Option<Result<T, E>>> + Send + 'static,
    ) -> Self
    where
        T: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let next = move |context: &mut Context<'_>| {
            next(context).map(|piece| Some(piece?.map(Into::into).map_err(io::Error::other)))
        };
        Self::streamed(Source::Poll(Box::new(next)), None)
    }

    /// Says how many bytes a stream has, so that they are sent with a length. If it ends early, the call fails; of
    /// more, only so many are sent.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Content::Stream { length, .. } = &mut self.content {
            *length = Some(bytes);
        }
        self
    }

    pub(in super::super) fn streamed(source: Source, length: Option<u64>) -> Self {
        Self {
            content: Content::Stream {
                source: Mutex::new(source),
                length,
            },
        }
    }

    /// Whether it is read piece by piece.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self.content, Content::Stream { .. })
    }

    /// How many bytes it has, if that is known before it is read.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Full { bytes, .. } => u64::try_from(bytes.len()).ok(),
            Content::Stream { length, .. } => *length,
        }
    }

    /// Whether the rest of the body was not read.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        matches!(
            self.content,
            Content::Full {
                is_truncated: true,
                ..
            }
        )
    }

    /// The bytes that are there at once; of a stream there are none.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        match &self.content {
            Content::Full { bytes, .. } => bytes,
            Content::Stream { .. } => &NONE,
        }
    }

    /// The bytes, without a copy.
    ///
    /// # Errors
    ///
    /// When it is a stream.
    pub fn into_bytes(self) -> Result<Bytes, TransportError> {
        match self.content {
            Content::Full { bytes, .. } => Ok(bytes),
            Content::Stream { .. } => Err(TransportError::with_cause(
                TransportErrorKind::RequestBody,
                "it is a stream, which this transport doesn't send",
            )),
        }
    }

    /// Reads the bytes, but for what only can be awaited. The errors of a response hold a [`TransportError`].
    #[must_use]
    pub fn into_reader(self) -> impl Read + Send + Sync + 'static {
        BlockingReader(self)
    }

    /// The next bytes, and none at the end.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or nothing came for too long; also for a response of a blocking client.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| self.poll(context))
            .await
            .map(|piece| piece.map_err(TransportError::from))
    }

    /// All bytes, if there are no more than the limit.
    ///
    /// # Errors
    ///
    /// When there are more, or one of [`Body::next`].
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        let mut reader = BodyReader::new(limit);
        while let Some(piece) = self.next().await {
            if reader.push(&piece?).is_some() {
                return Err(TransportError::new(TransportErrorKind::TooLarge(limit)));
            }
        }
        Ok(reader.finish().bytes().clone())
    }

    /// The next bytes of what doesn't block. None are empty.
    pub(in super::super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Bytes>>> {
        match &mut self.content {
            Content::Full { bytes, .. } => Poll::Ready(
                Some(mem::take(bytes))
                    .filter(|bytes| !bytes.is_empty())
                    .map(Ok),
            ),
            Content::Stream { source, .. } => loop {
                let piece = source
                    .get_mut()
                    .unwrap_or_else(PoisonError::into_inner)
                    .poll(context);
                if !matches!(&piece, Poll::Ready(Some(Ok(bytes))) if bytes.is_empty()) {
                    return piece;
                }
            },
        }
    }

    /// What is left of a stream; of a body that is none, it.
    pub(in super::super) fn into_source(self) -> Result<(Source, Option<u64>), Bytes> {
        match self.content {
            Content::Full { bytes, .. } => Err(bytes),
            Content::Stream { source, length } => Ok((
                source.into_inner().unwrap_or_else(PoisonError::into_inner),
                length,
            )),
        }
    }
}

/// A body of its own type: [`Read`] has a method `bytes` that would hide the body's.
struct BlockingReader(Body);

impl Read for BlockingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.0.content {
            Content::Full { bytes, .. } => {
                let length = bytes.len().min(buffer.len());
                bytes.copy_to_slice(buffer.get_mut(..length).unwrap_or_default());
                Ok(length)
            }
            Content::Stream { source, .. } => source
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner)
                .read(buffer),
        }
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
        Self {
            bytes: Vec::new(),
            limit,
        }
    }

    /// Takes the next bytes. Gives the truncated body as soon as there are more than the limit.
    pub fn push(&mut self, data: &[u8]) -> Option<Body> {
        let room = self.limit.saturating_sub(self.bytes.len());
        let beginning = data.get(..room).unwrap_or(data);
        self.bytes.extend_from_slice(beginning);
        let is_too_long = beginning.len() < data.len();
        is_too_long.then(|| Body::truncated(mem::take(&mut self.bytes).into()))
    }

    /// The whole body, once there are no more bytes.
    #[must_use]
    pub fn finish(self) -> Body {
        Body::from(self.bytes)
    }
}

impl Empty for Body {
    fn empty() -> Self {
        Self::empty()
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self {
            content: Content::Full {
                bytes: bytes.into(),
                is_truncated: false,
            },
        }
    }
}

/// Shows how long the body is and never what it says, which may be secret.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Content::Full {
                bytes,
                is_truncated,
            } => f
                .debug_struct("Body")
                .field("len", &bytes.len())
                .field("is_truncated", is_truncated)
                .finish(),
            Content::Stream { length, .. } => f
                .debug_struct("Body")
                .field("stream", &true)
                .field("len", length)
                .finish(),
        }
    }
}
