//! Reading and writing JSON, against serde's derive: how fast it is, and what it takes to compile.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    again,
    json_sources::{Sources, manifest},
    tools::restsmith,
};
use crate::{
    Failure,
    bench::Bench,
    cargo::{Alone, Mode, cargo},
    number::Unit,
    process::{number, run},
    row::{Goal, Measure, Pair, Row, measure},
    samples::{Contestant, by_turns},
};

const DERIVE: &str = "serde's derive";

/// Deriving so many takes minutes to compile; a quick run has fewer.
const STRUCTURES: usize = 1_000;
const FEW_STRUCTURES: usize = 100;

pub(super) fn rows(bench: &Bench) -> Vec<Row> {
    let count = if bench.is_quick() {
        FEW_STRUCTURES
    } else {
        STRUCTURES
    };
    let name = |what: &str| format!("{what} {count} structures");
    let check = measure(
        name("`cargo check` of"),
        DERIVE,
        Unit::Seconds,
        Goal::AtMost(0.25),
    );
    let release = measure(
        name("release build of"),
        DERIVE,
        Unit::Seconds,
        Goal::AtMost(0.2),
    );
    let rate = measure(
        name("JSON round trip of"),
        DERIVE,
        Unit::MegabytesPerSecond,
        Goal::AtLeast(0.8),
    );
    let workspace = Workspace::new(bench, Sources(count));
    let row = |measure: Measure, take: &dyn Fn(&Workspace) -> Result<Pair, Failure>| {
        measure.row(
            bench
                .has_time()
                .and_then(|()| take(workspace.as_ref().map_err(again)?)),
        )
    };
    vec![
        row(check, &|workspace| workspace.compile(bench, Mode::Check)),
        row(release, &|workspace| {
            workspace.compile(bench, Mode::Release)
        }),
        row(rate, &|workspace| workspace.round_trips(bench.runs())),
    ]
}

/// The crates with the structures, and the programs that use them.
struct Workspace {
    manifest: PathBuf,
    target: PathBuf,
    text: PathBuf,
}

impl Workspace {
    fn new(bench: &Bench, sources: Sources) -> Result<Self, Failure> {
        let restsmith = restsmith(bench)?;
        let folder = bench.empty("json")?;
        let text = folder.join("all.json");
        fs::write(&text, sources.json())?;
        fs::write(folder.join("Cargo.toml"), WORKSPACE)?;
        fs::copy(bench.root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let spec = folder.join("exchange.yaml");
        fs::write(&spec, sources.spec())?;
        let ours = folder.join("ours");
        let mut generate = Command::new(&restsmith);
        generate
            .arg(&spec)
            .args(["--crate", "--clients", "blocking", "--quiet", "--out"])
            .arg(ours.join("src"));
        run(&mut generate)?;
        let mut dependencies = Command::new(&restsmith);
        dependencies
            .arg("dependencies")
            .arg(&spec)
            .args(["--clients", "blocking"]);
        let dependencies = run(&mut dependencies)?.1;
        fs::write(ours.join("Cargo.toml"), manifest("ours", &dependencies))?;
        member(&folder, "ours-dependencies", &dependencies, "", "lib.rs")?;
        let derive = "[dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
        member(&folder, "derive", derive, &sources.derive(), "lib.rs")?;
        member(&folder, "derive-dependencies", derive, "", "lib.rs")?;
        let timing = "[dependencies]\nbytes = \"1\"\ncpu-time = \"1\"\n";
        member(
            &folder,
            "timing",
            timing,
            include_str!("../../json/timing.rs"),
            "lib.rs",
        )?;
        let programs = [
            ("ours", "http = \"1\"\n", include_str!("../../json/ours.rs")),
            ("derive", "", include_str!("../../json/derive.rs")),
        ];
        for (library, more, source) in programs {
            let paths = [library, "timing"]
                .map(|name| format!("{name} = {{ path = \"../{name}\" }}\n"))
                .concat();
            member(
                &folder,
                &format!("{library}-run"),
                &format!("[dependencies]\n{paths}{more}"),
                source,
                "main.rs",
            )?;
        }
        Ok(Self {
            manifest: folder.join("Cargo.toml"),
            target: bench.work("json-target"),
            text,
        })
    }

    /// The crates alone; what they depend on is built before.
    fn compile(&self, bench: &Bench, mode: Mode) -> Result<Pair, Failure> {
        let alone = |name| Alone {
            bench,
            manifest: &self.manifest,
            target: &self.target,
            built: name,
            measured: name,
        };
        let (ours, derive) = (alone("ours"), alone("derive"));
        // Crates without a line, which depend on the same.
        for dependencies in ["ours-dependencies", "derive-dependencies"] {
            alone(dependencies).prepare(mode)?;
        }
        let contestants: [Contestant<'_>; 2] = [
            Box::new(|| ours.seconds(mode)),
            Box::new(|| derive.seconds(mode)),
        ];
        let [ours, derive] = by_turns(1, contestants)?;
        Ok(Pair {
            ours,
            theirs: derive,
        })
    }

    fn round_trips(&self, runs: usize) -> Result<Pair, Failure> {
        let mut build = cargo("build", &self.manifest, &self.target);
        run(build.args([
            "--release",
            "--package",
            "ours-run",
            "--package",
            "derive-run",
        ]))?;
        let program = |name: &str| -> Contestant<'_> {
            let path = self.target.join("release").join(name);
            Box::new(move || number(Command::new(&path).arg(&self.text)))
        };
        let [ours, derive] = by_turns(runs, [program("ours-run"), program("derive-run")])?;
        Ok(Pair {
            ours,
            theirs: derive,
        })
    }
}

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"*/\"]\n";

fn member(
    folder: &Path,
    name: &str,
    dependencies: &str,
    source: &str,
    file: &str,
) -> Result<(), Failure> {
    let folder = folder.join(name);
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest(name, dependencies))?;
    Ok(fs::write(folder.join("src").join(file), source)?)
}
