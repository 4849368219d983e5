//! Bodies of what the ecosystem calls a stream.

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
    /// What a stream gives, until it ends. It is for asynchronous clients.
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

/// The same bytes as those of [`Body::next`].
impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
            .map(|piece| piece.map(|piece| piece.map_err(TransportError::from)))
    }
}
