//! What a run needs, looked for before anything is measured.

use std::process::Command;

use crate::{Failure, bench::Bench, cargo::cargo, models, process::run, shared};

/// Says what is there and what isn't, and fails if it can't do without.
pub(crate) fn check(bench: &Bench) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for (program, argument) in [
        ("cargo", "--version"),
        ("rustc", "--version"),
        ("cc", "--version"),
    ] {
        if !is_there(program, argument) {
            missing.push(format!(
                "`{program}` is missing: a Rust toolchain and a C compiler are needed"
            ));
        }
    }
    if !missing.is_empty() {
        return Err(missing.join("\n").into());
    }
    if !is_there("valgrind", "--version") {
        eprintln!("skipped: needs valgrind: instructions are not counted");
    }
    if let Err(reason) = models::folder(bench) {
        eprintln!("{}: AWS's models: {reason}", shared::NEEDED);
    }
    if !bench.is_quick() {
        eprintln!("fetching the peers from the registry");
        let mut fetch = cargo(
            "fetch",
            &bench.root().join("Cargo.toml"),
            &bench.work("fetch"),
        );
        run(fetch.arg("--locked")).map_err(|failure| {
            format!("the peers can't be fetched; `--quick` does without them\n{failure}")
        })?;
    }
    Ok(())
}

/// Whether a program can be run.
pub(crate) fn is_there(program: &str, argument: &str) -> bool {
    run(Command::new(program).arg(argument)).is_ok()
}
