//! The blocking side: the transport's trait, and the loop around a call.

use std::{fmt, sync::Arc};

use http::Response;

use super::{Body, Config, Error, HttpRequest, Operation, TransportError};

/// Sends requests and blocks the thread until the response is there.
pub trait HttpClient: fmt::Debug + Send + Sync + 'static {
    /// Sends one request and reads the response to the end, or to the request's limit.
    ///
    /// # Errors
    ///
    /// When no complete response arrives in the request's time.
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError>;
}

/// Settings and transport of a blocking client; a clone shares them.
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
    pub fn call<O: Operation>(&self, input: O) -> Result<O::Output, Error<O::Error>> {
        let request = self.config.request(&input)?;
        let outcome = self.http.send(request);
        let result = self.config.response(&input, outcome);
        // Nobody needs its secrets any longer.
        drop(input);
        result
    }
}
