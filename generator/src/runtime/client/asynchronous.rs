//! The loop of an asynchronous call.

use std::{future::poll_fn, sync::Arc, task::Poll, time::Duration};

use super::super::{
    Error, Operation, TransportError, TransportErrorKind,
    call::{CallSpan, attempts::Call, replay::ClientKind},
};
use super::{config::Config, read_timeout};

pub use super::super::transport::http_client::{BoxFuture, HttpClient};

/// The settings and the transport of an asynchronous client. A clone shares them.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Caller {
    pub(super) config: Arc<Config>,
    pub(super) http: Arc<dyn HttpClient>,
}

impl Caller {
    /// Creates a caller with these settings and this transport.
    pub fn new(config: Config, http: impl HttpClient) -> Self {
        Self {
            config: Arc::new(config),
            http: Arc::new(http),
        }
    }

    /// Makes a call.
    ///
    /// # Errors
    ///
    /// Fails if the input is invalid, the call can't be authenticated, no complete response is received, or the service
    /// returns an error.
    pub async fn call<O: Operation>(&self, mut input: O) -> Result<O::Output, Error<O::Error>> {
        let mut call = Call::new(&self.config, ClientKind::Async, &mut input)?;
        let result = loop {
            for source in call.begin::<O>()? {
                let identity = match source.future() {
                    Some(identity) => self.within(call.time_left(), identity, call.span()).await,
                    None => Some(call.span().in_scope(|| source.identity())),
                };
                call.identify::<O>(identity)?;
            }
            let response = self.http.send(call.attempt(&mut input)?);
            let timeout = call.attempt_timeout();
            let outcome = self.within(timeout, response, call.span()).await;
            let timed_out = || {
                Err(TransportError::new(TransportErrorKind::AttemptTimeout(
                    timeout,
                )))
            };
            let mut outcome = outcome.unwrap_or_else(timed_out);
            if let Ok(response) = &mut outcome {
                read_timeout::set(response.body_mut(), &self.http, self.config.attempt_timeout);
            }
            let result = call.result(&input, outcome);
            match call.delay(&result) {
                Some(delay) => self.http.sleep(delay).await,
                None => break result,
            }
        };
        // Its secrets are wiped.
        drop(input);
        result
    }

    /// Returns the output of a future, or `None` after the timeout.
    async fn within<T>(
        &self,
        timeout: Duration,
        mut future: BoxFuture<'_, T>,
        span: &CallSpan,
    ) -> Option<T> {
        let mut sleep = None;
        poll_fn(|context| {
            if let Poll::Ready(outcome) = span.in_scope(|| future.as_mut().poll(context)) {
                return Poll::Ready(Some(outcome));
            }
            let sleep = sleep.get_or_insert_with(|| self.http.sleep(timeout));
            sleep.as_mut().poll(context).map(|()| None)
        })
        .await
    }
}
