//! Specs from the models of others.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, Subcommand};
use restsmith::{Error, import_botocore_files, save_imported};

pub(super) const EXAMPLES: &str = "\
Examples:
  restsmith import botocore service-2.json --operations Logout --out spec/portal.yaml
  restsmith import botocore lambda/2015-03-31/service-2.json.gz > spec/lambda.yaml
  restsmith import botocore */service-2.json --out spec    a spec for each, called like its service";

#[derive(Subcommand)]
pub(super) enum Source {
    /// From AWS's own models, as the Python package botocore publishes them.
    ///
    /// Files `paginators-1.json` and `endpoint-rule-set-1.json` beside a model are read too, and so are overlays
    /// `*.sdk-extras.json`. An operation that can't be supported is left out with a warning.
    #[command(after_help = format!("{EXAMPLES}\n\n{}", super::OTHER_EXIT_CODES))]
    Botocore(Arguments),
}

#[derive(Args)]
pub(super) struct Arguments {
    /// The models: files `service-2.json` or `service-2.json.gz`.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The operations, with the shapes that they need [default: all].
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    operations: Vec<String>,

    /// The protocol, of those that the service speaks [default: the first that can be imported].
    #[arg(long, value_name = "NAME")]
    protocol: Option<String>,

    /// The spec to write, or a folder for several [default: standard output].
    #[arg(short, long, value_name = "SPEC")]
    out: Option<PathBuf>,

    /// Overwrite a file that says something else.
    #[arg(long, requires = "out")]
    force: bool,
}

/// Imports all, then writes all.
pub(super) fn run(Source::Botocore(arguments): &Source) -> Result<ExitCode, Error> {
    let specs = import_botocore_files(
        &arguments.files,
        &arguments.operations,
        arguments.protocol.as_deref(),
    )?;
    for warning in specs.iter().flat_map(|spec| &spec.warnings) {
        drop(writeln!(io::stderr(), "warning: {warning}"));
    }
    match (&arguments.out, specs.as_slice()) {
        (Some(out), specs) => {
            for path in save_imported(specs, out, arguments.force)? {
                drop(writeln!(io::stderr(), "wrote {}", path.display()));
            }
            Ok(ExitCode::SUCCESS)
        }
        (None, [spec]) => Ok(super::print(spec.yaml.as_bytes())),
        (None, _) => Ok(super::refuse(
            "several models make several specs: name a folder with --out",
        )),
    }
}
