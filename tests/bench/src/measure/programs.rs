//! The programs that sign out: what it takes to build them, and what they weigh.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use super::{again, only_in_full};
use crate::{
    Failure,
    bench::Bench,
    cargo::{build, cargo},
    number::Unit,
    process::{Usage, run},
    row::{Goal, Measure, Pair, Row, measure},
    samples::{Contestant, Samples, by_turns},
};

const OURS_UREQ: &str = "ours-ureq";
const OURS_HYPER: &str = "ours-hyper";
const HAND_UREQ: &str = "hand-ureq";
const HAND_HYPER: &str = "hand-hyper";
const SDK: &str = "sdk-program";
const PROGENITOR: &str = "progenitor-program";

const HAND: &str = "by hand";
const OFFICIAL: &str = "aws-sdk-sso";
const GENERATED: &str = "progenitor's macro";

/// What one program gave.
pub(super) type Gave = Result<Samples, Failure>;

/// What it takes to build them.
pub(super) fn builds(bench: &Bench) -> Vec<Row> {
    let mut rows = cold_builds(bench);
    rows.extend(rebuilds(bench));
    rows
}

/// What they weigh.
pub(super) fn weights(bench: &Bench) -> Vec<Row> {
    let mut rows = crates(bench);
    rows.extend(sizes(bench));
    rows
}

fn cold_builds(bench: &Bench) -> Vec<Row> {
    let blocking = "cold release build, blocking";
    let asynchronous = "cold release build, async";
    let cold =
        |program| -> Contestant<'_> { Box::new(move || Ok(bench.seconds(cold(bench, program)?))) };
    let gave = only_in_full(bench).and_then(|()| {
        let programs = [
            OURS_UREQ, HAND_UREQ, OURS_HYPER, HAND_HYPER, SDK, PROGENITOR,
        ];
        by_turns(bench.builds(), programs.map(cold))
    });
    let [
        ours_ureq,
        hand_ureq,
        ours_hyper,
        hand_hyper,
        sdk,
        progenitor,
    ] = spread(gave);
    let seconds = |name, peer, goal| measure(name, peer, Unit::Seconds, Goal::AtMost(goal));
    vec![
        row(seconds(blocking, OFFICIAL, 0.22), &ours_ureq, &sdk),
        row(seconds(blocking, HAND, 1.1), &ours_ureq, &hand_ureq),
        row(seconds(asynchronous, OFFICIAL, 0.3), &ours_hyper, &sdk),
        row(
            measure(
                "cold release build, async, of the checked-in crate",
                GENERATED,
                Unit::Seconds,
                Goal::None,
            ),
            &ours_hyper,
            &progenitor,
        ),
        row(seconds(asynchronous, HAND, 1.1), &ours_hyper, &hand_hyper),
    ]
}

fn rebuilds(bench: &Bench) -> Vec<Row> {
    let rebuild = |program| -> Contestant<'_> { Box::new(move || rebuild(bench, program)) };
    let gave = only_in_full(bench)
        .and_then(|()| by_turns(bench.long_runs(), [OURS_UREQ, OURS_HYPER, SDK].map(rebuild)));
    let [ours_ureq, ours_hyper, sdk] = spread(gave);
    let seconds = |name| measure(name, OFFICIAL, Unit::Seconds, Goal::AtMost(0.5));
    vec![
        row(
            seconds("release build after a line of the caller's changed, blocking"),
            &ours_ureq,
            &sdk,
        ),
        row(
            seconds("release build after a line of the caller's changed, async"),
            &ours_hyper,
            &sdk,
        ),
    ]
}

fn crates(bench: &Bench) -> Vec<Row> {
    let count = |program| crates_of(bench, program);
    let (ureq, hyper) = (count(OURS_UREQ), count(OURS_HYPER));
    let count_peer = |program| only_in_full(bench).and_then(|()| count(program));
    let (sdk, progenitor) = (count_peer(SDK), count_peer(PROGENITOR));
    let crates = |name, peer, goal| measure(name, peer, Unit::Count, Goal::AtMostOf(goal));
    let (blocking, asynchronous) = ("crates, blocking", "crates, async");
    vec![
        row(crates(blocking, OFFICIAL, 40.0), &ureq, &sdk),
        row(crates(blocking, HAND, 40.0), &ureq, &count(HAND_UREQ)),
        row(crates(asynchronous, OFFICIAL, 60.0), &hyper, &sdk),
        row(crates(asynchronous, GENERATED, 60.0), &hyper, &progenitor),
        row(crates(asynchronous, HAND, 60.0), &hyper, &count(HAND_HYPER)),
    ]
}

fn sizes(bench: &Bench) -> Vec<Row> {
    let size = |program| size_of(bench, program);
    let (ureq, hyper) = (size(OURS_UREQ), size(OURS_HYPER));
    let sdk = only_in_full(bench).and_then(|()| size(SDK));
    let bytes = |name, peer, goal| measure(name, peer, Unit::Bytes, goal);
    let (blocking, asynchronous) = ("stripped program, blocking", "stripped program, async");
    vec![
        row(bytes(blocking, OFFICIAL, Goal::AtMost(0.35)), &ureq, &sdk),
        row(bytes(blocking, HAND, Goal::None), &ureq, &size(HAND_UREQ)),
        row(
            bytes(asynchronous, OFFICIAL, Goal::AtMost(0.35)),
            &hyper,
            &sdk,
        ),
        row(
            bytes(asynchronous, HAND, Goal::None),
            &hyper,
            &size(HAND_HYPER),
        ),
    ]
}

/// Where a program is built: each in a folder of its own, but for a quick run.
fn target(bench: &Bench, program: &str) -> PathBuf {
    if bench.is_quick() {
        bench.work("programs")
    } else {
        bench.work("cold").join(program)
    }
}

/// Builds a program from nothing. What it needs is downloaded.
pub(super) fn cold(bench: &Bench, program: &str) -> Result<Usage, Failure> {
    let target = target(bench, program);
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    build(bench, &[program], &target)
}

/// Builds a program after a line of its own changed. Gives the seconds.
fn rebuild(bench: &Bench, program: &str) -> Result<f64, Failure> {
    let changed = format!("programs/{program}/src/main.rs");
    Ok(bench.seconds(touch_and_build(bench, program, &changed)?))
}

/// Builds a program after a file was touched: in release, that is no less work than after a change.
pub(super) fn touch_and_build(
    bench: &Bench,
    program: &str,
    changed: &str,
) -> Result<Usage, Failure> {
    File::options()
        .append(true)
        .open(bench.root().join(changed))?
        .set_modified(SystemTime::now())?;
    build(bench, &[program], &target(bench, program))
}

/// How many crates a program depends on, on this system, those of build scripts not counted.
pub(super) fn crates_of(bench: &Bench, program: &str) -> Gave {
    let mut tree = cargo(
        "tree",
        &bench.root().join("Cargo.toml"),
        &target(bench, program),
    );
    tree.args(["--locked", "--package", program]);
    // One of them is the program itself.
    Ok(Samples::exact(count_crates(&mut tree)?.median() - 1.0))
}

/// How many crates `cargo tree` names.
pub(super) fn count_crates(tree: &mut Command) -> Gave {
    tree.args(["--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let (_, text) = run(tree)?;
    let name = |line: &str| {
        line.split_whitespace()
            .take(2)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let crates: BTreeSet<_> = text
        .lines()
        .filter(|line| !line.is_empty())
        .map(name)
        .collect();
    Ok(Samples::exact(f64::from(u32::try_from(crates.len())?)))
}

/// How large a stripped program is.
pub(super) fn size_of(bench: &Bench, program: &str) -> Gave {
    let target = target(bench, program);
    build(bench, &[program], &target)?;
    size(&target.join("release").join(program))
}

/// How large a file is.
pub(super) fn size(file: &Path) -> Gave {
    let bytes = fs::metadata(file)?.len();
    Ok(Samples::exact(f64::from(u32::try_from(bytes)?)))
}

/// The results of several, or the failure of all.
pub(super) fn spread<const N: usize>(gave: Result<[Samples; N], Failure>) -> [Gave; N] {
    match gave {
        Ok(samples) => samples.map(Ok),
        Err(failure) => [(); N].map(|()| Err(again(&failure))),
    }
}

pub(super) fn row(measure: Measure, ours: &Gave, theirs: &Gave) -> Row {
    measure.row(match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => Ok(Pair::new(ours, theirs)),
        (Err(failure), _) | (_, Err(failure)) => Err(again(failure)),
    })
}
