//! A request's body, for all attempts of a call.

use std::{
    convert::TryFrom,
    io::{self, Read},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::Bytes;

use super::super::{Body, TransportError, TransportErrorKind, http::body_source::Source};

/// Which of the two clients makes a call.
#[derive(Clone, Copy, Debug)]
pub(in super::super) enum Side {
    Async,
    Blocking,
}

/// A body that every attempt gets: bytes as often as needed, a stream as long as nobody has begun to read it.
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

    /// The body of the next attempt.
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

    /// Whether it is a stream of which something may have been sent, so that no other attempt can be made.
    pub(in super::super) fn is_spent(&self) -> bool {
        match self {
            Self::Bytes(_) => false,
            Self::Stream { slot, .. } => slot
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .is_none(),
        }
    }

    /// The side that can read it, if it is a stream.
    pub(in super::super) fn side(&self) -> Option<Side> {
        match self {
            Self::Bytes(_) => None,
            Self::Stream { is_async: true, .. } => Some(Side::Async),
            Self::Stream {
                is_async: false, ..
            } => Some(Side::Blocking),
        }
    }
}

/// A source that is taken when it is first read, and gives as many bytes as it is said to have.
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
            .ok_or_else(|| io::Error::other("it was already sent"))
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

    /// How many of so many bytes still belong to the body.
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
                let message = format!("it ends {left} bytes before its length");
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
