//! A client over any of the bundled transports, with its attempts counted.

use std::{
    fmt,
    future::ready,
    io::{self, Read},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use bytes::Bytes;
use http::Response;

use crate::{
    runtime::{
        Body, Builder, Error, HttpRequest, Operation, TransportError, TransportErrorKind, blocking,
        client::{self, BoxFuture},
        hyper::Hyper,
        reqwest::Reqwest,
        ureq::Ureq,
    },
    transfer,
};

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

impl Transport {
    /// A body of these pieces that a client over this transport can send.
    pub fn body(self, pieces: impl Pieces) -> Body {
        if self == Self::Ureq {
            blocking_body(pieces)
        } else {
            async_body(pieces)
        }
    }

    /// A body of these pieces that a client over this transport can't send.
    pub fn wrong_body(self, pieces: impl Pieces) -> Body {
        if self == Self::Ureq {
            async_body(pieces)
        } else {
            blocking_body(pieces)
        }
    }
}

/// What a body consists of.
pub trait Pieces: Iterator<Item = io::Result<Bytes>> + Send + 'static {}

impl<T: Iterator<Item = io::Result<Bytes>> + Send + 'static> Pieces for T {}

fn async_body(mut pieces: impl Pieces) -> Body {
    Body::from_poll_fn(move |_| Poll::Ready(pieces.next()))
}

fn blocking_body(pieces: impl Pieces) -> Body {
    Body::from_reader(PieceReader {
        pieces,
        rest: Bytes::new(),
    })
}

struct PieceReader<P> {
    pieces: P,
    rest: Bytes,
}

impl<P: Pieces> Read for PieceReader<P> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            self.rest = self.pieces.next().transpose()?.unwrap_or_default();
        }
        let piece = self.rest.split_to(self.rest.len().min(buffer.len()));
        piece.as_ref().read(buffer)
    }
}

/// A client, and the runtime that it needs.
pub struct Clients {
    side: Side,
    attempts: Arc<AtomicUsize>,
}

enum Side {
    Async(tokio::runtime::Runtime, client::Caller),
    Blocking(blocking::Caller),
}

impl Clients {
    /// A client of this endpoint, with these settings. Retries come at once.
    ///
    /// # Panics
    ///
    /// When it can't be built.
    pub fn new(
        transport: Transport,
        endpoint: &str,
        set: impl Fn(Builder<transfer::Client>) -> Builder<transfer::Client>,
    ) -> Self {
        Self::failing(0, transport, endpoint, set)
    }

    /// The same, of which so many attempts find no connection.
    ///
    /// # Panics
    ///
    /// When it can't be built.
    #[expect(clippy::expect_used, reason = "a test without its client has failed")]
    pub fn failing(
        failures: usize,
        transport: Transport,
        endpoint: &str,
        set: impl Fn(Builder<transfer::Client>) -> Builder<transfer::Client>,
    ) -> Self {
        let builder = transfer::Client::builder()
            .endpoint_url(endpoint)
            .max_retry_delay(Duration::ZERO);
        let config = set(builder).config().expect("the settings are fine");
        let attempts = Arc::new(AtomicUsize::new(0));
        let side = if transport == Transport::Ureq {
            let http = Ureq::new(&config).expect("TLS is fine");
            Side::Blocking(blocking::Caller::new(
                config,
                Counted {
                    http,
                    attempts: Arc::clone(&attempts),
                    failures,
                },
            ))
        } else {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let caller = if transport == Transport::Hyper {
                let http = Hyper::new(&config).expect("TLS is fine");
                client::Caller::new(
                    config,
                    Counted {
                        http,
                        attempts: Arc::clone(&attempts),
                        failures,
                    },
                )
            } else {
                let http =
                    Reqwest::new(reqwest::Client::builder().no_proxy()).expect("TLS is fine");
                client::Caller::new(
                    config,
                    Counted {
                        http,
                        attempts: Arc::clone(&attempts),
                        failures,
                    },
                )
            };
            Side::Async(runtime.expect("a runtime starts"), caller)
        };
        Self { side, attempts }
    }

    /// Makes a call.
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub fn call<O: Operation>(&self, input: O) -> Result<O::Output, Error<O::Error>> {
        match &self.side {
            Side::Async(runtime, caller) => runtime.block_on(caller.call(input)),
            Side::Blocking(caller) => caller.call(input),
        }
    }

    /// Reads a body that one of its calls gave, piece by piece.
    ///
    /// # Errors
    ///
    /// When the body breaks off.
    pub fn read(&self, mut body: Body, mut piece: impl FnMut(&[u8])) -> Result<(), TransportError> {
        match &self.side {
            Side::Async(runtime, _) => runtime.block_on(async {
                while let Some(bytes) = body.next().await {
                    piece(&bytes?);
                }
                Ok(())
            }),
            Side::Blocking(_) => {
                let mut reader = body.into_reader();
                let mut buffer = [0; 10_000];
                loop {
                    match reader.read(&mut buffer)? {
                        0 => return Ok(()),
                        length => piece(buffer.get(..length).unwrap_or_default()),
                    }
                }
            }
        }
    }

    /// Runs a future of an asynchronous client.
    ///
    /// # Panics
    ///
    /// When this is a blocking one.
    #[expect(clippy::panic, reason = "a test that mixes them up has failed")]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        match &self.side {
            Side::Async(runtime, _) => runtime.block_on(future),
            Side::Blocking(_) => panic!("a blocking client has no futures"),
        }
    }

    /// Lets a connection of which nobody reads end.
    pub fn rest(&self) {
        if let Side::Async(runtime, _) = &self.side {
            runtime.block_on(tokio::task::yield_now());
        }
    }

    /// How often the transport was asked to send a request.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.attempts.load(Ordering::Relaxed)
    }
}

/// Counts what it passes on.
struct Counted<T> {
    http: T,
    attempts: Arc<AtomicUsize>,
    failures: usize,
}

impl<T> Counted<T> {
    fn next(&self) -> Result<&T, TransportError> {
        if self.attempts.fetch_add(1, Ordering::Relaxed) < self.failures {
            return Err(TransportError::new(TransportErrorKind::Connect));
        }
        Ok(&self.http)
    }
}

impl<T> fmt::Debug for Counted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Counted")
    }
}

impl<T: client::HttpClient> client::HttpClient for Counted<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        match self.next() {
            Ok(http) => http.send(request),
            Err(error) => Box::pin(ready(Err(error))),
        }
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.http.sleep(duration)
    }
}

impl<T: blocking::HttpClient> blocking::HttpClient for Counted<T> {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        self.next()?.send(request)
    }
}
