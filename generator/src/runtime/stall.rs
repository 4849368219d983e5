//! Ends the stream of a response of which nothing more comes.

use std::{
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use super::{
    Body, TransportError, TransportErrorKind,
    client::{BoxFuture, HttpClient},
    source::Source,
};

/// A body that fails, and gives up the connection, when nothing more of it comes for so long while somebody
/// waits for it.
pub(super) fn guarded(mut body: Body, http: Arc<dyn HttpClient>, timeout: Duration) -> Body {
    if !body.is_stream() {
        return body;
    }
    let length = body.length();
    let mut sleep: Option<BoxFuture<'static, ()>> = None;
    let next = move |context: &mut Context<'_>| {
        let piece = body.poll(context);
        if piece.is_ready() {
            sleep = None;
            return piece;
        }
        let sleep = sleep.get_or_insert_with(|| {
            let http = Arc::clone(&http);
            Box::pin(async move { http.sleep(timeout).await })
        });
        ready!(sleep.as_mut().poll(context));
        body = Body::empty();
        Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::Stalled(timeout)).into())))
    };
    Body::streamed(Source::Poll(Box::new(next)), length)
}
