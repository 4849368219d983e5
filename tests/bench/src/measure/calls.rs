//! What one call costs with the network taken out.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::{again, only_in_full};
use crate::{
    Failure,
    bench::Bench,
    cargo::build,
    number::Unit,
    process::number,
    requirements::is_there,
    row::{Goal, Measure, Pair, Row, measure},
    samples::{Contestant, by_turns},
};

/// The programs that call.
pub(super) struct Callers {
    ours: PathBuf,
    hand: PathBuf,
    sdk: Result<PathBuf, Failure>,
}

const ASYNC: &str = "async";
const BLOCKING: &str = "blocking";
const ANSWERS: [&str; 2] = ["success", "unauthorized"];

impl Callers {
    /// Builds them.
    pub(super) fn new(bench: &Bench) -> Result<Self, Failure> {
        let target = bench.work("callers");
        build(bench, &["ours-caller", "hand-caller"], &target)?;
        let folder = target.join("release");
        let sdk = only_in_full(bench).and_then(|()| {
            // The program of the same name has built what it needs.
            let target = bench.work("cold/sdk-program");
            build(bench, &["sdk-caller"], &target)?;
            Ok(target.join("release/sdk"))
        });
        Ok(Self {
            ours: folder.join("ours"),
            hand: folder.join("hand"),
            sdk,
        })
    }

    /// Ours and a peer's, by turns.
    pub(super) fn pair(
        &self,
        runs: usize,
        peer: Peer,
        program: &str,
        arguments: &[&str],
    ) -> Result<Pair, Failure> {
        let theirs = match peer {
            Peer::Hand => &self.hand,
            Peer::Sdk => self.sdk.as_ref().map_err(again)?,
        };
        let contestant = |caller: &Path| -> Contestant<'_> {
            let path = with_suffix(caller, program);
            Box::new(move || number(Command::new(&path).args(arguments)))
        };
        let [ours, theirs] = by_turns(runs, [contestant(&self.ours), contestant(theirs)])?;
        Ok(Pair { ours, theirs })
    }
}

/// Who is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    Hand,
    Sdk,
}

impl Peer {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hand => "by hand",
            Self::Sdk => "aws-sdk-sso",
        }
    }
}

pub(super) fn rows(bench: &Bench) -> Vec<Row> {
    let callers = Callers::new(bench);
    let mut rows = Vec::new();
    for (side, peer, goal) in [
        (ASYNC, Peer::Sdk, 0.04),
        (ASYNC, Peer::Hand, 1.3),
        (BLOCKING, Peer::Hand, 1.3),
    ] {
        for answer in ANSWERS {
            let cost = measure(
                format!("CPU time of a call, {side}, {answer}"),
                peer.name(),
                Unit::Microseconds,
                Goal::AtMost(goal),
            );
            rows.push(cost.row(with(&callers, |callers| {
                callers.pair(bench.runs(), peer, "calls", &["cpu", side, answer])
            })));
        }
    }
    for (side, peer) in [
        (ASYNC, Peer::Sdk),
        (ASYNC, Peer::Hand),
        (BLOCKING, Peer::Hand),
    ] {
        for answer in ANSWERS {
            let goal = if peer == Peer::Sdk {
                Goal::AtMost(0.1)
            } else {
                Goal::None
            };
            let count = measure(
                format!("allocations of a call, {side}, {answer}"),
                peer.name(),
                Unit::Count,
                goal,
            );
            rows.push(count.row(with(&callers, |callers| {
                callers.pair(1, peer, "allocations", &["allocations", side, answer])
            })));
        }
    }
    for answer in ANSWERS {
        let count = measure(
            format!("instructions of a call, blocking, {answer}"),
            Peer::Hand.name(),
            Unit::Count,
            Goal::None,
        );
        rows.push(instructions(count, &callers, answer));
    }
    rows
}

pub(super) fn with<T>(
    callers: &Result<Callers, Failure>,
    measure: impl FnOnce(&Callers) -> Result<T, Failure>,
) -> Result<T, Failure> {
    measure(callers.as_ref().map_err(again)?)
}

/// Instructions of a blocking call, which are the same in every run but for the random ids.
fn instructions(count: Measure, callers: &Result<Callers, Failure>, answer: &str) -> Row {
    count.row(with(callers, |callers| {
        if !is_there("valgrind", "--version") {
            return Err("valgrind is missing".into());
        }
        let counted = |caller: &Path| -> Contestant<'_> {
            let path = with_suffix(caller, "calls");
            Box::new(move || callgrind(&path, answer))
        };
        let [ours, theirs] = by_turns(1, [counted(&callers.ours), counted(&callers.hand)])?;
        Ok(Pair { ours, theirs })
    }))
}

/// Instructions of a call: what a thousand more of them add.
fn callgrind(program: &Path, answer: &str) -> Result<f64, Failure> {
    let total = |calls: &str| -> Result<f64, Failure> {
        let mut valgrind = Command::new("valgrind");
        valgrind
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(program);
        let output = valgrind
            .args(["repeat", BLOCKING, answer, calls])
            .output()?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let total = text
            .lines()
            .find_map(|line| line.split_once("Collected :"))
            .map(|(_, total)| total.trim());
        Ok(total.ok_or("callgrind gave no total")?.parse()?)
    };
    Ok((total("1100")? - total("100")?) / 1_000.0)
}

/// `target/release/ours` and `calls` are `target/release/ours-calls`.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-");
    name.push(suffix);
    name.into()
}
