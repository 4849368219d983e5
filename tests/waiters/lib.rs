//! The clients of an API with waiters of every kind, and a transport that plays responses and doesn't wait.

include!(concat!(env!("OUT_DIR"), "/waiters.rs"));

use std::{
    fmt,
    future::ready,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::Response;

use runtime::{
    Body, HttpRequest, TransportError, WaitError, WaitOutcome, blocking,
    client::{self, BoxFuture},
};

/// The status code and the body of a response.
pub type Answer = (u16, &'static str);

/// A transport that plays responses, of which the last one is repeated, and records the delays.
#[derive(Clone, Debug)]
pub struct Script {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    answers: Vec<Answer>,
    calls: usize,
    delays: Vec<Duration>,
}

impl Script {
    /// Creates a transport with these responses.
    #[must_use]
    pub fn new(answers: &[Answer]) -> Self {
        let state = State {
            answers: answers.to_vec(),
            calls: 0,
            delays: Vec::new(),
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// Returns the number of requests so far.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// Returns the delays so far.
    #[must_use]
    pub fn delays(&self) -> Vec<Duration> {
        self.state().delays.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[expect(clippy::expect_used, reason = "a test without its response has failed")]
    fn play(&self) -> Response<Body> {
        let mut state = self.state();
        let answer = state.answers.get(state.calls).or(state.answers.last());
        let (status, body) = *answer.expect("there is a response");
        state.calls += 1;
        let response = Response::builder()
            .status(status)
            .header("content-type", "application/json");
        response
            .body(Body::from(body.as_bytes().to_vec()))
            .expect("the response is valid")
    }
}

impl blocking::HttpClient for Script {
    fn send(&self, _: HttpRequest) -> Result<Response<Body>, TransportError> {
        Ok(self.play())
    }

    fn sleep(&self, duration: Duration) {
        self.state().delays.push(duration);
    }
}

impl client::HttpClient for Script {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(ready(Ok(self.play())))
    }

    /// Records a delay when it is awaited: the timeout of an attempt is dropped before that.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move { self.state().delays.push(duration) })
    }
}

/// Returns the result of a wait as text.
pub fn shown<T, E: fmt::Display>(result: Result<WaitOutcome<T, E>, WaitError<T, E>>) -> String {
    match result {
        Ok(WaitOutcome::Output(_)) => "output".to_owned(),
        Ok(WaitOutcome::Error(error)) => error.to_string(),
        Err(error) => error.to_string(),
    }
}

/// Waits with both clients, which must agree, and returns the result and the number of calls.
#[macro_export]
macro_rules! wait {
    ($answers:expr, $method:ident, $input:expr, $max_wait:expr) => {{
        let answers: &[$crate::Answer] = &$answers;
        let (script, async_script) = ($crate::Script::new(answers), $crate::Script::new(answers));
        let (input, max_wait) = ($input, std::time::Duration::from_millis($max_wait));
        let client = $crate::waiters::blocking::Client::builder().build_with(script.clone());
        let blocking = $crate::shown(client.unwrap().$method(&input, max_wait));
        let client = $crate::waiters::Client::builder().build_with(async_script.clone());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let client = client.unwrap();
        let asynchronous = $crate::shown(runtime.block_on(client.$method(&input, max_wait)));
        assert_eq!(
            (blocking.clone(), script.calls()),
            (asynchronous, async_script.calls())
        );
        assert_eq!(script.delays().len(), async_script.delays().len());
        (blocking, script.calls())
    }};
}
