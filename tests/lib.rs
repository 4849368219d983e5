//! A server on loopback for tests: it plays a script and records what it is sent, to the byte.

mod script;

use std::{
    future::Future,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

pub use script::{Request, Script, Step};

/// How long a server waits for a client that says nothing more, so that no thread outlives its test for long.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the server does once it has read a request.
#[derive(Clone, Debug)]
pub enum Answer {
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
    /// A complete response with this status line, these header lines and this body. The body's length is
    /// added.
    #[must_use]
    pub fn response(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let headers: Vec<_> = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let head = format!("HTTP/1.1 {status}\r\n{}content-length: {}\r\n\r\n", headers.concat(), body.len());
        Self::Bytes([head.as_bytes(), body].concat())
    }

    /// The response of a call that went well.
    #[must_use]
    pub fn ok() -> Self {
        Self::response("200 OK", &[], "")
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
        let address = listener.local_addr().expect("a bound socket has an address");
        let state = Arc::new(Mutex::new(State { script: script.into_iter().collect(), ..State::default() }));
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
        state.requests.iter().map(|request| String::from_utf8_lossy(request).into_owned()).collect()
    }

    /// How many connections there were so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).connections
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
        let answer = {
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            state.requests.push(request);
            let index = (state.requests.len() - 1).min(state.script.len() - 1);
            state.script.get(index).cloned()
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
            None => return Ok(()),
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
        let line = String::from_utf8_lossy(request.get(start..).unwrap_or_default()).to_ascii_lowercase();
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

/// Runs a future to its end.
///
/// # Panics
///
/// When there is no runtime to be had.
#[expect(clippy::expect_used, reason = "a test without its runtime has failed")]
pub fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime starts").block_on(future)
}
