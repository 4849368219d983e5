//! What the generated code needs in `Cargo.toml`.

use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use clap::Args;

use super::{
    Failure,
    destination::Destination,
    generate::{self, Choices, Display},
    package::Package,
    settings::Settings,
    specs::specs,
};

pub(super) const EXAMPLES: &str = "\
Examples:
  restsmith dependencies spec/portal.yaml --clients ureq
  restsmith dependencies --write
  restsmith dependencies spec/portal.yaml --out src/api --clients ureq --write    these options too";

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    choices: Choices,
    #[command(flatten)]
    destination: Destination,

    /// Add the lines that Cargo.toml lacks, and these options if it keeps none; what is there stays as it is.
    #[arg(long)]
    write: bool,

    #[command(flatten)]
    display: Display,
}

/// Prints all lines, whatever is on disk, or adds those that are missing.
pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let settings = Settings::read()?;
    let to_keep = settings.lines_to_keep(&arguments.choices, &arguments.destination);
    let specs = specs(&arguments.choices, &settings)?;
    let choices = arguments.choices.or(settings.choices);
    let destination = arguments.destination.or(settings.destination);
    let builder = generate::builder(&choices, &arguments.display);
    if !arguments.write {
        return Ok(super::print(builder.dependencies(&specs)?.as_bytes()));
    }
    let folder = destination.out.as_deref().unwrap_or(Path::new("."));
    let package = Package::of(folder).ok_or_else(|| no_package(folder))?;
    let mut lines = builder.missing_dependencies(&specs, &package.manifest)?;
    if let Some(to_keep) = to_keep.filter(|_| {
        let manifest = settings.manifest.as_ref();
        manifest.is_some_and(|manifest| manifest.folder == package.folder)
    }) {
        let separator = if lines.is_empty() { "" } else { "\n" };
        lines = format!("{lines}{separator}{to_keep}");
    }
    let name = package.manifest.display();
    if lines.is_empty() {
        drop(writeln!(io::stderr(), "{name} lacks nothing"));
        return Ok(ExitCode::SUCCESS);
    }
    package.add(&lines)?;
    drop(writeln!(io::stderr(), "added to {name}:"));
    Ok(super::print(lines.as_bytes()))
}

fn no_package(folder: &Path) -> Failure {
    Failure::new(format!(
        "there is no Cargo.toml of a package in `{}` or above it: make one with `cargo init`",
        folder.display()
    ))
}
