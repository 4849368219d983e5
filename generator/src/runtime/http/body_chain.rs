//! Several bodies as one.

use std::{
    collections::VecDeque,
    io::{self, Read},
    mem,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes};

use super::{body::Body, body_source::Source};

/// Returns bodies one after the other as one body. It is a stream if one of them is.
pub(in super::super) fn chained(bodies: Vec<Body>) -> Body {
    let length = bodies
        .iter()
        .try_fold(0_u64, |sum, body| sum.checked_add(body.length()?));
    if !bodies.iter().any(Body::is_stream) {
        let bytes: Vec<&[u8]> = bodies.iter().map(|body| body.bytes().as_ref()).collect();
        return Body::from(bytes.concat());
    }
    let links: VecDeque<_> = bodies.into_iter().map(Link::of).collect();
    let is_async = links
        .iter()
        .any(|link| matches!(link, Link::Stream(source) if source.is_async()));
    let mut chain = Chain(links);
    let source = if is_async {
        Source::Poll(Box::new(move |context| chain.poll(context)))
    } else {
        Source::Reader(Box::new(chain))
    };
    Body::streamed(source, length)
}

/// The links that aren't read yet, and what is left of the first.
struct Chain(VecDeque<Link>);

enum Link {
    Bytes(Bytes),
    Stream(Source),
}

impl Link {
    fn of(body: Body) -> Self {
        match body.into_source() {
            Ok((source, _)) => Self::Stream(source),
            Err(bytes) => Self::Bytes(bytes),
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        match self {
            Self::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Bytes(bytes) => Poll::Ready(Some(Ok(mem::take(bytes)))),
            Self::Stream(source) => source.poll(context),
        }
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Bytes(bytes) => bytes.reader().read(buffer),
            Self::Stream(source) => source.read(buffer),
        }
    }
}

impl Chain {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        while let Some(link) = self.0.front_mut() {
            if let Some(piece) = ready!(link.poll(context)) {
                return Poll::Ready(Some(piece));
            }
            drop(self.0.pop_front());
        }
        Poll::Ready(None)
    }
}

impl Read for Chain {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(link) = self.0.front_mut() {
            let length = link.read(buffer)?;
            if length > 0 {
                return Ok(length);
            }
            drop(self.0.pop_front());
        }
        Ok(0)
    }
}
