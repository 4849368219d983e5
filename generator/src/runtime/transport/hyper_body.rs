//! Bodies for hyper.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::super::{Body, BodyReader, http::body_source::Source};
use super::error::TransportError;

/// The body of a request.
#[derive(Debug)]
pub(super) struct Frames(pub(super) Body);

impl HttpBody for Frames {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let piece = ready!(self.0.poll(context));
        Poll::Ready(piece.map(|piece| piece.map(Frame::data).map_err(TransportError::from)))
    }

    fn is_end_stream(&self) -> bool {
        self.0.length() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.0
            .length()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Receives the body of a response: reads it up to a limit, or returns it as a stream if there is no limit.
pub(super) async fn receive<B>(
    mut body: B,
    limit: Option<usize>,
    failure: impl Fn(B::Error) -> TransportError + Send + 'static,
) -> Result<Body, TransportError>
where
    B: HttpBody<Data = Bytes> + Send + Unpin + 'static,
{
    if limit.is_some() && body.is_end_stream() {
        return Ok(Body::empty());
    }
    let length = body.size_hint().exact();
    let next = move |context: &mut Context<'_>| loop {
        match ready!(Pin::new(&mut body).poll_frame(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(failure(error).into()))),
            Some(Ok(frame)) => {
                // Trailers are ignored.
                if let Ok(data) = frame.into_data() {
                    return Poll::Ready(Some(Ok(data)));
                }
            }
        }
    };
    let mut body = Body::streamed(Source::Poll(Box::new(next)), length);
    let Some(limit) = limit else { return Ok(body) };
    let mut reader = BodyReader::new(limit);
    while let Some(piece) = body.next().await {
        if let Some(truncated) = reader.push(&piece?) {
            return Ok(truncated);
        }
    }
    Ok(reader.finish())
}
