//! Calls random operations with random inputs at a server that nobody here wrote, and compares what it understood, and
//! what the client reads of its random answers.
//!
//! `cargo run --release -p restsmith-tests --bin oracle -- [--protocol NAME] [--operations N] [--seed N] [SERVICE...]`
//!
//! The server is `../shared/oracle/serve.py`, on localstack's parser and serializer, which know every service and
//! protocol from botocore's models; clients are made of the same models. Each operation is called twice: answered once
//! with an output, once with an error. What the server is known to do wrong is in `fault.rs`, as rules. A difference
//! that no rule explains stands below the table, and makes the exit code 1.

mod caller;
mod case;
mod compare;
mod fault;
mod model;
mod place;
mod protocol;
mod random;
mod server;
mod table;

use std::{
    error::Error,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use fastrand::Rng;
use restsmith_tests::FreshCrate;

use crate::{caller::Caller, case::Drawn, protocol::Protocol, server::Oracle, table::Table};

type Failure = Box<dyn Error>;

/// Calls random operations at a server that nobody here wrote.
#[derive(Debug, Parser)]
struct Arguments {
    /// The protocol, by its name in models.
    #[arg(long, default_value = "rest-json")]
    protocol: Protocol,
    /// How many operations are called.
    #[arg(long, default_value_t = 500)]
    operations: usize,
    /// How many operations of one service are called at the most.
    #[arg(long, default_value_t = 20)]
    per_service: usize,
    /// What the choices follow from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The Python that has localstack.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/oracle/bin/python"))]
    python: PathBuf,
    /// The services, by the names of their folders in botocore. Random ones of the protocol by default.
    services: Vec<String>,
}

fn main() -> Result<ExitCode, Failure> {
    let arguments = Arguments::parse();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracle/serve.py");
    let oracle = match Oracle::find(&arguments.python, &script) {
        Ok(oracle) => oracle,
        Err(missing) => {
            eprintln!("{missing}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut random = Rng::with_seed(arguments.seed);
    let mut services = model::services(oracle.models(), arguments.protocol)?;
    if arguments.services.is_empty() {
        random.shuffle(&mut services);
    } else {
        services.retain(|service| arguments.services.contains(&service.name));
    }
    println!(
        "seed {}, {}, {}\n",
        arguments.seed,
        arguments.protocol,
        oracle.versions()
    );
    let mut table = Table::new();
    let crate_ = FreshCrate::new("oracle-caller")?;
    for service in services {
        let wanted = (arguments.operations - table.operations()).min(arguments.per_service);
        if wanted == 0 {
            break;
        }
        let mut random = random.fork();
        let row = match Drawn::draw(&service, arguments.protocol, wanted, &mut random) {
            Ok(None) => continue,
            Ok(Some(drawn)) => {
                Caller::build(&crate_, &drawn).map(|caller| caller.run(&oracle, &drawn))
            }
            Err(failure) => Err(failure),
        };
        table.add(&service.name, row);
    }
    Ok(if table.finish() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
