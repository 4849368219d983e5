//! A transport that sends nothing.

use std::{
    future::{pending, ready},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use http::{HeaderMap, Response};

use crate::runtime::{
    Body, HttpRequest, TransportError, blocking,
    client::{self, BoxFuture},
};

/// The headers and the body of a request.
type Sent = (HeaderMap, Vec<u8>);

/// Keeps the headers and bodies that it was to send, and answers with success.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Vec<Sent>>>);

impl Recorder {
    /// What it was to send so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Sent> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn record(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let (head, body) = request.message.into_parts();
        let mut headers = head.headers;
        // They differ from call to call.
        headers.remove("user-agent");
        let request = (headers, body.into_bytes()?.to_vec());
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        Ok(Response::new(Body::empty()))
    }
}

impl blocking::HttpClient for Recorder {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        self.record(request)
    }
}

impl client::HttpClient for Recorder {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(ready(self.record(request)))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(pending())
    }
}
