//! The asynchronous side: the loop around a call.

use std::{future::poll_fn, sync::Arc, task::Poll, time::Duration};

use http::Response;

use super::super::{
    Body, Error, Operation, TransportError, TransportErrorKind,
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
        Self { config: Arc::new(config), http: Arc::new(http) }
    }

    /// Makes one call.
    ///
    /// # Errors
    ///
    /// When the input can't be right, no response arrives, or it is not a success.
    pub async fn call<O: Operation>(&self, mut input: O) -> Result<O::Output, Error<O::Error>> {
        let mut call = Call::new(&self.config, Side::Async, &mut input)?;
        let result = loop {
            let response = self.http.send(call.attempt(&mut input)?);
            let mut outcome = self.within(call.attempt_timeout(), response, call.span()).await;
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

    /// The response, if it is there in time.
    async fn within(
        &self,
        timeout: Duration,
        mut response: BoxFuture<'_, Result<Response<Body>, TransportError>>,
        span: &CallSpan,
    ) -> Result<Response<Body>, TransportError> {
        let mut sleep = None;
        poll_fn(|context| {
            if let Poll::Ready(outcome) = span.in_scope(|| response.as_mut().poll(context)) {
                return Poll::Ready(outcome);
            }
            let timed_out = |()| Err(TransportError::new(TransportErrorKind::AttemptTimeout(timeout)));
            let sleep = sleep.get_or_insert_with(|| self.http.sleep(timeout));
            sleep.as_mut().poll(context).map(timed_out)
        })
        .await
    }
}
