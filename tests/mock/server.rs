//! The mock server, which is driven by a document.

use std::{
    io,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::Failure;

/// How long a server may take before it listens.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server, which ends with this.
#[derive(Debug)]
pub struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts a server by a command line, in which `{document}` and `{port}` are filled in, and waits until it listens.
    pub fn start(command: &str, document: &Path) -> Result<Self, Failure> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let document = document.display().to_string();
        let mut words = command.split_whitespace().map(|word| {
            word.replace("{document}", &document)
                .replace("{port}", &port.to_string())
        });
        let program = words.next().ok_or("`--server` has no command")?;
        let process = Command::new(&program)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let process = process.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!(
                "there is no program `{program}`: install it with `npm install --global @stoplight/prism-cli`, or name another one with `--server`"
            ),
            _ => format!("`{program}` can't be started: {error}"),
        })?;
        let mut server = Self { process, port };
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Some(status) = server.process.try_wait()? {
                return Err(format!("the server ended before it listened: {status}").into());
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("the server didn't listen within {PATIENCE:?}").into());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
