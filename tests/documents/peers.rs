//! Other generators of Rust clients, on the same documents.
//!
//! What they write is counted, and not compiled: each needs crates of its own.

use std::{
    env,
    ffi::OsString,
    fmt, fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a generator may take for a document.
const LIMIT: Duration = Duration::from_secs(120);
/// How often it is looked whether one has finished.
const PAUSE: Duration = Duration::from_millis(20);

const HEAD: &str = "\
| document | generator | lines | seconds | result |
|---|---|---:|---:|---|";

/// A generator that may be installed.
struct Peer {
    name: &'static str,
    /// The programs that it may be installed as.
    programs: &'static [&'static str],
    /// The arguments, in which `FILE` is the document and `FOLDER` where the client goes.
    arguments: &'static [&'static str],
}

const PEERS: [Peer; 4] = [
    Peer {
        name: "progenitor",
        programs: &["cargo-progenitor"],
        arguments: &[
            "progenitor",
            "-i",
            "FILE",
            "-o",
            "FOLDER",
            "-n",
            "document",
            "-v",
            "0.1.0",
        ],
    },
    Peer {
        name: "openapi-to-rust",
        programs: &["openapi-to-rust"],
        arguments: &[
            "generate",
            "FILE",
            "--output-dir",
            "FOLDER",
            "--module-name",
            "document",
        ],
    },
    Peer {
        name: "oas3-gen",
        programs: &["oas3-gen"],
        arguments: &["generate", "client-mod", "-i", "FILE", "-o", "FOLDER"],
    },
    Peer {
        name: "openapi-generator",
        programs: &["openapi-generator", "openapi-generator-cli"],
        arguments: &["generate", "-g", "rust", "-i", "FILE", "-o", "FOLDER"],
    },
];

/// What a generator made of a document.
struct Row {
    document: String,
    generator: &'static str,
    lines: usize,
    time: Duration,
    result: String,
}

/// The generators that are installed, and what they did.
#[derive(Default)]
pub struct Peers {
    found: Vec<(&'static Peer, PathBuf)>,
    rows: Vec<Row>,
}

impl Peers {
    /// Finds the generators that are on `PATH`, and says which aren't.
    pub fn installed() -> Self {
        let mut peers = Self::default();
        for peer in &PEERS {
            match peer.programs.iter().find_map(|name| on_path(name)) {
                Some(program) => peers.found.push((peer, program)),
                None => eprintln!(
                    "{} is left out: `{}` isn't on PATH",
                    peer.name,
                    peer.programs.join("` or `")
                ),
            }
        }
        peers
    }

    /// Adds what this project's generator did.
    pub fn add_own(&mut self, document: &str, lines: usize, time: Duration, is_generated: bool) {
        self.rows.push(Row {
            document: document.to_owned(),
            generator: "restsmith",
            lines,
            time,
            result: (if is_generated { "generated" } else { "failed" }).to_owned(),
        });
    }

    /// Runs the generators on a document.
    pub fn run(&mut self, document: &str, path: &Path) -> io::Result<()> {
        let path = path.canonicalize()?;
        for (peer, program) in &self.found {
            let start = Instant::now();
            let (result, lines) = generate(peer, program, &path)?;
            self.rows.push(Row {
                document: document.to_owned(),
                generator: peer.name,
                lines,
                time: start.elapsed(),
                result,
            });
        }
        Ok(())
    }
}

impl fmt::Display for Peers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}")?;
        for row in &self.rows {
            let Row {
                document,
                generator,
                lines,
                time,
                result,
            } = row;
            let seconds = time.as_secs_f64();
            writeln!(
                f,
                "| {document} | {generator} | {lines} | {seconds:.2} | {result} |"
            )?;
        }
        Ok(())
    }
}

/// Runs a generator in a folder of its own. Returns what came of it, and how many lines of Rust.
fn generate(peer: &Peer, program: &Path, document: &Path) -> io::Result<(String, usize)> {
    let folder = tempfile::tempdir()?;
    let output = folder.path().join("client");
    let arguments = peer.arguments.iter().map(|argument| match *argument {
        "FILE" => document.as_os_str().to_owned(),
        "FOLDER" => output.clone().into_os_string(),
        other => OsString::from(other),
    });
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let end = Instant::now() + LIMIT;
    let status = loop {
        match child.try_wait()? {
            Some(status) => break Some(status),
            None if Instant::now() > end => {
                child.kill()?;
                child.wait()?;
                break None;
            }
            None => thread::sleep(PAUSE),
        }
    };
    let lines = if output.exists() { lines(&output)? } else { 0 };
    let result = match status {
        None => format!("not finished in {} s", LIMIT.as_secs()),
        Some(status) if !status.success() => format!("failed, {status}"),
        Some(_) if lines == 0 => "nothing written".to_owned(),
        Some(_) => "generated".to_owned(),
    };
    Ok((result, lines))
}

/// Counts the lines of the Rust files in a folder.
fn lines(folder: &Path) -> io::Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            count += lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            count += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(count)
}

fn on_path(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    let mut files = env::split_paths(&path).map(|folder| folder.join(&name));
    files.find(|file| file.is_file())
}
