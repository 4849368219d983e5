//! The server that nobody here wrote.

use std::{
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, Stdio},
};

use serde::Deserialize;
use serde_json::Value;

use crate::{Failure, protocol::Protocol};

/// What has to be installed, and how.
const INSTALL: &str = "\
    python3 -m venv target/oracle\n\
    target/oracle/bin/pip install localstack-core==2026.3.0 botocore==1.44.8 boto3==1.44.8 rolo==0.8.9 \\\n    \
    Werkzeug==3.1.9 cbor2==5.6.5 jsonpatch==1.48 xmltodict==1.0.4";

/// Asks Python for botocore's folder and the versions.
const LOCATE: &str = "\
import botocore, importlib.metadata as m, localstack.aws.protocol.parser\n\
print(botocore.__path__[0])\n\
print(f'localstack-core {m.version(\"localstack-core\")}, botocore {m.version(\"botocore\")}')";

/// What is there to be asked.
#[derive(Debug)]
pub struct Oracle {
    python: PathBuf,
    script: PathBuf,
    models: PathBuf,
    versions: String,
}

/// What the server says of a request.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Understood {
    Request { operation: String, params: Value },
    Refused { refused: String },
}

impl Oracle {
    /// Returns what is there, or a text that says what to install.
    pub fn find(python: &Path, script: &Path) -> Result<Self, String> {
        if !script.is_file() {
            return Err(format!("needs ../shared: there is no {}", script.display()));
        }
        let advice = |why: String| format!("needs a Python with localstack: {why}\n\n{INSTALL}");
        let located = Command::new(python).args(["-c", LOCATE]).output();
        let located = located.map_err(|error| advice(format!("{}: {error}", python.display())))?;
        let printed = String::from_utf8_lossy(&located.stdout);
        let mut lines = printed.lines().map(str::to_owned);
        let (Some(botocore), Some(versions), true) =
            (lines.next(), lines.next(), located.status.success())
        else {
            return Err(advice(
                String::from_utf8_lossy(&located.stderr).trim().to_owned(),
            ));
        };
        let models = Path::new(&botocore).join("data");
        Ok(Self {
            python: python.to_owned(),
            script: script.to_owned(),
            models,
            versions,
        })
    }

    /// Returns the folder of its models.
    pub fn models(&self) -> &Path {
        &self.models
    }

    /// Returns the versions of what answers.
    pub fn versions(&self) -> &str {
        &self.versions
    }

    /// Starts a server of a service that gives an answer, and returns when it listens.
    pub fn start(
        &self,
        service: &str,
        protocol: Protocol,
        answer: &Path,
    ) -> Result<Server, Failure> {
        let process = Command::new(&self.python)
            .arg(&self.script)
            .args([&format!("{service}@{protocol}"), "0"])
            .arg(answer)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut server = Server {
            process,
            log: None,
            url: String::new(),
        };
        let mut log = BufReader::new(
            server
                .process
                .stderr
                .take()
                .ok_or("the server has no log")?,
        );
        let (mut said, mut line) = (String::new(), String::new());
        // It says which port it was given: ` * Running on http://127.0.0.1:40123`.
        let url = loop {
            line.clear();
            if log.read_line(&mut line)? == 0 {
                return Err(format!("the server didn't start: {said}").into());
            }
            if let Some((_, url)) = line.split_once("Running on ") {
                break url.trim();
            }
            said.push_str(&line);
        };
        url.clone_into(&mut server.url);
        server.log = Some(log);
        Ok(server)
    }
}

/// A server, which ends with this.
#[derive(Debug)]
pub struct Server {
    process: Child,
    /// Kept open, as the server writes to it.
    log: Option<BufReader<ChildStderr>>,
    url: String,
}

impl Server {
    /// Returns where it listens.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends it, and returns what it understood, with the answers it couldn't give.
    pub fn stop(mut self) -> Result<Vec<Understood>, Failure> {
        self.process.kill()?;
        let mut printed = String::new();
        if let Some(mut stdout) = self.process.stdout.take() {
            stdout.read_to_string(&mut printed)?;
        }
        let lines = printed.lines().map(serde_json::from_str);
        Ok(lines.collect::<Result<_, _>>()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
        drop(self.log.take());
    }
}
