//! Building the client of Lambda, without what it depends on.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{again, generation::spec, only_in_full, tools::restsmith};
use crate::{
    Failure,
    bench::Bench,
    cargo::{Alone, Mode},
    number::Unit,
    process::run,
    row::{Goal, Pair, Row, measure},
    samples::{Contestant, by_turns},
};

const OFFICIAL: &str = "aws-sdk-lambda";

/// Which transport is generated with the client; the SDK's is among its dependencies.
const TRANSPORTS: [(&str, &str); 2] = [("caller's transport", "async"), ("on hyper", "hyper")];

pub(super) fn rows(bench: &Bench) -> Vec<Row> {
    let mut rows = Vec::new();
    for (transport, clients) in TRANSPORTS {
        let ours = only_in_full(bench).and_then(|()| generate(bench, clients));
        for (name, mode) in [("`cargo check`", Mode::Check), ("release build", Mode::Release)] {
            let name = format!("{name} of the Lambda client, {transport}");
            let seconds = measure(name, OFFICIAL, Unit::Seconds, Goal::AtMost(0.15));
            let ours = ours.as_ref().map_err(again);
            rows.push(seconds.row(bench.has_time().and_then(|()| pair(bench, ours?, mode))));
        }
    }
    rows
}

fn pair(bench: &Bench, ours: &Path, mode: Mode) -> Result<Pair, Failure> {
    let target = bench.work("lambda-target");
    let ours = Alone { bench, manifest: ours, target: &target, built: "lambda", measured: "lambda" };
    let manifest = bench.root().join("Cargo.toml");
    // The program that signs out has built most of what it needs.
    let target = bench.work("cold/sdk-program");
    let theirs =
        Alone { bench, manifest: &manifest, target: &target, built: "lambda-sdk", measured: OFFICIAL };
    ours.prepare(mode)?;
    theirs.prepare(mode)?;
    let contestants: [Contestant<'_>; 2] =
        [Box::new(|| ours.seconds(mode)), Box::new(|| theirs.seconds(mode))];
    let [ours, theirs] = by_turns(bench.long_runs(), contestants)?;
    Ok(Pair { ours, theirs })
}

/// The generated client, as a crate. Gives its manifest.
fn generate(bench: &Bench, clients: &str) -> Result<PathBuf, Failure> {
    let restsmith = restsmith(bench)?;
    let spec = spec(bench, &restsmith, "lambda")?;
    let folder = bench.empty(&format!("lambda-{clients}"))?;
    let mut generate = Command::new(&restsmith);
    generate.arg(&spec).args(["--crate", "--clients", clients, "--quiet", "--out"]).arg(folder.join("src"));
    run(&mut generate)?;
    let mut dependencies = Command::new(&restsmith);
    let (_, dependencies) = run(dependencies.arg("dependencies").arg(&spec).args(["--clients", clients]))?;
    let manifest = folder.join("Cargo.toml");
    fs::write(&manifest, super::json_sources::manifest("lambda", &dependencies) + "\n[workspace]\n")?;
    fs::copy(bench.root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(manifest)
}
