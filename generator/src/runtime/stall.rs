//! Ends the stream of a response of which nothing more comes.

use std::{
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use http::Response;

use super::{
    Body, TransportError, TransportErrorKind,
    client::{BoxFuture, HttpClient},
    source::Source,
};

/// A response of which a streamed body fails, and gives up the connection, when nothing more of it comes for so
/// long while somebody waits for it.
pub(super) fn guarded(
    response: Response<Body>,
    http: &Arc<dyn HttpClient>,
    timeout: Duration,
) -> Response<Body> {
    if !response.body().is_stream() {
        return response;
    }
    response.map(|body| guarded_body(body, Arc::clone(http), timeout))
}

fn guarded_body(mut body: Body, http: Arc<dyn HttpClient>, timeout: Duration) -> Body {
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
