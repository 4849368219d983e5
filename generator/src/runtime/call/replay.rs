//! The body of a request, for all attempts of a call.

use std::{
    convert::TryFrom,
    io::{self, Read},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::Bytes;

use super::super::{Body, TransportError, TransportErrorKind, http::body_source::Source};

/// The kind of client that makes a call.
#[derive(Clone, Copy, Debug)]
pub(in super::super) enum ClientKind {
    Async,
    Blocking,
}

/// A body for several attempts. A stream can be sent again as long as none of it has been read.
#[derive(Debug)]
pub(in super::super) enum Replay {
    Bytes(Bytes),
    Stream {
        slot: Slot,
        is_async: bool,
        length: Option<u64>,
    },
}

type Slot = Arc<Mutex<Option<Source>>>;

impl Replay {
    pub(in super::super) fn new(body: Body) -> Self {
        match body.into_source() {
            Err(bytes) => Self::Bytes(bytes),
            Ok((source, length)) => {
                let is_async = source.is_async();
                Self::Stream {
                    slot: Arc::new(Mutex::new(Some(source))),
                    is_async,
                    length,
                }
            }
        }
    }

    /// Returns the body for the next attempt.
    pub(in super::super) fn body(&self) -> Body {
        match self {
            Self::Bytes(bytes) => Body::from(bytes.clone()),
            Self::Stream {
                slot,
                is_async,
                length,
            } => {
                let mut once = Once {
                    slot: Arc::clone(slot),
                    source: None,
                    left: *length,
                };
                let source = if *is_async {
                    Source::Poll(Box::new(move |context| once.poll(context)))
                } else {
                    Source::Reader(Box::new(once))
                };
                Body::streamed(source, *length)
            }
        }
    }

    /// Returns whether it is a stream of which a part may have been sent, so that there can't be another attempt.
    pub(in super::super) fn is_spent(&self) -> bool {
        match self {
            Self::Bytes(_) => false,
            Self::Stream { slot, .. } => slot
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .is_none(),
        }
    }

    /// Returns the kind of client that can read it, if it is a stream.
    pub(in super::super) fn reader(&self) -> Option<ClientKind> {
        match self {
            Self::Bytes(_) => None,
            Self::Stream { is_async: true, .. } => Some(ClientKind::Async),
            Self::Stream {
                is_async: false, ..
            } => Some(ClientKind::Blocking),
        }
    }
}

/// A reader that takes the source out of its slot at the first read, and ends after the body's length.
struct Once {
    slot: Slot,
    source: Option<Source>,
    left: Option<u64>,
}

impl Once {
    fn source(&mut self) -> io::Result<&mut Source> {
        if self.source.is_none() {
            self.source = self
                .slot
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
        }
        self.source
            .as_mut()
            .ok_or_else(|| io::Error::other("the stream was read before"))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.left == Some(0) {
            return Poll::Ready(None);
        }
        let piece = match self.source() {
            Ok(source) => ready!(source.poll(context)),
            Err(error) => Some(Err(error)),
        };
        Poll::Ready(match piece {
            Some(Ok(mut bytes)) => {
                bytes.truncate(self.room(bytes.len()));
                self.count(bytes.len());
                Some(Ok(bytes))
            }
            Some(Err(error)) => Some(Err(failure(error))),
            None => self.end().err().map(|error| Err(failure(error))),
        })
    }

    /// Returns how many of this number of bytes belong to the body.
    fn room(&self, bytes: usize) -> usize {
        let left = self.left.map_or(usize::MAX, |left| {
            usize::try_from(left).unwrap_or(usize::MAX)
        });
        bytes.min(left)
    }

    fn count(&mut self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.left = self.left.map(|left| left.saturating_sub(bytes));
    }

    fn end(&self) -> io::Result<()> {
        match self.left {
            Some(left @ 1..) => {
                let message = format!("the stream ended {left} bytes before its length");
                Err(io::Error::new(io::ErrorKind::UnexpectedEof, message))
            }
            _ => Ok(()),
        }
    }
}

impl Read for Once {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = self.room(buffer.len());
        let Some(buffer) = buffer.get_mut(..room).filter(|buffer| !buffer.is_empty()) else {
            return Ok(0);
        };
        let length = loop {
            match self.source().and_then(|source| source.read(buffer)) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result.map_err(failure)?,
            }
        };
        self.count(length);
        if length == 0 {
            self.end().map_err(failure)?;
        }
        Ok(length)
    }
}

fn failure(error: io::Error) -> io::Error {
    TransportError::with_cause(TransportErrorKind::RequestBody, error).into()
}
