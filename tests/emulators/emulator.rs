//! A program that plays services of AWS.

use std::{
    io::{self, BufRead, BufReader, Read},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
};

use crate::programs;

/// A program that plays services on a port of its own, and ends with this.
#[derive(Debug)]
pub struct Emulator {
    process: Child,
    url: String,
}

impl Emulator {
    /// Starts dynalite, whose tables are there and gone at once.
    ///
    /// # Panics
    ///
    /// When it doesn't start.
    #[must_use]
    pub fn dynalite() -> Self {
        let times = ["--createTableMs", "0", "--deleteTableMs", "0"];
        Self::start(&programs::dynalite(), &[&["--host", "127.0.0.1"], &times[..]].concat(), "listening at")
    }

    /// Starts moto.
    ///
    /// # Panics
    ///
    /// When it doesn't start.
    #[must_use]
    pub fn moto() -> Self {
        Self::start(&programs::moto(), &["--host", "127.0.0.1"], "Running on")
    }

    /// Starts a program, and waits for the line in which it says that it listens.
    #[expect(clippy::expect_used, reason = "a test without its server has failed")]
    fn start(program: &Path, arguments: &[&str], ready: &str) -> Self {
        let (output, input) = io::pipe().expect("there is a pipe");
        let port = free_port().expect("loopback has a free port");
        let process = Command::new(program)
            .args(arguments)
            .args(["--port", &port.to_string()])
            .stdin(Stdio::null())
            .stdout(input.try_clone().expect("a pipe has several ends"))
            .stderr(input)
            .spawn()
            .expect("the program starts");
        // From here on, what panics ends the program too.
        let emulator = Self { process, url: format!("http://127.0.0.1:{port}") };
        let mut output = BufReader::new(output);
        let mut said = String::new();
        while !said.contains(ready) {
            let bytes = output.read_line(&mut said).expect("its output can be read");
            assert!(bytes > 0, "{} ended: {said}", program.display());
        }
        // It waits when nobody reads what it says of each request.
        thread::spawn(move || io::copy(&mut output.by_ref(), &mut io::sink()));
        emulator
    }

    /// Returns where it listens.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
