//! The client of an API with several authentication schemes, and a transport that keeps what it sends.

include!(concat!(env!("OUT_DIR"), "/schemes.rs"));

use std::{
    fmt,
    future::ready,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use http::{HeaderName, Response};

use runtime::{
    Body, HttpRequest, TransportError,
    blocking::HttpClient as BlockingHttpClient,
    client::{BoxFuture, HttpClient},
};

/// A transport that keeps the requests, and sends nothing.
#[derive(Clone)]
pub struct Recorder {
    requests: Arc<Mutex<Vec<String>>>,
    status: u16,
    body: Arc<str>,
}

impl Recorder {
    /// Creates a transport that gives this response to each request.
    #[must_use]
    pub fn new(status: u16, body: &str) -> Self {
        Self {
            requests: Arc::default(),
            status,
            body: body.into(),
        }
    }

    /// Returns the requests so far: each with its path, its query and the headers that it was authenticated by.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        let requests = self.requests.lock();
        requests.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn exchange(&self, request: &HttpRequest) -> Response<Body> {
        let uri = request.message.uri().path_and_query();
        let mut text = uri.map(ToString::to_string).unwrap_or_default();
        for name in ["authorization", "x-api-key", "x-region-key", "cookie"] {
            let values = request
                .message
                .headers()
                .get_all(HeaderName::from_static(name));
            for value in values {
                let marked = if value.is_sensitive() { "" } else { " (shown)" };
                let value = String::from_utf8_lossy(value.as_bytes());
                text = format!("{text} {name}: {value}{marked}");
            }
        }
        let requests = self.requests.lock();
        requests.unwrap_or_else(PoisonError::into_inner).push(text);
        let mut response = Response::new(Body::from(self.body.as_bytes().to_vec()));
        *response.status_mut() = self.status.try_into().unwrap_or_default();
        response
    }
}

/// Omits the requests, which contain secrets.
impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recorder")
    }
}

impl HttpClient for Recorder {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(ready(Ok(self.exchange(&request))))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(ready(()))
    }
}

impl BlockingHttpClient for Recorder {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        Ok(self.exchange(&request))
    }

    fn sleep(&self, _: Duration) {}
}
