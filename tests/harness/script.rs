//! A transport that sends nothing and doesn't wait: it plays outcomes and records what it is asked for.

use std::{
    future::ready,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::{HeaderMap, Response};
use identity_center::runtime::{
    Body, HttpRequest, TransportError, TransportErrorKind, blocking,
    client::{self, BoxFuture},
};

/// What comes of one attempt.
#[derive(Clone, Debug)]
pub enum Step {
    /// A response.
    Answer(Response<&'static str>),
    /// No complete response.
    Failure(TransportErrorKind),
}

impl Step {
    /// A response with this status, these headers and this body.
    ///
    /// # Panics
    ///
    /// When the parts make no response.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its response has failed")]
    pub fn answer(status: u16, headers: &[(&str, &str)], body: &'static str) -> Self {
        let response = headers.iter().fold(
            Response::builder().status(status),
            |response, (name, value)| response.header(*name, *value),
        );
        Self::Answer(response.body(body).expect("the parts are valid"))
    }

    /// A response without headers and body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::answer(status, &[], "")
    }
}

/// The attempts and the waiting of the clients that are built over it. A clone plays on with the same script.
#[derive(Clone, Debug)]
pub struct Script {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    steps: Vec<Step>,
    requests: Vec<Request>,
    delays: Vec<Duration>,
}

/// What the transport was to send.
#[derive(Clone, Debug)]
pub struct Request {
    /// Method and URI.
    pub line: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The attempt's own limits: until there is a connection, and until the end.
    pub timeouts: (Duration, Duration),
}

impl Request {
    /// The text of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl Script {
    /// The first attempt comes to the first step, and so on. Attempts behind the last step come to it again.
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let state = State {
            steps: steps.into_iter().collect(),
            ..State::default()
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// What was to be sent so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// How long was waited each time.
    #[must_use]
    pub fn delays(&self) -> Vec<Duration> {
        self.state().delays.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn play(&self, request: &HttpRequest) -> Result<Response<Body>, TransportError> {
        let message = &request.message;
        let mut state = self.state();
        state.requests.push(Request {
            line: format!("{} {}", message.method(), message.uri()),
            headers: message.headers().clone(),
            timeouts: (request.connect_timeout, request.attempt_timeout),
        });
        let step = state
            .steps
            .get(state.requests.len() - 1)
            .or(state.steps.last());
        match step.cloned() {
            Some(Step::Answer(response)) => {
                Ok(response.map(|body| Body::from(body.as_bytes().to_vec())))
            }
            Some(Step::Failure(kind)) => Err(TransportError::new(kind)),
            None => Err(TransportError::new(TransportErrorKind::Io)),
        }
    }
}

impl blocking::HttpClient for Script {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        self.play(&request)
    }

    fn sleep(&self, duration: Duration) {
        self.state().delays.push(duration);
    }
}

impl client::HttpClient for Script {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(ready(self.play(&request)))
    }

    /// Counts what is really waited for: an attempt's timeout, which is dropped before it is asked, isn't.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move { self.state().delays.push(duration) })
    }
}
