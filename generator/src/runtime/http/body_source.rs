//! The sources of streamed bodies.

use std::{
    fmt,
    io::{self, Read},
    task::{Context, Poll},
};

use bytes::Bytes;

/// A function that polls for the next bytes, and returns `None` at the end.
pub(super) type PollFn = dyn FnMut(&mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> + Send;

/// A source of bytes that can be read once.
pub(in super::super) enum Source {
    /// A source that blocks the thread.
    Reader(Box<dyn Read + Send>),
    /// An asynchronous source.
    Poll(Box<PollFn>),
}

impl Source {
    pub(in super::super) fn is_async(&self) -> bool {
        matches!(self, Self::Poll(_))
    }

    pub(in super::super) fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Reader(reader) => reader.read(buffer),
            Self::Poll(_) => Err(unsupported(
                "a blocking client can't read an asynchronous stream",
            )),
        }
    }

    pub(in super::super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Bytes>>> {
        match self {
            Self::Reader(_) => Poll::Ready(Some(Err(unsupported(
                "an asynchronous client can't read a blocking reader",
            )))),
            Self::Poll(poll) => poll(context),
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_async() { "Poll" } else { "Reader" })
    }
}

fn unsupported(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, message)
}
