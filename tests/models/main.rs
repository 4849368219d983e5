//! Imports, generates and checks every model of a folder, and prints a table of how it went.
//!
//! `cargo run --release -p restsmith-tests --bin models -- [--table FILE] [--limit N] [FOLDER...]`
//!
//! Without a folder it takes the newest `botocore` from `PyPI`, by `pip`, into a temporary folder. Of a service that has
//! several versions, the newest is taken. A folder may also hold Smithy models in JSON, which AWS publishes too. Models of
//! a protocol that can't be imported are skipped, and counted below the table. Each client is generated with both bundled
//! transports and checked with warnings denied; what goes wrong stands below the table, and makes the exit code 1.
//!
//! With `--table` the rows are kept in a file, and a service that has a row is not done again: run it as often as you
//! like, with `--limit` for a part at a time. To do a service again, delete its row.

mod check;
mod source;
mod table;

use std::{collections::BTreeMap, error::Error, path::PathBuf, process::ExitCode};

use clap::Parser;
use restsmith_tests::FreshCrate;
use tempfile::TempDir;

use table::Table;

/// Imports, generates and checks every model of a folder, and prints a table of how it went.
#[derive(Debug, Parser)]
struct Arguments {
    /// Keeps the rows in this file, and does no service again that has one.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
    /// Stops after so many services.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Folders with models, as botocore has them, or with Smithy models in JSON; the default is botocore's own, from
    /// `PyPI`.
    folders: Vec<PathBuf>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let Arguments {
        table,
        limit,
        mut folders,
    } = Arguments::parse();
    let downloaded = TempDir::new()?;
    if folders.is_empty() {
        folders.push(source::download(downloaded.path())?);
    }
    let mut table = Table::open(table)?;
    let (mut failures, mut skipped) = (Vec::new(), BTreeMap::<_, u32>::new());
    let fresh = FreshCrate::new("model")?;
    let mut left = limit.unwrap_or(usize::MAX);
    for (service, source) in source::models(&folders)? {
        let model = source.read()?;
        if let Err(refusal) = model.check_protocol() {
            *skipped.entry(refusal.to_string()).or_default() += 1;
            continue;
        }
        if left == 0 || table.has(&service) {
            continue;
        }
        left -= 1;
        let (row, failure) = check::row(&service, || model.import(), "check", &fresh);
        table.add(row)?;
        failures.extend(failure.map(|failure| format!("## {service}\n\n{failure}\n")));
    }
    println!("{table}");
    println!("{} services skipped", skipped.values().sum::<u32>());
    for (refusal, count) in skipped {
        println!("{count} skipped: {refusal}");
    }
    println!("\n{}", failures.join("\n"));
    Ok(if table.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
