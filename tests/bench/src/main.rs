//! Measures restsmith against the official SDK, progenitor and a client written by hand, side by side.
//!
//! `cargo run --release --manifest-path tests/bench/Cargo.toml` prints one Markdown table and draws one chart;
//! `-- --quick` leaves out what takes long, the SDK and progenitor first of all.

mod bench;
mod cargo;
mod chart;
mod machine;
mod measure;
mod models;
mod number;
mod process;
mod requirements;
mod row;
mod samples;
mod server;
#[path = "../../shared.rs"]
mod shared;
mod table;

use std::process::ExitCode;

use clap::Parser;

use bench::{Arguments, Bench};
use machine::Machine;

/// What may go wrong, for people to read.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    let bench = Bench::new(arguments)?;
    requirements::check(&bench)?;
    println!("{}", Machine::read(&bench)?);
    println!("{}", table::HEAD);
    let mut rows = Vec::new();
    for group in measure::GROUPS
        .iter()
        .filter(|group| bench.wants(group.name))
    {
        eprintln!("[{:4} s] {}", bench.elapsed().as_secs(), group.name);
        for row in (group.rows)(&bench) {
            println!("{}", table::line(&row));
            rows.push(row);
        }
    }
    let chart = bench.chart();
    chart::draw(&rows, &chart)?;
    eprintln!(
        "[{:4} s] drew {}",
        bench.elapsed().as_secs(),
        chart.display()
    );
    Ok(())
}
