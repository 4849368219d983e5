//! Calls random operations of OpenAPI documents with random inputs at a mock server that nobody here wrote, and reports
//! each request that it finds invalid.
//!
//! `cargo run --release -p restsmith-tests --bin mock -- [--calls N] [--seed N] [--server COMMAND] FILE...`
//!
//! The server is [Prism](https://github.com/stoplightio/prism), which checks requests against the document: `npm install
//! --global @stoplight/prism-cli` installs it. Values are drawn from the document's schemas (`random.rs`), checked by a
//! validator of JSON Schema, and written as Rust for the client that is generated of the chosen operations. What the
//! server is known to do wrong is in `fault.rs`, as rules. Everything else stands below the table, and makes the exit code
//! 1: requests that the server finds invalid or the client doesn't send, bodies in JSON that aren't what was drawn, and
//! responses that fit the document but can't be read.

mod caller;
mod case;
mod document;
mod fault;
mod random;
mod server;
mod table;
mod text;
mod verdict;

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use fastrand::Rng;
use restsmith_tests::FreshCrate;
use tempfile::TempDir;

use crate::{
    case::Drawn,
    document::Document,
    server::Server,
    table::{Row, Table},
    verdict::{Verdict, verdict},
};

type Failure = Box<dyn Error>;

/// Calls random operations of OpenAPI documents at a mock server that nobody here wrote.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many calls are made of each document.
    #[arg(long, default_value_t = 200)]
    calls: usize,
    /// What the choices follow from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The command that starts the server.
    #[arg(long, default_value = "prism mock --port {port} {document}")]
    server: String,
    /// The documents.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    println!("seed {}\n", arguments.seed);
    let mut table = Table::new();
    for file in &arguments.files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        table.add(&name, row(file, &arguments));
    }
    if table.finish() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn row(file: &Path, arguments: &Arguments) -> Result<Row, Failure> {
    let document = Document::read(file)?;
    let folder = TempDir::new()?;
    let copy = folder.path().join("openapi.json");
    fs::write(&copy, document.for_server().to_string())?;
    let server = Server::start(&arguments.server, &copy)?;
    let operations = document.operations()?;
    let mut rng = Rng::with_seed(arguments.seed);
    let drawn = Drawn::draw(file, &document, &operations, arguments.calls, &mut rng)?;
    let crate_ = FreshCrate::new("mock-caller")?;
    let (program, unwritable) = caller::build(&crate_, &drawn)?;
    let mut row = Row {
        operations: drawn.spec.operations.len(),
        left_out: drawn.left_out.clone(),
        ..Row::default()
    };
    let name = |call: usize| drawn.cases.get(call).map_or("", |case| &case.operation);
    for (call, why) in unwritable {
        let text = format!("the types can't hold the input: {why}");
        row.add(name(call), Verdict::Refused(text));
    }
    for made in caller::run(&program, &server.url())? {
        let case = drawn.cases.get(made.call).ok_or("there is no such call")?;
        row.add(name(made.call), verdict(&made, case, &document));
    }
    Ok(row)
}
