//! Reads the examples of OpenAPI documents with clients that are generated for them, and writes them again.
//!
//! `cargo run --release -p restsmith-tests --bin document-examples -- [--sample N] [--seed N] FOLDER...`
//!
//! Examples are those of JSON bodies: of requests, successes and errors, and of a body's schema where the body has none. One
//! that doesn't fit its own schema is listed and not counted. A response is read from an HTTP client that returns the
//! example, into the typed output, or into the variant of the error that has its status. What was read is sent again, and
//! compared by value with the example. A request is read as a response is, and sent as the client sends it.
//!
//! Each document becomes a crate of its own. Below the table stands each example that isn't kept. Fewer than 99 % of those
//! that fit make the exit code 1.

mod check;
#[path = "../documents/folder.rs"]
mod folder;

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use restsmith::{OpenApiDocument, import_openapi};
use restsmith_tests::FreshCrate;

use check::Report;

/// Reads the examples of OpenAPI documents with clients that are generated for them, and writes them again.
#[derive(Debug, Parser)]
struct Arguments {
    /// Takes so many of the documents, by chance.
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Chooses the sample.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Lists the examples that don't fit their own schemas, too.
    #[arg(long)]
    broken: bool,
    /// Folders with documents.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
}

const HEAD: &str = "\
| document | examples | broken by their own schema | read and written | lost |
|---|---:|---:|---:|---:|";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::parse();
    let files = folder::files(&arguments.folders, arguments.sample, arguments.seed)?;
    let fresh = FreshCrate::new("document-examples")?;
    let (mut findings, mut failures) = (Vec::new(), Vec::new());
    let mut total = [0; 4];
    println!("{HEAD}");
    for (name, path) in files {
        if !folder::is_document(&path) {
            continue;
        }
        match report(&path, &fresh) {
            Ok(report) => {
                let counts = counts(&report);
                print(&name, counts);
                for (total, count) in total.iter_mut().zip(counts) {
                    *total += count;
                }
                let broken = report.broken.iter().filter(|_| arguments.broken);
                let broken = broken.map(|finding| format!("- {name}, broken: {finding}"));
                findings.extend(broken);
                let lost = report.lost.iter();
                findings.extend(lost.map(|finding| format!("- {name}: {finding}")));
            }
            Err(error) => {
                println!("| {name} | failed | | | |");
                failures.push(format!("## {name}\n\n{error}"));
            }
        }
    }
    print("total", total);
    for text in findings.iter().chain(&failures) {
        println!("\n{text}");
    }
    let [examples, broken, kept, _] = total;
    let is_good = failures.is_empty() && kept * 100 >= (examples - broken) * 99;
    Ok(if is_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn report(path: &Path, fresh: &FreshCrate) -> Result<Report, Box<dyn Error>> {
    let imported = import_openapi(&OpenApiDocument::read(path))?;
    check::check(&fs::read_to_string(path)?, &imported.yaml, fresh)
}

fn counts(report: &Report) -> [usize; 4] {
    [
        report.examples,
        report.broken.len(),
        report.kept,
        report.lost.len(),
    ]
}

fn print(name: &str, [examples, broken, kept, lost]: [usize; 4]) {
    println!("| {name} | {examples} | {broken} | {kept} | {lost} |");
}
