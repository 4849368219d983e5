//! The timeout for reads of a streamed response.

use std::{
    mem,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use super::super::{
    Body, TransportError, TransportErrorKind,
    http::body_source::Source,
    transport::http_client::{BoxFuture, HttpClient},
};

/// Makes a read of a streamed body fail, and close the connection, after this time without data.
///
/// The time counts only while the body is read.
pub(super) fn set(body: &mut Body, http: &Arc<dyn HttpClient>, timeout: Duration) {
    if !body.is_stream() {
        return;
    }
    let length = body.length();
    let (mut inner, http) = (mem::take(body), Arc::clone(http));
    let mut sleep: Option<BoxFuture<'static, ()>> = None;
    let next = move |context: &mut Context<'_>| {
        let piece = inner.poll(context);
        if piece.is_ready() {
            sleep = None;
            return piece;
        }
        let sleep = sleep.get_or_insert_with(|| {
            let http = Arc::clone(&http);
            Box::pin(async move { http.sleep(timeout).await })
        });
        ready!(sleep.as_mut().poll(context));
        inner = Body::empty();
        Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::Stalled(
            timeout,
        ))
        .into())))
    };
    *body = Body::streamed(Source::Poll(Box::new(next)), length);
}
