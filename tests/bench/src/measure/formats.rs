//! Reading and writing formats, against serde's derive: how fast it is, and what it takes to compile.

use std::{fs, path::PathBuf, process::Command};

use super::{
    again, documents,
    structures::{Structures, member},
    tools::{client, restsmith},
};
use crate::{
    Failure,
    bench::Bench,
    cargo::{Alone, Mode, cargo},
    number::Unit,
    process::{number, run},
    row::{Goal, Pair, Row, measure},
    samples::{Contestant, by_turns},
};

/// Deriving so many takes minutes to compile; a quick run has fewer.
const STRUCTURES: usize = 1_000;
const FEW_STRUCTURES: usize = 40;

/// A format, and how serde's derive reads and writes it.
struct Format {
    name: &'static str,
    /// What it is compared with.
    peer: &'static str,
    /// The name of its files and folders.
    file: &'static str,
    /// What a spec says about the service and about its operation.
    service: &'static str,
    operation: &'static str,
    document: fn(Structures) -> Vec<u8>,
    /// The dependencies of the derived code, and what of it is not structures.
    dependencies: &'static str,
    derive: &'static str,
    /// The least ratio of the speed of round trips.
    rate: f64,
}

const REST: &str = "    http: POST /exchange\n    input: { all: { type: All, payload: true } }\n    output: { all: { type: All, payload: true } }\n";

const JSON: Format = Format {
    name: "JSON",
    peer: "serde's derive",
    file: "json",
    service: "  protocol: rest-json\n",
    operation: REST,
    document: documents::json,
    dependencies: "serde_json = \"1\"\n",
    derive: include_str!("../../formats/derive_json.rs"),
    rate: 0.8,
};

const XML: Format = Format {
    name: "XML",
    peer: "serde's derive, on quick-xml",
    file: "xml",
    service: "  protocol: rest-xml\n",
    operation: REST,
    document: documents::xml,
    dependencies: "quick-xml = { version = \"0.42\", features = [\"serialize\"] }\n",
    derive: include_str!("../../formats/derive_xml.rs"),
    rate: 1.0,
};

/// The derive of minicbor's own has numbers in place of names; minicbor-serde writes the same documents as ours, at twice the
/// speed of ciborium.
const CBOR: Format = Format {
    name: "CBOR",
    peer: "serde's derive, on minicbor",
    file: "cbor",
    service: "  protocol: rpc-v2-cbor\n  target_prefix: Exchange\n",
    operation: "    input: { all: All }\n    output: { all: All }\n",
    document: documents::cbor,
    dependencies: "minicbor-serde = { version = \"0.7\", features = [\"std\"] }\n",
    derive: include_str!("../../formats/derive_cbor.rs"),
    rate: 1.0,
};

pub(super) fn json(bench: &Bench) -> Vec<Row> {
    rows(bench, &JSON, &[Take::Check, Take::Release, Take::RoundTrip])
}

pub(super) fn xml(bench: &Bench) -> Vec<Row> {
    rows(bench, &XML, &[Take::Check, Take::Release, Take::RoundTrip])
}

pub(super) fn cbor(bench: &Bench) -> Vec<Row> {
    rows(bench, &CBOR, &[Take::RoundTrip])
}

/// What is measured.
#[derive(Clone, Copy)]
enum Take {
    Check,
    Release,
    RoundTrip,
}

fn rows(bench: &Bench, format: &Format, takes: &[Take]) -> Vec<Row> {
    let count = if bench.is_quick() {
        FEW_STRUCTURES
    } else {
        STRUCTURES
    };
    let workspace = Workspace::new(bench, format, Structures(count));
    let row = |take: &Take| {
        let (what, unit, goal) = match take {
            Take::Check => ("`cargo check`", Unit::Seconds, Goal::AtMost(0.25)),
            Take::Release => ("release build", Unit::Seconds, Goal::AtMost(0.2)),
            Take::RoundTrip => (
                "round trip",
                Unit::MegabytesPerSecond,
                Goal::AtLeast(format.rate),
            ),
        };
        let name = format!("{what} of {count} structures, {}", format.name);
        let pair = bench.has_time().and_then(|()| {
            let workspace = workspace.as_ref().map_err(again)?;
            match take {
                Take::Check => workspace.compile(bench, Mode::Check),
                Take::Release => workspace.compile(bench, Mode::Release),
                Take::RoundTrip => workspace.round_trips(bench.runs()),
            }
        });
        measure(name, format.peer, unit, goal).row(pair)
    };
    takes.iter().map(row).collect()
}

/// The crates with the structures, and the programs that use them.
struct Workspace {
    manifest: PathBuf,
    target: PathBuf,
    document: PathBuf,
}

impl Workspace {
    fn new(bench: &Bench, format: &Format, structures: Structures) -> Result<Self, Failure> {
        let restsmith = restsmith(bench)?;
        let folder = bench.empty(format.file)?;
        let document = folder.join("all").with_extension(format.file);
        fs::write(&document, (format.document)(structures))?;
        fs::write(folder.join("Cargo.toml"), WORKSPACE)?;
        fs::copy(bench.root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let spec = folder.join("exchange.yaml");
        fs::write(&spec, structures.spec(format.service, format.operation))?;
        let dependencies = client(
            &restsmith,
            &spec,
            &["--clients", "blocking"],
            &folder,
            "ours",
        )?;
        member(&folder, "ours-dependencies", &dependencies, "", "lib.rs")?;
        let derive = [
            "[dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\n",
            format.dependencies,
        ]
        .concat();
        let source = [format.derive, "\n", &structures.derive()].concat();
        member(&folder, "derive", &derive, &source, "lib.rs")?;
        member(&folder, "derive-dependencies", &derive, "", "lib.rs")?;
        let timing = "[dependencies]\nbytes = \"1\"\ncpu-time = \"1\"\n";
        member(
            &folder,
            "timing",
            timing,
            include_str!("../../formats/timing.rs"),
            "lib.rs",
        )?;
        let programs = [
            (
                "ours",
                "http = \"1\"\n",
                include_str!("../../formats/ours.rs"),
            ),
            ("derive", "", include_str!("../../formats/derive.rs")),
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
            target: bench.work("formats-target"),
            document,
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
            Box::new(move || number(Command::new(&path).arg(&self.document)))
        };
        let [ours, derive] = by_turns(runs, [program("ours-run"), program("derive-run")])?;
        Ok(Pair {
            ours,
            theirs: derive,
        })
    }
}

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"*/\"]\n";
