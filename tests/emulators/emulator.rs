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
        // It takes 0 for its usual port.
        let port = free_port().to_string();
        let address = ["--host", "127.0.0.1", "--port", &port];
        Self::start(
            &programs::dynalite(),
            &[address, times].concat(),
            "listening at: ",
        )
    }

    /// Starts moto.
    ///
    /// # Panics
    ///
    /// When it doesn't start.
    #[must_use]
    pub fn moto() -> Self {
        Self::start(
            &programs::moto(),
            &["--host", "127.0.0.1", "--port", "0"],
            "Running on ",
        )
    }

    /// Starts a program, and waits for the line in which it says where it listens, behind these words.
    #[expect(clippy::expect_used, reason = "a test without its server has failed")]
    fn start(program: &Path, arguments: &[&str], ready: &str) -> Self {
        let (output, input) = io::pipe().expect("there is a pipe");
        let process = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(input.try_clone().expect("a pipe has several ends"))
            .stderr(input)
            .spawn()
            .expect("the program starts");
        // From here on, what panics ends the program too.
        let mut emulator = Self {
            process,
            url: String::new(),
        };
        let mut output = BufReader::new(output);
        let mut said = String::new();
        while emulator.url.is_empty() {
            let bytes = output.read_line(&mut said).expect("its output can be read");
            assert!(bytes > 0, "{} ended: {said}", program.display());
            if let Some((_, url)) = said.split_once(ready) {
                url.trim().clone_into(&mut emulator.url);
            }
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

#[expect(clippy::expect_used, reason = "a test without its server has failed")]
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    listener
        .local_addr()
        .expect("a bound socket has an address")
        .port()
}
