//! Waits that are given up, and calls of a wait that hang.

#![cfg(test)]

use std::{
    future::{Future, pending},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use http::Response;
use restsmith_waiters::{
    Script,
    runtime::{
        Body, ErrorKind, HttpRequest, TransportError, TransportErrorKind, WaitErrorKind, blocking,
        client::{self, BoxFuture},
    },
    waiters::{self, HeadBucketInput},
};

const HOUR: Duration = Duration::from_secs(3_600);

/// Polls a future once, which is not ready.
fn poll<F: Future>(future: std::pin::Pin<&mut F>) {
    let poll = future.poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(poll, Poll::Pending));
}

/// A transport with responses whose delays never end.
#[derive(Debug)]
struct Asleep(Script);

impl client::HttpClient for Asleep {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        client::HttpClient::send(&self.0, request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            client::HttpClient::sleep(&self.0, duration).await;
            pending::<()>().await;
        })
    }
}

#[test]
fn a_wait_that_is_dropped_in_a_delay_makes_no_more_calls() {
    let script = Script::new(&[(404, ""), (200, "")]);
    let client = waiters::Client::builder().build_with(Asleep(script.clone()));
    let client = client.unwrap();
    let input = HeadBucketInput::new("b");
    {
        let mut wait = pin!(client.wait_until_bucket_exists(&input, HOUR));
        assert_eq!(script.calls(), 0, "nothing is sent before the first poll");
        poll(wait.as_mut());
        assert_eq!((script.calls(), script.delays().len()), (1, 1));
        poll(wait.as_mut());
        assert_eq!((script.calls(), script.delays().len()), (1, 1));
    }
    assert_eq!((script.calls(), script.delays().len()), (1, 1));
}

/// A transport that never responds, and counts the requests that began and that were given up.
#[derive(Clone, Debug, Default)]
struct Hangs {
    begun: Arc<AtomicUsize>,
    dropped: Arc<AtomicUsize>,
}

impl Hangs {
    fn counts(&self) -> (usize, usize) {
        let count = |count: &AtomicUsize| count.load(Ordering::SeqCst);
        (count(&self.begun), count(&self.dropped))
    }
}

/// A request in progress.
struct InProgress(Arc<AtomicUsize>);

impl Drop for InProgress {
    fn drop(&mut self) {
        let _ = self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl client::HttpClient for Hangs {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let _ = self.begun.fetch_add(1, Ordering::SeqCst);
        let request = InProgress(Arc::clone(&self.dropped));
        Box::pin(async move {
            let _request = request;
            pending().await
        })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(pending())
    }
}

#[test]
fn a_wait_that_is_dropped_in_a_call_gives_up_the_request() {
    let http = Hangs::default();
    let client = waiters::Client::builder().build_with(http.clone());
    let client = client.unwrap();
    let input = HeadBucketInput::new("b");
    {
        let mut wait = pin!(client.wait_until_bucket_exists(&input, HOUR));
        poll(wait.as_mut());
        poll(wait.as_mut());
        assert_eq!(http.counts(), (1, 0));
    }
    assert_eq!(http.counts(), (1, 1));
}

/// A transport on which each attempt takes as long as it may.
#[derive(Clone, Debug, Default)]
struct TimesOut(Hangs);

impl blocking::HttpClient for TimesOut {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let _ = self.0.begun.fetch_add(1, Ordering::SeqCst);
        let timeout = request.attempt_timeout;
        Err(TransportError::new(TransportErrorKind::AttemptTimeout(
            timeout,
        )))
    }

    fn sleep(&self, _: Duration) {}
}

#[test]
fn a_call_that_hangs_ends_a_blocking_wait_with_the_timeout_of_the_call() {
    let http = TimesOut::default();
    let client = waiters::blocking::Client::builder().build_with(http.clone());
    let error = client
        .unwrap()
        .wait_until_bucket_exists(&HeadBucketInput::new("b"), HOUR)
        .unwrap_err();
    let WaitErrorKind::Call(error) = error.into_kind() else {
        panic!("the call failed");
    };
    assert!(matches!(error.kind(), ErrorKind::Transport(_)), "{error}");
    // The attempts of one call, and not another one.
    assert_eq!(http.0.counts().0, 3);
}
