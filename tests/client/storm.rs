//! The quota on retries: an outage is not met with more load.

use std::{
    future::pending,
    sync::{
        Arc, Barrier,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use http::Response;
use identity_center::{
    portal::{Client, LogoutInput, blocking},
    runtime::{
        self, Body, HttpRequest, TransportError,
        TransportErrorKind::{self, AttemptTimeout, Io},
        client::{BoxFuture, HttpClient},
    },
};
use restsmith_tests::{Script, Step, block_on};

const CALLERS: usize = 1_000;
const URL: &str = "http://localhost:1";

/// Fails every attempt at once, lets everyone else go first, and counts.
#[derive(Clone, Debug)]
struct Outage {
    kind: TransportErrorKind,
    attempts: Arc<AtomicUsize>,
}

impl Outage {
    fn new(kind: TransportErrorKind) -> Self {
        Self {
            kind,
            attempts: Arc::default(),
        }
    }

    fn attempt(&self) -> Result<Response<Body>, TransportError> {
        self.attempts.fetch_add(1, Ordering::Relaxed);
        Err(TransportError::new(self.kind))
    }

    fn attempts(&self) -> usize {
        self.attempts.load(Ordering::Relaxed)
    }
}

impl HttpClient for Outage {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            self.attempt()
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        // An attempt's timeout is longer than any delay, and never comes.
        if duration > Duration::from_secs(20) {
            return Box::pin(pending());
        }
        Box::pin(tokio::task::yield_now())
    }
}

impl runtime::blocking::HttpClient for Outage {
    fn send(&self, _: HttpRequest) -> Result<Response<Body>, TransportError> {
        thread::yield_now();
        self.attempt()
    }

    fn sleep(&self, _: Duration) {
        thread::yield_now();
    }
}

/// What fails, and how many retries the quota pays for.
const CASES: [(TransportErrorKind, usize); 2] = [
    (Io, 500 / 5),
    (AttemptTimeout(Duration::from_secs(1)), 500 / 10),
];

#[test]
fn a_thousand_threads_send_a_thousand_requests_and_what_the_quota_pays_for() {
    for (kind, retries) in CASES {
        let outage = Outage::new(kind);
        let client = blocking::Client::builder()
            .endpoint_url(URL)
            .build_with(outage.clone())
            .unwrap();
        let start = Arc::new(Barrier::new(CALLERS));
        let callers: Vec<_> = (0..CALLERS)
            .map(|_| {
                let (client, start) = (client.clone(), Arc::clone(&start));
                thread::spawn(move || {
                    start.wait();
                    client.logout(LogoutInput::new("token")).is_err()
                })
            })
            .collect();
        assert!(callers.into_iter().all(|caller| caller.join().unwrap()));
        assert_eq!(outage.attempts(), CALLERS + retries, "{kind:?}");
    }
}

#[test]
fn a_thousand_tasks_send_a_thousand_requests_and_what_the_quota_pays_for() {
    for (kind, retries) in CASES {
        let outage = Outage::new(kind);
        let client = Client::builder()
            .endpoint_url(URL)
            .build_with(outage.clone())
            .unwrap();
        block_on(async {
            let callers: Vec<_> = (0..CALLERS)
                .map(|_| tokio::spawn(fails(client.clone())))
                .collect();
            for caller in callers {
                assert!(caller.await.unwrap());
            }
        });
        assert_eq!(outage.attempts(), CALLERS + retries, "{kind:?}");
    }
}

/// Whether a call fails.
async fn fails(client: Client) -> bool {
    client.logout(LogoutInput::new("token")).await.is_err()
}

#[test]
fn a_client_whose_quota_is_used_up_still_makes_first_attempts() {
    let script = Script::new([Step::status(503)]);
    let client = blocking::Client::builder()
        .endpoint_url(URL)
        .max_attempts(101);
    let client = client
        .max_retry_delay(Duration::ZERO)
        .build_with(script.clone())
        .unwrap();
    let attempts = || {
        let before = script.requests().len();
        assert!(client.clone().logout(LogoutInput::new("token")).is_err());
        script.requests().len() - before
    };
    assert_eq!([attempts(), attempts(), attempts()], [101, 1, 1]);
}

#[test]
fn successes_pay_for_new_retries() {
    let failure = || Step::status(503);
    // One call takes the whole quota; five that go well pay for one retry.
    let steps = (0..101)
        .map(|_| failure())
        .chain((0..5).map(|_| Step::status(200)))
        .chain([failure()]);
    let script = Script::new(steps);
    let client = blocking::Client::builder()
        .endpoint_url(URL)
        .max_attempts(101);
    let client = client
        .max_retry_delay(Duration::ZERO)
        .build_with(script.clone())
        .unwrap();
    let attempts = || {
        let before = script.requests().len();
        let _ = client.logout(LogoutInput::new("token"));
        script.requests().len() - before
    };
    let counts: Vec<_> = (0..8).map(|_| attempts()).collect();
    assert_eq!(counts, [101, 1, 1, 1, 1, 1, 2, 1]);
}

#[test]
fn clients_that_are_no_clones_have_quotas_of_their_own() {
    let script = Script::new([Step::status(503)]);
    let builder = blocking::Client::builder()
        .endpoint_url(URL)
        .max_attempts(200);
    let builder = builder.max_retry_delay(Duration::ZERO);
    for calls in 1..=3 {
        let client = builder.clone().build_with(script.clone()).unwrap();
        assert!(client.logout(LogoutInput::new("token")).is_err());
        assert_eq!(script.requests().len(), 101 * calls);
    }
}
