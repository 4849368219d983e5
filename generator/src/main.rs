//! The command line.

use std::{
    env,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand};
use restsmith::{Change, ClientKind, Error, Folder, specs_in};

/// Some files are not what they should be.
const STALE: u8 = 1;
/// A spec is wrong, or a file can't be read or written.
const FAILED: u8 = 2;

const DEFAULT_SPECS: &str = "spec";
const DEFAULT_OUT: &str = "generated/src";

/// Turns YAML descriptions of REST APIs into small, typed Rust clients.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: Generate,
}

#[derive(Subcommand)]
enum Command {
    /// Generate clients; the default command.
    #[command(after_help = EXAMPLES)]
    Generate(Generate),
}

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
struct Generate {
    /// The specs [default: every .yaml file in spec/].
    #[arg(value_name = "SPEC")]
    specs: Vec<PathBuf>,

    /// The folder to generate into [default: generated/src, with --crate, --cargo-features and --tracing].
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Which clients to generate, each with its transport; `async` and `blocking` come without one.
    ///
    /// [default: ureq,hyper; without --out also reqwest]
    #[arg(short, long, value_enum, value_delimiter = ',', verbatim_doc_comment)]
    clients: Vec<ClientKind>,

    /// Give spans and events for the tracing crate.
    #[arg(long)]
    tracing: bool,

    /// Put each transport, and tracing, behind a Cargo feature of its own name.
    #[arg(long)]
    cargo_features: bool,

    /// Generate the `src` folder of a crate: with a lib.rs instead of a mod.rs.
    #[arg(long = "crate")]
    is_crate: bool,

    /// Write nothing; exit with 1 if a file is not what it should be.
    #[arg(long)]
    check: bool,

    /// Print nothing but errors.
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  restsmith                                                  spec/*.yaml to generated/src
  restsmith spec/portal.yaml --out src/api --clients ureq    a module to check in
  restsmith --check                                          in CI

Exit codes:
  0  the files are as they should be
  1  --check found files that are not
  2  a spec is wrong, or a file can't be read or written";

fn main() -> ExitCode {
    let command_line = CommandLine::parse();
    let generate = match command_line.command {
        Some(Command::Generate(generate)) => generate,
        None => command_line.generate,
    };
    match run(&generate) {
        Ok(code) => code,
        Err(error) => {
            let start = if error.is_spec() { "" } else { "error: " };
            drop(writeln!(io::stderr(), "{start}{error}"));
            ExitCode::from(FAILED)
        }
    }
}

fn run(generate: &Generate) -> Result<ExitCode, Error> {
    let specs = match generate.specs.as_slice() {
        [] => specs_in(Path::new(DEFAULT_SPECS))?,
        specs => specs.to_owned(),
    };
    let folder = folder(generate);
    let change = folder.plan(&specs)?;
    if generate.check {
        return Ok(check(&change));
    }
    change.apply()?;
    if !generate.quiet {
        report(&change, &folder.path);
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder with what the options say; by default a crate that leaves every choice to its users.
fn folder(generate: &Generate) -> Folder {
    let is_default = generate.out.is_none();
    let mut folder = Folder::new(generate.out.as_deref().unwrap_or(Path::new(DEFAULT_OUT)));
    if is_default {
        folder.clients.insert(ClientKind::Reqwest);
    }
    if !generate.clients.is_empty() {
        folder.clients = generate.clients.iter().copied().collect();
    }
    folder.tracing = generate.tracing || is_default;
    folder.cargo_features = generate.cargo_features || is_default;
    folder.is_crate = generate.is_crate || is_default;
    folder.color = io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none();
    folder
}

fn check(change: &Change) -> ExitCode {
    if change.is_empty() {
        return ExitCode::SUCCESS;
    }
    let files: Vec<_> = change.stale().map(|path| format!("  {}", path.display())).collect();
    let (files, command) = (files.join("\n"), mending_command());
    let text = format!("these files are not what the specs say:\n{files}\nto mend them, run: {command}\n");
    drop(io::stderr().write_all(text.as_bytes()));
    ExitCode::from(STALE)
}

/// The command line without `--check`, in the way it was started.
fn mending_command() -> String {
    let by_cargo = env::var_os("CARGO_MANIFEST_DIR").is_some();
    let arguments: Vec<_> =
        env::args().skip(1).filter(|argument| argument != "--check").map(quoted).collect();
    match (by_cargo, arguments.as_slice()) {
        (true, []) => "cargo run".to_owned(),
        (true, arguments) => format!("cargo run -- {}", arguments.join(" ")),
        (false, arguments) => format!("restsmith {}", arguments.join(" ")).trim_end().to_owned(),
    }
}

fn quoted(argument: String) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./,=".contains(letter);
    if argument.chars().all(is_plain) { argument } else { format!("'{}'", argument.replace('\'', r"'\''")) }
}

fn report(change: &Change, out: &Path) {
    let (written, removed, unchanged) = change.counts();
    let out = out.display();
    let summary = format!("{out}: {written} files written, {removed} removed, {unchanged} unchanged\n");
    drop(io::stderr().write_all(summary.as_bytes()));
    if written > 0 {
        let dependencies = format!("# The generated code needs in Cargo.toml:\n{}", change.dependencies());
        drop(io::stdout().write_all(dependencies.as_bytes()));
    }
}
