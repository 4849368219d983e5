//! The bodies of requests and responses.

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
/// It consists of bytes, or it is a stream, which can be read once. Bytes suit every client:
///
/// ```text
/// let input = UploadInput::new(Body::from("contents"));
/// ```
///
/// A blocking client sends a stream from [`Body::from_reader`], and its responses are read with [`Body::into_reader`].
/// An asynchronous client sends a stream from [`Body::from_poll_fn`], and its responses are read with [`Body::next`] or
/// [`Body::collect`].
///
/// Dropping the stream of a response before its end closes the connection.
pub struct Body {
    content: Content,
}

enum Content {
    Full {
        bytes: Bytes,
        is_truncated: bool,
    },
    // The mutex makes the body `Sync`; it is never locked.
    Stream {
        source: Mutex<Source>,
        length: Option<u64>,
    },
}

/// The bytes of a stream: none.
static NONE: Bytes = Bytes::new();

impl Body {
    /// Creates an empty body.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Creates a body that was read up to a limit only, with the bytes before the limit.
    #[must_use]
    pub fn truncated(bytes: Bytes) -> Self {
        Self {
            content: Content::Full {
                bytes,
                is_truncated: true,
            },
        }
    }

    /// Creates a stream from a reader, for blocking clients. Timeouts don't interrupt the reader.
    #[must_use]
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self::streamed(Source::Reader(Box::new(reader)), None)
    }

    /// Creates a stream from a function, for asynchronous clients.
    ///
    /// The function returns the next bytes, and `None` at the end. Like a future, it must wake the task when there
    /// are more.
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

    /// Sets the length of a stream in bytes, so that it is sent with a `content-length`.
    ///
    /// If the stream is shorter, the call fails. If it is longer, the rest isn't sent.
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

    /// Returns whether the body is a stream.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self.content, Content::Stream { .. })
    }

    /// Returns the length in bytes, if it is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Full { bytes, .. } => u64::try_from(bytes.len()).ok(),
            Content::Stream { length, .. } => *length,
        }
    }

    /// Returns whether the body was read up to a limit only.
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

    /// Returns the bytes of the body. They are empty for a stream.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        match &self.content {
            Content::Full { bytes, .. } => bytes,
            Content::Stream { .. } => &NONE,
        }
    }

    /// Converts the body into its bytes, without a copy.
    ///
    /// # Errors
    ///
    /// Fails if the body is a stream.
    pub fn into_bytes(self) -> Result<Bytes, TransportError> {
        match self.content {
            Content::Full { bytes, .. } => Ok(bytes),
            Content::Stream { .. } => Err(TransportError::with_cause(
                TransportErrorKind::RequestBody,
                "it is a stream, which this transport can't send",
            )),
        }
    }

    /// Converts the body into a reader, for blocking clients.
    ///
    /// Reading the stream of an asynchronous client fails. The I/O errors of a response contain a [`TransportError`].
    #[must_use]
    pub fn into_reader(self) -> impl Read + Send + Sync + 'static {
        BlockingReader(self)
    }

    /// Returns the next bytes, or `None` at the end, for asynchronous clients.
    ///
    /// # Errors
    ///
    /// Fails if the connection breaks, or no data is received in time. It always fails for a stream of a blocking
    /// client.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| self.poll(context))
            .await
            .map(|piece| piece.map_err(TransportError::from))
    }

    /// Reads the whole body, up to a limit, for asynchronous clients.
    ///
    /// # Errors
    ///
    /// Fails if there are more bytes than the limit, or [`Body::next`] fails.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        let mut reader = BodyReader::new(limit);
        while let Some(piece) = self.next().await {
            if reader.push(&piece?).is_some() {
                return Err(TransportError::new(TransportErrorKind::TooLarge(limit)));
            }
        }
        Ok(reader.finish().bytes().clone())
    }

    /// Polls for the next bytes, which are never empty.
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

    /// Returns the source and the length of a stream, or else the bytes.
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

/// A body that implements [`Read`], whose method `bytes` would conflict with that of [`Body`].
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

/// A buffer that a transport of your own can read a response's body into, up to a limit.
#[derive(Debug)]
pub struct BodyReader {
    bytes: Vec<u8>,
    limit: usize,
}

impl BodyReader {
    /// Creates an empty buffer for at most `limit` bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            bytes: Vec::new(),
            limit,
        }
    }

    /// Appends the next bytes. Returns the truncated body as soon as there are more bytes than the limit.
    pub fn push(&mut self, data: &[u8]) -> Option<Body> {
        let room = self.limit.saturating_sub(self.bytes.len());
        let beginning = data.get(..room).unwrap_or(data);
        self.bytes.extend_from_slice(beginning);
        let is_too_long = beginning.len() < data.len();
        is_too_long.then(|| Body::truncated(mem::take(&mut self.bytes).into()))
    }

    /// Returns the whole body, at its end.
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

/// Shows the length of the body and never its bytes, which may be secret.
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
