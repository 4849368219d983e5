//! Running a program: what it prints, how long it takes, how much memory it needs.

use std::{
    io::Read,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use wait4::Wait4;

use crate::Failure;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    pub(crate) time: Duration,
    /// CPU time of the process, and of those that it waited for.
    pub(crate) cpu: Duration,
    /// Bytes, at the most at one time.
    pub(crate) memory: u64,
}

/// Runs a program to its end. Fails with what it wrote unless it succeeds.
pub(crate) fn run(command: &mut Command) -> Result<(Duration, String), Failure> {
    let start = Instant::now();
    let output = command
        .output()
        .map_err(|error| format!("{}: {error}", name(command)))?;
    let time = start.elapsed();
    if output.status.success() {
        return Ok((time, String::from_utf8(output.stdout)?));
    }
    Err(failure(command, &output.stderr))
}

/// The number that a program prints.
pub(crate) fn number(command: &mut Command) -> Result<f64, Failure> {
    let (_, text) = run(command)?;
    Ok(text
        .trim()
        .parse()
        .map_err(|error| format!("{}: {error}", name(command)))?)
}

/// Runs a program that prints nothing.
pub(crate) fn usage(command: &mut Command) -> Result<Usage, Failure> {
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", name(command)))?;
    let mut stderr = Vec::new();
    if let Some(mut pipe) = child.stderr.take() {
        pipe.read_to_end(&mut stderr)?;
    }
    let used = child.wait4()?;
    let time = start.elapsed();
    if used.status.success() {
        let cpu = used.rusage.utime + used.rusage.stime;
        return Ok(Usage {
            time,
            cpu,
            memory: used.rusage.maxrss,
        });
    }
    Err(failure(command, &stderr))
}

/// The last lines say what went wrong.
fn failure(command: &Command, stderr: &[u8]) -> Failure {
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<_> = text
        .lines()
        .rev()
        .filter(|line| !line.trim().is_empty())
        .take(12)
        .collect();
    let lines: Vec<_> = lines.into_iter().rev().collect();
    format!("{} failed: {}", name(command), lines.join("\n")).into()
}

fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
