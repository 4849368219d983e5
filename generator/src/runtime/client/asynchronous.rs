//! The asynchronous side: the loop around a call.

use std::{future::poll_fn, sync::Arc, task::Poll, time::Duration};

use super::super::{
    Error, Operation, TransportError, TransportErrorKind,
    call::{CallSpan, attempts::Call, replay::Side},
};
use super::{config::Config, stall::guard};

pub use super::super::transport::http_client::{BoxFuture, HttpClient};

/// Settings and transport of an asynchronous client; a clone shares them.
#[derive(Clone, Debug)]
pub struct Caller {
    config: Arc<Config>,
    http: Arc<dyn HttpClient>,
}

impl Caller {
    /// Calls with these settings over this transport.
    pub fn new(config: Config, http: impl HttpClient) -> Self {
        Self {
            config: Arc::new(config),
            http: Arc::new(http),
        }
    }

    /// Makes one call.
    ///
    /// # Errors
    ///
    /// When the input can't be right, no response arrives, or it is not a success.
    pub async fn call<O: Operation>(&self, mut input: O) -> Result<O::Output, Error<O::Error>> {
        let mut call = Call::new(&self.config, Side::Async, &mut input)?;
        let result = loop {
            if let Some(source) = call.begin::<O>()? {
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
                guard(response.body_mut(), &self.http, self.config.attempt_timeout);
            }
            let result = call.result(&input, outcome);
            match call.delay(&result) {
                Some(delay) => self.http.sleep(delay).await,
                None => break result,
            }
        };
        // Nobody needs its secrets any longer.
        drop(input);
        result
    }

    /// What a future gives, if it does so in time.
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
