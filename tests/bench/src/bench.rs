//! What is to be measured, and where.

use std::{
    fs,
    path::{self, Path, PathBuf},
    time::{Duration, Instant},
};

use clap::Parser;

use crate::{Failure, measure::GROUPS, process::Usage};

/// Measures restsmith side by side with what people use today.
#[derive(Debug, Parser)]
#[command(name = "restsmith-bench")]
pub(crate) struct Arguments {
    /// Measure our own side and the client written by hand only: no SDK, no progenitor, no cold builds.
    #[arg(long)]
    quick: bool,

    /// Measure only these.
    #[arg(long, value_name = "GROUP", value_delimiter = ',', value_parser = group_names())]
    only: Vec<String>,

    /// How often each program is built from nothing.
    #[arg(long, value_name = "NUMBER", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    builds: u16,

    /// Take the CPU time of builds instead of how long they take, on a machine that does other work as well.
    #[arg(long)]
    cpu_time: bool,

    /// Begin nothing that takes long after so many minutes.
    #[arg(long, value_name = "NUMBER")]
    minutes: Option<u64>,

    /// The folder of AWS's models, with one folder for each service
    /// [default: ../shared/models beside the repository, else the newest botocore of `pip`].
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,

    /// The chart to draw [default: measured.svg beside this workspace's Cargo.toml; with --quick or --only, in its
    /// target folder].
    #[arg(long, value_name = "FILE")]
    chart: Option<PathBuf>,
}

fn group_names() -> Vec<&'static str> {
    GROUPS.iter().map(|group| group.name).collect()
}

/// A run, and its folders.
#[derive(Debug)]
pub(crate) struct Bench {
    arguments: Arguments,
    /// The folder of this workspace.
    root: PathBuf,
    /// Where everything is built.
    work: PathBuf,
    start: Instant,
}

impl Bench {
    pub(crate) fn new(mut arguments: Arguments) -> Result<Self, Failure> {
        // Commands run in other folders.
        arguments.models = arguments.models.map(path::absolute).transpose()?;
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let work = root.join("target/work");
        fs::create_dir_all(&work)?;
        Ok(Self {
            arguments,
            root,
            work,
            start: Instant::now(),
        })
    }

    pub(crate) fn is_quick(&self) -> bool {
        self.arguments.quick
    }

    pub(crate) fn wants(&self, group: &str) -> bool {
        self.arguments.only.is_empty() || self.arguments.only.iter().any(|name| name == group)
    }

    pub(crate) fn takes_cpu_time(&self) -> bool {
        self.arguments.cpu_time
    }

    /// The seconds of a build.
    pub(crate) fn seconds(&self, used: Usage) -> f64 {
        let time = if self.takes_cpu_time() {
            used.cpu
        } else {
            used.time
        };
        time.as_secs_f64()
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Fails once the time for what takes long is over.
    pub(crate) fn has_time(&self) -> Result<(), Failure> {
        match self.arguments.minutes {
            Some(minutes) if self.elapsed() > Duration::from_secs(minutes * 60) => {
                Err(format!("the run was to begin nothing after {minutes} minutes").into())
            }
            _ => Ok(()),
        }
    }

    /// How often something fast is measured.
    pub(crate) fn runs(&self) -> usize {
        if self.is_quick() { 3 } else { 5 }
    }

    /// How often something is measured that takes seconds.
    pub(crate) fn long_runs(&self) -> usize {
        if self.is_quick() { 1 } else { 3 }
    }

    /// How often a program is built from nothing.
    pub(crate) fn builds(&self) -> usize {
        usize::from(self.arguments.builds)
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The repository's folder.
    pub(crate) fn repository(&self) -> PathBuf {
        self.root.join("../..")
    }

    pub(crate) fn work(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }

    /// An empty folder to work in.
    pub(crate) fn empty(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.work(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    pub(crate) fn models(&self) -> Option<&Path> {
        self.arguments.models.as_deref()
    }

    pub(crate) fn chart(&self) -> PathBuf {
        let is_whole = !self.is_quick() && self.arguments.only.is_empty();
        let default = if is_whole {
            self.root.join("measured.svg")
        } else {
            self.work("measured.svg")
        };
        self.arguments.chart.clone().unwrap_or(default)
    }
}
