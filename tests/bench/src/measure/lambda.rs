//! Building the client of Lambda, without what it depends on.

use std::{fs, path::PathBuf, process::Command};

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

pub(super) fn rows(bench: &Bench) -> Vec<Row> {
    let modes = [
        ("`cargo check`", Mode::Check),
        ("release build", Mode::Release),
    ];
    let rows = modes.map(|(name, mode)| {
        let seconds = |transport| {
            let name = format!("{name} of the Lambda client, {transport}");
            measure(name, OFFICIAL, Unit::Seconds, Goal::AtMost(0.15))
        };
        let [own, hyper] = match pairs(bench, mode) {
            Ok(pairs) => pairs.map(Ok),
            Err(failure) => [Err(again(&failure)), Err(failure)],
        };
        [
            seconds("caller's transport").row(own),
            seconds("on hyper").row(hyper),
        ]
    });
    rows.into_iter().flatten().collect()
}

/// The client without a transport and the one with hyper's, each beside the SDK, whose transport is among its
/// dependencies.
fn pairs(bench: &Bench, mode: Mode) -> Result<[Pair; 2], Failure> {
    only_in_full(bench)?;
    bench.has_time()?;
    let target = bench.work("lambda-target");
    let [own, hyper] = [generate(bench, "async")?, generate(bench, "hyper")?];
    let ours = |manifest| Alone {
        bench,
        manifest,
        target: &target,
        built: "lambda",
        measured: "lambda",
    };
    let (own, hyper) = (ours(&own), ours(&hyper));
    let manifest = bench.root().join("Cargo.toml");
    // The program that signs out has built most of what it needs.
    let target = bench.work("cold/sdk-program");
    let sdk = Alone {
        bench,
        manifest: &manifest,
        target: &target,
        built: "lambda-sdk",
        measured: OFFICIAL,
    };
    own.prepare(mode)?;
    hyper.prepare(mode)?;
    sdk.prepare(mode)?;
    let contestants: [Contestant<'_>; 3] = [
        Box::new(|| own.seconds(mode)),
        Box::new(|| hyper.seconds(mode)),
        Box::new(|| sdk.seconds(mode)),
    ];
    let [own, hyper, sdk] = by_turns(bench.long_runs(), contestants)?;
    Ok([Pair::new(&own, &sdk), Pair::new(&hyper, &sdk)])
}

/// The generated client, as a crate. Gives its manifest.
fn generate(bench: &Bench, clients: &str) -> Result<PathBuf, Failure> {
    let restsmith = restsmith(bench)?;
    let spec = spec(bench, &restsmith, "lambda")?;
    let folder = bench.empty(&format!("lambda-{clients}"))?;
    let mut generate = Command::new(&restsmith);
    generate
        .arg(&spec)
        .args(["--crate", "--clients", clients, "--quiet", "--out"])
        .arg(folder.join("src"));
    run(&mut generate)?;
    let mut dependencies = Command::new(&restsmith);
    let (_, dependencies) = run(dependencies
        .arg("dependencies")
        .arg(&spec)
        .args(["--clients", clients]))?;
    let manifest = folder.join("Cargo.toml");
    fs::write(
        &manifest,
        super::json_sources::manifest("lambda", &dependencies) + "\n[workspace]\n",
    )?;
    fs::copy(bench.root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(manifest)
}
