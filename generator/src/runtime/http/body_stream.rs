//! Bodies from and as a `Stream` of `futures-core`.

use std::{
    error::Error as StdError,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;

use super::super::TransportError;
use super::body::Body;

impl Body {
    /// Creates a stream from a [`Stream`], for asynchronous clients.
    #[must_use]
    pub fn from_stream<T, E>(stream: impl Stream<Item = Result<T, E>> + Send + 'static) -> Self
    where
        T: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let mut stream = Box::pin(stream);
        Self::from_poll_fn(move |context| stream.as_mut().poll_next(context))
    }
}

/// The stream of the bytes that [`Body::next`] returns.
impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
            .map(|piece| piece.map(|piece| piece.map_err(TransportError::from)))
    }
}
