//! What a build script weighs that generates the client: against progenitor's, and against a client that is checked in.

use std::time::Duration;

use super::{
    again, only_in_full,
    programs::{Gave, cold, count_crates, crates_of, row, touch_and_build},
};
use crate::{
    Failure,
    bench::Bench,
    cargo::cargo,
    number::Unit,
    process::Usage,
    row::{Goal, Row, measure},
    samples::Samples,
};

const OURS: &str = "ours-build-script";
const PROGENITOR: &str = "progenitor-build-script";
const CRATE: &str = "ours-ureq";

const GENERATED: &str = "progenitor's, on reqwest";
const CHECKED_IN: &str = "checked-in crate, on ureq";

/// What the builds of our program, of progenitor's and of the one with the crate took.
type Builds = [Result<Vec<Usage>, Failure>; 3];

pub(super) fn rows(bench: &Bench) -> Vec<Row> {
    let cold = builds(bench, bench.builds(), |program| cold(bench, program));
    let rebuilds = builds(bench, bench.long_runs(), |program| {
        touch_and_build(bench, program, changed(program))
    });
    let mut rows = vec![crates(bench)];
    rows.extend(times("cold release build, build script on ureq", &cold));
    rows.extend(times(
        "release build after the spec changed, build script on ureq",
        &rebuilds,
    ));
    rows
}

/// The file that changes with the spec: that of the crate is written by the command, before the build.
fn changed(program: &str) -> &'static str {
    match program {
        OURS => "logout.yaml",
        PROGENITOR => "programs/progenitor-program/openapi.json",
        _ => "../../generated/src/lib.rs",
    }
}

/// Builds each program by turns, unless the run is quick.
fn builds(bench: &Bench, runs: usize, build: impl Fn(&str) -> Result<Usage, Failure>) -> Builds {
    let mut gave = [OURS, PROGENITOR, CRATE]
        .map(|program| (program, only_in_full(bench).map(|()| Vec::new())));
    for _ in 0..runs {
        for (program, gave) in &mut gave {
            if let Ok(builds) = gave {
                match build(program) {
                    Ok(used) => builds.push(used),
                    Err(failure) => *gave = Err(failure),
                }
            }
        }
    }
    gave.map(|(_, builds)| builds)
}

/// The CPU time against both peers, which has a goal, and the time that passed.
fn times(name: &str, [ours, progenitor, checked_in]: &Builds) -> Vec<Row> {
    let cpu = |used: &Usage| used.cpu;
    let wall = |used: &Usage| used.time;
    let mut rows = Vec::new();
    for (peer, theirs, goal) in [(GENERATED, progenitor, 0.28), (CHECKED_IN, checked_in, 1.5)] {
        let seconds =
            |kind, goal| measure(format!("{kind} of a {name}"), peer, Unit::Seconds, goal);
        rows.push(row(
            seconds("CPU time", Goal::AtMost(goal)),
            &samples(ours, cpu),
            &samples(theirs, cpu),
        ));
        rows.push(row(
            seconds("time", Goal::None),
            &samples(ours, wall),
            &samples(theirs, wall),
        ));
    }
    rows
}

fn samples(builds: &Result<Vec<Usage>, Failure>, time: fn(&Usage) -> Duration) -> Gave {
    let builds = builds.as_ref().map_err(again)?;
    let seconds = builds.iter().map(|used| time(used).as_secs_f64());
    Ok(Samples::new(seconds.collect()))
}

/// How many crates are compiled for the build scripts themselves.
fn crates(bench: &Bench) -> Row {
    let ours = {
        let mut tree = cargo(
            "tree",
            &bench.repository().join("Cargo.toml"),
            &bench.work("restsmith"),
        );
        tree.args([
            "--locked",
            "--package",
            "restsmith",
            "--no-default-features",
        ]);
        count_crates(&mut tree)
    };
    // Its dependencies are those of progenitor's build script.
    let theirs = only_in_full(bench).and_then(|()| crates_of(bench, "progenitor-generator"));
    row(
        measure(
            "crates of the build script",
            "progenitor's",
            Unit::Count,
            Goal::AtMostOf(60.0),
        ),
        &ours,
        &theirs,
    )
}
