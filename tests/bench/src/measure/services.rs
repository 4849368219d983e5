//! Building the clients of whole services, without what they depend on.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    again,
    generation::{Size, spec},
    only_in_full,
    programs::{count_crates, crates_of, row},
    tools::{client, restsmith},
};
use crate::{
    Failure,
    bench::Bench,
    cargo::{Alone, Mode, cargo},
    number::Unit,
    process::run,
    row::{Goal, Pair, Row, measure},
    samples::{Contestant, Samples, by_turns},
};

/// A service, and its official client.
struct Service {
    name: &'static str,
    /// The folder of its model.
    model: &'static str,
    /// The package of this workspace that brings in the official client, and the client.
    peer: &'static str,
    official: &'static str,
    /// A package that brings in what the official client depends on.
    dependencies: &'static str,
    /// The most that ours takes of what theirs does.
    goal: f64,
}

const LAMBDA: Service = Service {
    name: "Lambda",
    model: "lambda",
    peer: "lambda-sdk",
    official: "aws-sdk-lambda",
    dependencies: "lambda-sdk",
    goal: 0.15,
};
const STS: Service = Service {
    name: "STS",
    model: "sts",
    peer: "sts-sdk",
    official: "aws-sdk-sts",
    dependencies: "sts-sdk",
    goal: 0.2,
};
const DYNAMODB: Service = Service {
    name: "DynamoDB",
    model: "dynamodb",
    peer: "dynamodb-sdk",
    official: "aws-sdk-dynamodb",
    dependencies: "dynamodb-sdk",
    goal: 0.2,
};
const S3: Service = Service {
    name: "S3",
    model: "s3",
    peer: "s3-sdk",
    official: "aws-sdk-s3",
    dependencies: "s3-sdk",
    goal: 0.2,
};
/// It takes so long that it is built only where it is measured; it depends on the same as that of STS.
const EC2: Service = Service {
    name: "EC2",
    model: "ec2",
    peer: "ec2-sdk",
    official: "aws-sdk-ec2",
    dependencies: "sts-sdk",
    goal: 0.2,
};

pub(super) fn lambda(bench: &Bench) -> Vec<Row> {
    times(bench, &LAMBDA, bench.long_runs())
}

pub(super) fn services(bench: &Bench) -> Vec<Row> {
    let rows = [STS, DYNAMODB, S3].map(|service| {
        let mut rows = weights(bench, &service);
        rows.extend(times(bench, &service, bench.long_runs()));
        rows
    });
    rows.into_iter().flatten().collect()
}

/// The largest service, whose official client is built once in each mode.
pub(super) fn ec2(bench: &Bench) -> Vec<Row> {
    let mut rows = weights(bench, &EC2);
    rows.extend(times(bench, &EC2, 1));
    rows
}

const OWN: &str = "caller's transport";
const HYPER: &str = "on hyper";

/// How many crates the clients depend on, and how many lines they have.
fn weights(bench: &Bench, service: &Service) -> Vec<Row> {
    let Service { name, official, .. } = service;
    let theirs = only_in_full(bench).and_then(|()| crates_of(bench, service.peer));
    let rows = [(OWN, "async"), (HYPER, "hyper")].map(|(transport, clients)| {
        let ours = only_in_full(bench).and_then(|()| {
            let manifest = generate(bench, service, clients)?;
            count_crates(&mut cargo("tree", &manifest, &target(bench)))
        });
        let name = format!("crates of the {name} client, {transport}");
        let crates = measure(name, official, Unit::Count, Goal::AtMost(service.goal));
        row(crates, &ours, &theirs)
    });
    let lines = measure(
        format!("lines of the {name} client, both transports"),
        official,
        Unit::Count,
        Goal::AtMost(service.goal),
    );
    let pair = only_in_full(bench).and_then(|()| {
        let ours = generate(bench, service, "hyper,ureq")?;
        let theirs = sources(bench, official)?;
        let lines = |manifest: &Path| -> Result<_, Failure> {
            Ok(Samples::exact(
                Size::of(&manifest.with_file_name("src"))?.lines,
            ))
        };
        Ok(Pair::new(&lines(&ours)?, &lines(&theirs)?))
    });
    rows.into_iter().chain([lines.row(pair)]).collect()
}

/// What building them takes.
fn times(bench: &Bench, service: &Service, runs: usize) -> Vec<Row> {
    let modes = [
        ("`cargo check`", Mode::Check),
        ("release build", Mode::Release),
    ];
    let rows = modes.map(|(name, mode)| {
        let seconds = |transport| {
            let name = format!("{name} of the {} client, {transport}", service.name);
            let goal = Goal::AtMost(service.goal);
            measure(name, service.official, Unit::Seconds, goal)
        };
        let [own, hyper] = match pairs(bench, service, mode, runs) {
            Ok(pairs) => pairs.map(Ok),
            Err(failure) => [Err(again(&failure)), Err(failure)],
        };
        [seconds(OWN).row(own), seconds(HYPER).row(hyper)]
    });
    rows.into_iter().flatten().collect()
}

/// The client without a transport and the one with hyper's, each beside the SDK, whose transport is among its
/// dependencies.
fn pairs(bench: &Bench, service: &Service, mode: Mode, runs: usize) -> Result<[Pair; 2], Failure> {
    only_in_full(bench)?;
    bench.has_time()?;
    let [own, hyper] = [
        generate(bench, service, "async")?,
        generate(bench, service, "hyper")?,
    ];
    let target = target(bench);
    let ours = |manifest| Alone {
        bench,
        manifest,
        target: &target,
        built: service.model,
        measured: service.model,
    };
    let (own, hyper) = (ours(&own), ours(&hyper));
    let manifest = bench.root().join("Cargo.toml");
    // The program that calls STS has built most of what it needs.
    let target = bench.work("cold/sdk-sts-program");
    let theirs = |built| Alone {
        bench,
        manifest: &manifest,
        target: &target,
        built,
        measured: service.official,
    };
    let sdk = theirs(service.peer);
    own.prepare(mode)?;
    hyper.prepare(mode)?;
    theirs(service.dependencies).prepare(mode)?;
    let contestants: [Contestant<'_>; 3] = [
        Box::new(|| own.seconds(mode)),
        Box::new(|| hyper.seconds(mode)),
        Box::new(|| sdk.seconds(mode)),
    ];
    let [own, hyper, sdk] = by_turns(runs, contestants)?;
    Ok([Pair::new(&own, &sdk), Pair::new(&hyper, &sdk)])
}

/// Where our clients are built.
fn target(bench: &Bench) -> PathBuf {
    bench.work("services-target")
}

/// The generated client, as a crate. Gives its manifest.
fn generate(bench: &Bench, service: &Service, clients: &str) -> Result<PathBuf, Failure> {
    let restsmith = restsmith(bench)?;
    let spec = spec(bench, &restsmith, service.model)?;
    let folder = bench.empty(&format!("{}-{clients}", service.model))?;
    client(
        &restsmith,
        &spec,
        &["--clients", clients],
        &folder,
        service.model,
    )?;
    fs::write(folder.join("Cargo.toml"), WORKSPACE)?;
    fs::copy(bench.root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(folder.join(service.model).join("Cargo.toml"))
}

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"*/\"]\n";

/// The manifest of a package from the registry.
fn sources(bench: &Bench, package: &str) -> Result<PathBuf, Failure> {
    let mut metadata = cargo(
        "metadata",
        &bench.root().join("Cargo.toml"),
        &bench.work("fetch"),
    );
    let (_, text) = run(metadata.args(["--locked", "--format-version", "1"]))?;
    let folder = format!("/{package}-");
    let paths = text.split("\"manifest_path\":\"").skip(1);
    paths
        .filter_map(|text| text.split('"').next())
        .find(|path| path.contains(&folder))
        .map(PathBuf::from)
        .ok_or_else(|| format!("no sources of {package}").into())
}
