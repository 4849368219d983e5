//! A server on loopback for tests: it plays a script and records what it is sent, to the byte. And one call
//! that is made by every client, so that a test says once what holds for all of them, the `restsmith` command,
//! and crates outside the workspace.

mod command;
mod fresh_crate;
mod readme_block;
mod script;
mod tls_server;
mod transports;

use std::{
    fmt,
    future::Future,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use http::{HeaderName, HeaderValue, Response};
use identity_center::{
    portal::{self, LogoutError, LogoutInput, LogoutOutput, blocking},
    runtime::{Body, Builder, Error, Operation, ServiceClient},
};

pub use command::restsmith;
pub use fresh_crate::FreshCrate;
pub use readme_block::readme_block;
pub use script::{Request, Script, Step};
pub use tls_server::{Authority, TlsServer};
pub use transports::{Calls, Settings, TRANSPORTS, Transport};

/// How long a server waits for a client that says nothing more, so that no thread outlives its test for long.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the server does once it has read a request.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Gives the answer that follows from the request.
    Decide(Decision),
    /// Sends these bytes and keeps the connection open.
    Bytes(Vec<u8>),
    /// Sends these bytes one by one, with a pause before each.
    Slow(Vec<u8>, Duration),
    /// Sends these bytes and closes the connection.
    Close(Vec<u8>),
    /// Sends these bytes, then nothing more, until the client closes the connection.
    Hang(Vec<u8>),
}

impl Answer {
    /// The answer that follows from the request, which is given as text.
    pub fn decide(answer: impl Fn(&str) -> Self + Send + Sync + 'static) -> Self {
        Self::Decide(Decision(Arc::new(answer)))
    }

    /// A complete response with this status line, these header lines and this body. The body's length is
    /// added.
    #[must_use]
    pub fn response(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let headers: Vec<_> = headers
            .iter()
            .map(|header| format!("{header}\r\n"))
            .collect();
        let head = format!(
            "HTTP/1.1 {status}\r\n{}content-length: {}\r\n\r\n",
            headers.concat(),
            body.len()
        );
        Self::Bytes([head.as_bytes(), body].concat())
    }

    /// The response of a call that went well.
    #[must_use]
    pub fn ok() -> Self {
        Self::response("200 OK", &[], "")
    }
}

/// Gives the answer to a request.
#[derive(Clone)]
pub struct Decision(Arc<dyn Fn(&str) -> Answer + Send + Sync>);

impl fmt::Debug for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Decision")
    }
}

/// A server on a port of its own.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    script: Vec<Answer>,
    requests: Vec<Vec<u8>>,
    connections: usize,
}

impl Server {
    /// Starts a server that gives the first answer to the first request, and so on, whatever connection they
    /// come on. Requests behind the last answer get the last answer again; without any answer, connections
    /// are closed as soon as they are there.
    ///
    /// # Panics
    ///
    /// When there is no port to be had.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its server has failed")]
    pub fn start(script: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let state = Arc::new(Mutex::new(State {
            script: script.into_iter().collect(),
            ..State::default()
        }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || drop(serve(&stream, &state)));
            }
        });
        Self { address, state }
    }

    /// The address, such as `127.0.0.1:40123`.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// The base URL, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it was sent so far: head and body of each request, as text.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state
            .requests
            .iter()
            .map(|request| String::from_utf8_lossy(request).into_owned())
            .collect()
    }

    /// How many connections there were so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .connections
    }
}

fn serve(stream: &TcpStream, state: &Mutex<State>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let closes_at_once = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.connections += 1;
        state.script.is_empty()
    };
    if closes_at_once {
        return stream.shutdown(Shutdown::Both);
    }
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_request(&mut reader)? {
        let text = String::from_utf8_lossy(&request).into_owned();
        let answer = {
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            state.requests.push(request);
            let index = (state.requests.len() - 1).min(state.script.len() - 1);
            state.script.get(index).cloned()
        };
        let answer = match answer {
            // Without the lock: it may wait for another request.
            Some(Answer::Decide(Decision(decide))) => Some(decide(&text)),
            answer => answer,
        };
        match answer {
            Some(Answer::Bytes(bytes)) => (&*stream).write_all(&bytes)?,
            Some(Answer::Slow(bytes, pause)) => {
                for byte in bytes {
                    thread::sleep(pause);
                    (&*stream).write_all(&[byte])?;
                }
            }
            Some(Answer::Hang(bytes)) => {
                (&*stream).write_all(&bytes)?;
                io::copy(&mut reader, &mut io::sink())?;
                return Ok(());
            }
            Some(Answer::Close(bytes)) => {
                (&*stream).write_all(&bytes)?;
                return stream.shutdown(Shutdown::Both);
            }
            // A decision is an answer of its own.
            Some(Answer::Decide(_)) | None => return Ok(()),
        }
    }
    Ok(())
}

/// The bytes of one request; none at the end of the connection.
fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut request = Vec::new();
    let mut length = 0;
    loop {
        let start = request.len();
        if reader.read_until(b'\n', &mut request)? == 0 {
            return Ok(None);
        }
        let line =
            String::from_utf8_lossy(request.get(start..).unwrap_or_default()).to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
    }
    reader.take(length).read_to_end(&mut request)?;
    Ok(Some(request))
}

/// What a call of `Logout` came to.
pub type Outcome = Result<LogoutOutput, Error<LogoutError>>;

/// A call of `Logout`, to be made once by each client.
#[derive(Clone, Debug)]
pub struct Logout<'a> {
    /// The access token; `token` by default.
    pub token: &'a str,
    /// The client's setting of this name, if it is not the default.
    pub attempt_timeout: Option<Duration>,
    /// The client's setting of this name, if it is not the default.
    pub response_limit: Option<usize>,
}

impl Default for Logout<'_> {
    fn default() -> Self {
        Self {
            token: "token",
            attempt_timeout: None,
            response_limit: None,
        }
    }
}

impl Logout<'_> {
    /// The outcome of each client, with its name, when the endpoint is this one.
    ///
    /// # Panics
    ///
    /// When a client can't be built.
    #[expect(clippy::expect_used, reason = "a test without its client has failed")]
    pub fn send_to(&self, endpoint: &str) -> [(&'static str, Outcome); 2] {
        let client = self
            .set(portal::Client::builder(), endpoint)
            .build()
            .expect("the endpoint is fine");
        let hyper = block_on(client.logout(self.input()));
        let client = self
            .set(blocking::Client::builder(), endpoint)
            .build()
            .expect("the endpoint is fine");
        [("hyper", hyper), ("ureq", client.logout(self.input()))]
    }

    /// The outcome of each client, with its name, when a server gives this answer.
    pub fn answered(&self, answer: Answer) -> [(&'static str, Outcome); 2] {
        self.send_to(&Server::start([answer]).url())
    }

    /// The outcome of each client and of the operation without a client, when the response is this one.
    ///
    /// # Panics
    ///
    /// When the parts make no response.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its response has failed")]
    pub fn respond(
        &self,
        status: u16,
        headers: &[&str],
        body: impl AsRef<[u8]>,
    ) -> Vec<(&'static str, Outcome)> {
        let body = body.as_ref();
        let mut response = Response::builder().status(status);
        for header in headers {
            let (name, value) = header
                .split_once(": ")
                .expect("a header has a name and a value");
            let name: HeaderName = name.parse().expect("the name is valid");
            response = response.header(
                name,
                HeaderValue::from_bytes(value.as_bytes()).expect("so is the value"),
            );
        }
        let response = response
            .body(Body::from(body.to_vec()))
            .expect("the status is valid");
        let mut outcomes = vec![("no client", self.input().response(response))];
        outcomes.extend(self.answered(Answer::response(
            &format!("{status} Some Reason"),
            headers,
            body,
        )));
        outcomes
    }

    fn input(&self) -> LogoutInput {
        LogoutInput::new(self.token)
    }

    fn set<C: ServiceClient>(&self, builder: Builder<C>, endpoint: &str) -> Builder<C> {
        let mut builder = builder.endpoint_url(endpoint).max_attempts(1);
        if let Some(timeout) = self.attempt_timeout {
            builder = builder.attempt_timeout(timeout);
        }
        if let Some(limit) = self.response_limit {
            builder = builder.response_limit(limit);
        }
        builder
    }
}

/// Runs a future to its end.
///
/// # Panics
///
/// When there is no runtime to be had.
#[expect(clippy::expect_used, reason = "a test without its runtime has failed")]
pub fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime starts").block_on(future)
}

/// The programs of README compile.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct Readme;

/// So do those of the page beside the reference of the format.
#[doc = include_str!("../../spec/client.md")]
#[cfg(doctest)]
pub struct ReadmeOfClients;

/// So do those of the crate that is checked in.
#[doc = include_str!("../../generated/README.md")]
#[cfg(doctest)]
pub struct ReadmeOfGenerated;
