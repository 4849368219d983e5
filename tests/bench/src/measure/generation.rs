//! What generating takes.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    again, only_in_full,
    tools::{command, restsmith, tool},
};
use crate::{
    Failure,
    bench::Bench,
    models::model,
    number::Unit,
    process::{Usage, run, usage},
    row::{Goal, Pair, Row, measure},
    samples::{Contestant, Samples, by_turns},
};

/// The largest of AWS's models, and one in the middle.
const LARGEST: &str = "ec2";
const MIDDLING: &str = "lambda";

const FORMATTING: &str = "parsing and formatting it";

pub(super) fn rows(bench: &Bench) -> Vec<Row> {
    let seconds = |name, peer, goal| measure(name, peer, Unit::Seconds, Goal::AtMost(goal));
    let logout = seconds("generating Logout, whole process", "progenitor", 0.5).row(logout(bench));
    let largest = largest(bench);
    let field = |field: fn(&Largest) -> Pair| largest.as_ref().map(field).map_err(again);
    vec![
        logout,
        seconds("generating the largest model", FORMATTING, 1.5)
            .row(field(|largest| largest.time.clone())),
        measure(
            "memory of generating the largest model",
            FORMATTING,
            Unit::Bytes,
            Goal::AtMost(1.5),
        )
        .row(field(|largest| largest.memory.clone())),
        measure(
            "memory of generating the largest model",
            "its output",
            Unit::Bytes,
            Goal::AtMost(30.0),
        )
        .row(field(|largest| {
            Pair::new(&largest.memory.ours, &largest.bytes)
        })),
        measure(
            "emitted lines, of the largest model",
            "of a middling one",
            Unit::PerSecond,
            Goal::AtLeast(0.8),
        )
        .row(field(|largest| largest.lines.clone())),
    ]
}

fn logout(bench: &Bench) -> Result<Pair, Failure> {
    only_in_full(bench)?;
    let (restsmith, progenitor) = (
        restsmith(bench)?,
        tool(bench, "progenitor-generator", "tools")?,
    );
    let folder = bench.empty("logout")?;
    let (ours, theirs) = (folder.join("ours"), folder.join("theirs.rs"));
    let contestants: [Contestant<'_>; 2] = [
        Box::new(|| {
            Ok(
                generate(&restsmith, &bench.root().join("logout.yaml"), &ours)?
                    .time
                    .as_secs_f64(),
            )
        }),
        Box::new(|| {
            let mut command = Command::new(&progenitor);
            command
                .arg(
                    bench
                        .root()
                        .join("programs/progenitor-program/openapi.json"),
                )
                .arg(&theirs);
            Ok(usage(&mut command)?.time.as_secs_f64())
        }),
    ];
    let [ours, theirs] = by_turns(bench.runs() * 3, contestants)?;
    Ok(Pair { ours, theirs })
}

/// What generating the largest model took, and what formatting its output.
struct Largest {
    time: Pair,
    memory: Pair,
    /// How large the output is.
    bytes: Samples,
    /// Lines that are emitted for the largest model and for a middling one, in a second. The runtime is copied, and its lines
    /// don't grow with the model.
    lines: Pair,
}

fn largest(bench: &Bench) -> Result<Largest, Failure> {
    let restsmith = restsmith(bench)?;
    let format = tool(bench, "formatter", "tools")?;
    let [largest, middling] = [LARGEST, MIDDLING].map(|service| spec(bench, &restsmith, service));
    let (largest, middling) = (largest?, middling?);
    let folder = bench.empty("generated")?;
    let (ours, formatted, small) = (
        folder.join("ours"),
        folder.join("formatted"),
        folder.join("small"),
    );
    let (mut memory, mut format_memory) = (Vec::new(), Vec::new());
    let contestants: [Contestant<'_>; 3] = [
        Box::new(|| {
            let used = generate(&restsmith, &largest, &ours)?;
            memory.push(f64::from(u32::try_from(used.memory)?));
            Ok(used.time.as_secs_f64())
        }),
        Box::new(|| {
            let used = usage(Command::new(&format).args([&ours, &formatted]))?;
            format_memory.push(f64::from(u32::try_from(used.memory)?));
            Ok(used.time.as_secs_f64())
        }),
        Box::new(|| Ok(generate(&restsmith, &middling, &small)?.time.as_secs_f64())),
    ];
    let [time, format_time, small_time] = by_turns(bench.runs(), contestants)?;
    let rate = |folder: &Path, time: &Samples| -> Result<Samples, Failure> {
        let emitted = Size::of(folder)?.lines - Size::of(&folder.join("runtime"))?.lines;
        Ok(Samples::exact(emitted / time.median()))
    };
    Ok(Largest {
        lines: Pair {
            ours: rate(&ours, &time)?,
            theirs: rate(&small, &small_time)?,
        },
        time: Pair {
            ours: time,
            theirs: format_time,
        },
        memory: Pair {
            ours: Samples::new(memory),
            theirs: Samples::new(format_memory),
        },
        bytes: Samples::exact(Size::of(&ours)?.bytes),
    })
}

/// The spec of one of AWS's models.
pub(super) fn spec(bench: &Bench, restsmith: &Path, service: &str) -> Result<PathBuf, Failure> {
    let spec = bench.work(&format!("{service}.yaml"));
    let mut import = command(restsmith);
    import
        .args(["import", "botocore", "--force", "--out"])
        .arg(&spec)
        .arg(model(bench, service)?);
    run(&mut import)?;
    Ok(spec)
}

/// Generates both clients into a folder that isn't there.
fn generate(restsmith: &Path, spec: &Path, out: &Path) -> Result<Usage, Failure> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    usage(
        command(restsmith)
            .arg(spec)
            .arg("--out")
            .arg(out)
            .arg("--quiet"),
    )
}

/// How much generated code there is.
#[derive(Default)]
pub(super) struct Size {
    bytes: f64,
    pub(super) lines: f64,
}

impl Size {
    pub(super) fn of(folder: &Path) -> Result<Self, Failure> {
        let mut size = Self::default();
        size.add(folder)?;
        Ok(size)
    }

    fn add(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.add(&path)?;
            } else {
                let text = fs::read_to_string(&path)?;
                self.bytes += float(text.len());
                self.lines += float(text.lines().count());
            }
        }
        Ok(())
    }
}

/// Nothing that is counted here needs more than 52 bits.
#[allow(clippy::cast_precision_loss, reason = "the numbers are small")]
fn float(number: usize) -> f64 {
    number as f64
}
