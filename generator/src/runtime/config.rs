//! The settings of a client, and the parts of a call that need no I/O.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, header::USER_AGENT};

use super::{
    Body, Endpoint, Error, ErrorKind, HttpRequest, Operation, ResponseError, ResponseProblem, TransportError,
    response,
};

/// The name and version of the crate that holds this code.
const USER_AGENT_VALUE: HeaderValue =
    HeaderValue::from_static(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")));

/// What all calls of a client have in common.
#[derive(Clone, Debug)]
pub struct Config {
    pub(super) endpoint: Endpoint,
    pub(super) connect_timeout: Duration,
    pub(super) attempt_timeout: Duration,
    pub(super) response_limit: usize,
}

impl Config {
    /// Where requests go.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// What to send for an input.
    pub(super) fn request<O: Operation>(&self, input: &O) -> Result<HttpRequest, Error<O::Error>> {
        let request =
            input.request(&self.endpoint).map_err(|error| Error::new(O::NAME, ErrorKind::Input(error)))?;
        Ok(self.attempt(request))
    }

    /// What an attempt's outcome means for the input that was sent.
    pub(super) fn response<O: Operation>(
        &self,
        input: &O,
        outcome: Result<Response<Body>, TransportError>,
    ) -> Result<O::Output, Error<O::Error>> {
        let response = outcome.map_err(|error| Error::new(O::NAME, ErrorKind::Transport(error)))?;
        // The beginning of an error says what is wrong; the beginning of an output is not the output.
        if response.status().is_success() && response.body().is_truncated() {
            let problem = ResponseProblem::TooLarge { limit: self.response_limit };
            let id = response::request_id(response.headers());
            let error = ResponseError::new(response.status(), id, problem);
            return Err(Error::new(O::NAME, ErrorKind::Response(error)));
        }
        input.response(response.map(Body::into_bytes))
    }

    fn attempt(&self, request: Request<Bytes>) -> HttpRequest {
        let mut message = request.map(Body::from);
        message.headers_mut().insert(USER_AGENT, USER_AGENT_VALUE);
        HttpRequest {
            message,
            connect_timeout: self.connect_timeout,
            attempt_timeout: self.attempt_timeout,
            response_limit: self.response_limit,
        }
    }
}
