//! A call over each of the bundled transports, with its attempts counted.

use std::{
    fmt::{self, Debug},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use http::Response;
use identity_center::{
    portal::{Client, LogoutInput, blocking},
    runtime::{
        self, Body, Builder, HttpRequest, ServiceClient, TransportError,
        client::{BoxFuture, HttpClient},
        hyper::Hyper,
        reqwest::Reqwest,
        ureq::Ureq,
    },
};

use crate::{Outcome, block_on};

/// A bundled transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// The one of the asynchronous client.
    Hyper,
    /// The one of an asynchronous client that the caller configures.
    Reqwest,
    /// The one of the blocking client.
    Ureq,
}

/// All of them.
pub const TRANSPORTS: [Transport; 3] = [Transport::Hyper, Transport::Reqwest, Transport::Ureq];

/// A client's settings for a network that is broken: retries come at once.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The client's setting of this name; 10 seconds by default.
    pub connect_timeout: Duration,
    /// The client's setting of this name; 10 seconds by default.
    pub attempt_timeout: Duration,
    /// The client's setting of this name; 10 seconds by default.
    pub call_timeout: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        let long = Duration::from_secs(10);
        Self {
            connect_timeout: long,
            attempt_timeout: long,
            call_timeout: long,
        }
    }
}

/// Calls that were made over a transport.
pub struct Calls {
    /// How often the transport was asked to send a request.
    pub attempts: usize,
    /// What each call came to.
    pub outcomes: Vec<Outcome>,
}

impl Settings {
    /// Makes so many calls of `Logout`, one after the other, by one client.
    ///
    /// # Panics
    ///
    /// When the client can't be built.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its client has failed")]
    pub fn logout(&self, transport: Transport, endpoint: &str, calls: usize) -> Calls {
        let attempts = Arc::new(AtomicUsize::new(0));
        let input = || LogoutInput::new("token");
        let outcomes = match transport {
            Transport::Hyper | Transport::Reqwest => {
                let builder = self.set(Client::builder(), endpoint);
                let config = builder.clone().config().expect("the settings are fine");
                let client = if transport == Transport::Hyper {
                    let http = Hyper::new(&config).expect("TLS is fine");
                    builder.build_with(Counted {
                        http,
                        attempts: Arc::clone(&attempts),
                    })
                } else {
                    let http = reqwest::Client::builder()
                        .connect_timeout(self.connect_timeout)
                        .no_proxy();
                    let http = Reqwest::new(http).expect("the settings are fine");
                    builder.build_with(Counted {
                        http,
                        attempts: Arc::clone(&attempts),
                    })
                };
                let client = client.expect("the settings are fine");
                block_on(async {
                    let mut outcomes = Vec::new();
                    for _ in 0..calls {
                        outcomes.push(client.logout(input()).await);
                    }
                    outcomes
                })
            }
            Transport::Ureq => {
                let builder = self.set(blocking::Client::builder(), endpoint);
                let http = Ureq::new(&builder.clone().config().expect("the settings are fine"));
                let http = http.expect("TLS is fine");
                let client = builder.build_with(Counted {
                    http,
                    attempts: Arc::clone(&attempts),
                });
                let client = client.expect("the settings are fine");
                (0..calls).map(|_| client.logout(input())).collect()
            }
        };
        Calls {
            attempts: attempts.load(Ordering::Relaxed),
            outcomes,
        }
    }

    fn set<C: ServiceClient>(&self, builder: Builder<C>, endpoint: &str) -> Builder<C> {
        builder
            .endpoint_url(endpoint)
            .connect_timeout(self.connect_timeout)
            .attempt_timeout(self.attempt_timeout)
            .call_timeout(self.call_timeout)
            .max_retry_delay(Duration::ZERO)
    }
}

/// Counts what it passes on.
struct Counted<T> {
    http: T,
    attempts: Arc<AtomicUsize>,
}

impl<T> Counted<T> {
    fn next(&self) -> &T {
        self.attempts.fetch_add(1, Ordering::Relaxed);
        &self.http
    }
}

impl<T: Debug> Debug for Counted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.http.fmt(f)
    }
}

impl<T: HttpClient> HttpClient for Counted<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        self.next().send(request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.http.sleep(duration)
    }
}

impl<T: runtime::blocking::HttpClient> runtime::blocking::HttpClient for Counted<T> {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        self.next().send(request)
    }

    fn sleep(&self, duration: Duration) {
        self.http.sleep(duration);
    }
}
