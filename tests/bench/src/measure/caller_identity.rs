//! Programs that sign a call of STS: what it takes to build them, and what they weigh.

use std::{fs, path::PathBuf};

use super::{
    again,
    generation::spec,
    only_in_full,
    programs::{Gave, cold, count_crates, crates_of, row, size, size_of, spread},
    structures::member,
    tools::{client, restsmith},
};
use crate::{
    Failure,
    bench::Bench,
    cargo::cargo,
    number::Unit,
    process::usage,
    row::{Goal, Row, measure},
    samples::{Contestant, Samples, by_turns},
};

const SDK: &str = "sdk-sts-program";
const OFFICIAL: &str = "aws-sdk-sts";

pub(super) fn rows(bench: &Bench) -> Vec<Row> {
    let programs = only_in_full(bench).and_then(|()| {
        Ok([
            Program::new(
                bench,
                "ureq",
                include_str!("../../caller_identity/ureq.rs"),
                "",
            )?,
            Program::new(
                bench,
                "hyper",
                include_str!("../../caller_identity/hyper.rs"),
                "tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n",
            )?,
        ])
    });
    let programs = programs.as_ref();
    let builds = spread(programs.map_err(again).and_then(|[ureq, hyper]| {
        let contestants: [Contestant<'_>; 3] = [
            Box::new(|| ureq.cold(bench)),
            Box::new(|| hyper.cold(bench)),
            Box::new(|| Ok(bench.seconds(cold(bench, SDK)?))),
        ];
        by_turns(bench.builds(), contestants)
    }));
    let each = |ours: fn(&Program) -> Gave, sdk: Gave| match programs {
        Ok([ureq, hyper]) => [ours(ureq), ours(hyper), sdk],
        Err(failure) => spread(Err(again(failure))),
    };
    let full = || only_in_full(bench);
    let crates = each(Program::crates, full().and_then(|()| crates_of(bench, SDK)));
    let sizes = each(Program::size, full().and_then(|()| size_of(bench, SDK)));
    let rows = [
        (
            "cold release build",
            Unit::Seconds,
            Goal::AtMost(0.3),
            builds,
        ),
        ("crates", Unit::Count, Goal::AtMostOf(60.0), crates),
        ("size", Unit::Bytes, Goal::AtMost(0.35), sizes),
    ];
    let rows = rows.map(|(what, unit, goal, [ureq, hyper, sdk])| {
        [("blocking", ureq), ("async", hyper)].map(|(kind, ours)| {
            let name = format!("{what} of a program that calls STS, {kind}");
            row(measure(name, OFFICIAL, unit, goal), &ours, &sdk)
        })
    });
    rows.into_iter().flatten().collect()
}

/// A program on the generated client, which signs with `aws-sigv4`.
struct Program {
    manifest: PathBuf,
    target: PathBuf,
}

impl Program {
    fn new(
        bench: &Bench,
        clients: &str,
        source: &str,
        dependencies: &str,
    ) -> Result<Self, Failure> {
        let restsmith = restsmith(bench)?;
        let spec = spec(bench, &restsmith, "sts")?;
        let folder = bench.empty(&format!("caller-identity-{clients}"))?;
        let options = ["--clients", clients, "--aws-sigv4"];
        client(&restsmith, &spec, &options, &folder, "sts")?;
        let dependencies = format!("[dependencies]\nsts = {{ path = \"../sts\" }}\n{dependencies}");
        member(&folder, "program", &dependencies, source, "main.rs")?;
        let manifest = folder.join("Cargo.toml");
        fs::write(&manifest, WORKSPACE)?;
        fs::copy(bench.root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Self {
            manifest,
            target: bench.work(&format!("cold/caller-identity-{clients}")),
        })
    }

    /// Builds it from nothing. Gives the seconds.
    fn cold(&self, bench: &Bench) -> Result<f64, Failure> {
        if self.target.exists() {
            fs::remove_dir_all(&self.target)?;
        }
        let mut build = cargo("build", &self.manifest, &self.target);
        Ok(bench.seconds(usage(build.arg("--release"))?))
    }

    fn crates(&self) -> Gave {
        let mut tree = cargo("tree", &self.manifest, &self.target);
        // One of them is the program itself.
        Ok(Samples::exact(
            count_crates(tree.args(["--package", "program"]))?.median() - 1.0,
        ))
    }

    fn size(&self) -> Gave {
        size(&self.target.join("release/program"))
    }
}

const WORKSPACE: &str =
    "[workspace]\nresolver = \"3\"\nmembers = [\"*/\"]\n\n[profile.release]\nstrip = true\n";
