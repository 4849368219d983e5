//! What measures and what is measured, for the lines above the table.

use std::{fmt, fs, process::Command, thread};

use crate::{Failure, bench::Bench, process::run};

/// The peers and the libraries that decide about the numbers.
const PACKAGES: &[&str] = &[
    "aws-sdk-sso",
    "aws-sdk-lambda",
    "progenitor",
    "hyper",
    "ureq",
    "rustls",
    "serde_json",
    "jiter",
];

/// The machine and the versions.
#[derive(Debug)]
pub(crate) struct Machine {
    cores: usize,
    cpu: String,
    system: &'static str,
    rustc: String,
    packages: Vec<String>,
    takes_cpu_time: bool,
}

impl Machine {
    pub(crate) fn read(bench: &Bench) -> Result<Self, Failure> {
        let (_, rustc) = run(Command::new("rustc").arg("--version"))?;
        let lock = fs::read_to_string(bench.root().join("Cargo.lock"))?;
        let versions =
            |name: &&&str| version(&lock, name).map(|version| format!("{name} {version}"));
        Ok(Self {
            cores: thread::available_parallelism()?.get(),
            cpu: cpu().unwrap_or_else(|| "an unknown processor".to_owned()),
            system: std::env::consts::OS,
            rustc: rustc.trim().to_owned(),
            packages: PACKAGES.iter().filter_map(|name| versions(&name)).collect(),
            takes_cpu_time: bench.takes_cpu_time(),
        })
    }
}

/// The newest version of a package in a lock file.
fn version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let line = format!("name = \"{name}\"\nversion = \"");
    lock.rsplit_once(&line)?.1.split('"').next()
}

fn cpu() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let model = text
        .lines()
        .find_map(|line| line.strip_prefix("model name"))?;
    Some(model.trim_start_matches([' ', '\t', ':']).to_owned())
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            cores,
            cpu,
            system,
            rustc,
            packages,
            takes_cpu_time,
        } = self;
        writeln!(
            f,
            "{cores} cores ({cpu}), {system}, {rustc}; {}.",
            packages.join(", ")
        )?;
        writeln!(
            f,
            "Each number is the median of several runs by turns, with their range behind it."
        )?;
        if *takes_cpu_time {
            writeln!(
                f,
                "What builds take is CPU time, since the machine did other work as well."
            )?;
        }
        Ok(())
    }
}
