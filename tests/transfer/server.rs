//! A server on loopback whose answers a test writes byte by byte.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

/// How long a server waits for a client that says nothing more, so that no thread outlives its test for long.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that answers.
#[derive(Debug)]
pub struct Listening {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Listening {
    /// The base URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// How many connections there were so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

/// Starts a server that does the same with each connection, each on a thread of its own. A connection ends with
/// its function.
///
/// # Panics
///
/// When there is no port to be had.
#[expect(clippy::expect_used, reason = "a test without its server has failed")]
pub fn listen(
    serve: impl Fn(&mut Connection) -> io::Result<()> + Send + Sync + 'static,
) -> Listening {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener
        .local_addr()
        .expect("a bound socket has an address");
    let (serve, connections) = (Arc::new(serve), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&connections);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            count.fetch_add(1, Ordering::Relaxed);
            let serve = Arc::clone(&serve);
            thread::spawn(move || {
                Connection::new(stream).and_then(|mut connection| serve(&mut connection))
            });
        }
    });
    Listening {
        address,
        connections,
    }
}

/// One connection to the server.
#[derive(Debug)]
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// The head of the next request, with its empty line; nothing at the end of the connection.
    ///
    /// # Errors
    ///
    /// When the connection breaks.
    pub fn head(&mut self) -> io::Result<String> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") && self.0.read_line(&mut head)? > 0 {}
        Ok(head)
    }

    /// The bytes of a chunked body as they came, up to the end of the last chunk.
    ///
    /// # Errors
    ///
    /// When the connection breaks.
    pub fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        while !body.ends_with(b"0\r\n\r\n") {
            if self.0.read_until(b'\n', &mut body)? == 0 {
                break;
            }
        }
        Ok(body)
    }

    /// So many bytes of a body, given piece by piece; fewer where the connection ends.
    ///
    /// # Errors
    ///
    /// When the connection breaks.
    pub fn body(&mut self, length: u64, mut piece: impl FnMut(&[u8])) -> io::Result<u64> {
        let mut reader = (&mut self.0).take(length);
        let mut read = 0;
        let mut buffer = [0; 16 * 1024];
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(read),
                length => {
                    piece(buffer.get(..length).unwrap_or_default());
                    read += length as u64;
                }
            }
        }
    }

    /// Sends bytes.
    ///
    /// # Errors
    ///
    /// When the connection breaks.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.0.get_mut().write_all(bytes.as_ref())
    }

    /// Waits until the client gives up the connection.
    pub fn wait_for_end(&mut self) {
        // A connection that is reset ends as well.
        let _ = io::copy(&mut self.0, &mut io::sink());
    }
}
