//! Generating into a folder.

use std::{
    env,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use restsmith::{Builder, Change, ClientKind, Error, specs_in};

use super::choices::{Client, Messages};

const DEFAULT_SPECS: &str = "spec";
const DEFAULT_OUT: &str = "generated/src";

pub(super) const EXAMPLES: &str = "\
Examples:
  restsmith                                                  spec/*.yaml to generated/src
  restsmith spec/portal.yaml --out src/api --clients ureq    a module to check in
  restsmith --check                                          in CI";

#[derive(Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(super) struct Arguments {
    /// The specs [default: every .yaml file in spec/].
    #[arg(value_name = "SPEC")]
    specs: Vec<PathBuf>,

    /// The folder to generate into.
    ///
    /// [default: generated/src, with --crate, --cargo-features, --tracing, --aws-sigv4 and --gzip]
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Which clients to generate, each with its transport; `async` and `blocking` come without one.
    ///
    /// [default: ureq,hyper; without --out also reqwest]
    #[arg(short, long, value_enum, value_delimiter = ',', verbatim_doc_comment)]
    clients: Vec<Client>,

    /// Give spans and events for the tracing crate.
    #[arg(long)]
    tracing: bool,

    /// Bring a signer on the crate aws-sigv4, for operations that take a signature.
    #[arg(long)]
    aws_sigv4: bool,

    /// Ask for responses in gzip and decode them, by the crate flate2; without it a compressed response is refused.
    #[arg(long)]
    gzip: bool,

    /// Put each transport, tracing, aws-sigv4 and gzip behind a Cargo feature of its own name.
    #[arg(long)]
    cargo_features: bool,

    /// Generate the `src` folder of a crate: with a lib.rs instead of a mod.rs.
    #[arg(long = "crate")]
    is_crate: bool,

    /// Write nothing; exit with 1 if a file is not what it should be.
    #[arg(long)]
    check: bool,

    /// Print nothing but errors and warnings.
    #[arg(short, long)]
    quiet: bool,

    /// How to show what is wrong with a spec.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    message_format: Messages,
}

/// Generates, or checks.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let folder = arguments.out.as_deref().unwrap_or(Path::new(DEFAULT_OUT));
    let builder = builder(arguments, arguments.out.is_none());
    let specs = specs(arguments)?;
    let bar = progress_bar(specs.len(), arguments.quiet);
    let change = builder.plan_with_progress(folder, &specs, || bar.inc(1));
    // What is said next stands where the bar was.
    bar.finish_and_clear();
    let change = change?;
    for warning in change.warnings() {
        drop(writeln!(io::stderr(), "{}", warning.trim_end()));
    }
    if arguments.check {
        return Ok(check(&change));
    }
    change.apply()?;
    if !arguments.quiet {
        report(&change, folder);
    }
    Ok(ExitCode::SUCCESS)
}

/// How many specs are through; nobody sees it if there is one spec, or no terminal.
fn progress_bar(specs: usize, quiet: bool) -> ProgressBar {
    let is_hidden = quiet || specs < 2;
    let target = if is_hidden {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} specs");
    ProgressBar::with_draw_target(Some(specs as u64), target)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// What the generated code needs, whatever is on disk. A spec that is named may as well be a build script's, which
/// has no features.
pub(super) fn dependencies(arguments: &Arguments) -> Result<String, Error> {
    let is_default = arguments.out.is_none() && arguments.specs.is_empty();
    builder(arguments, is_default).dependencies(&specs(arguments)?)
}

fn specs(arguments: &Arguments) -> Result<Vec<PathBuf>, Error> {
    match arguments.specs.as_slice() {
        [] => specs_in(Path::new(DEFAULT_SPECS)),
        specs => Ok(specs.to_owned()),
    }
}

/// What the options say; by default a crate that leaves every choice to its users.
fn builder(arguments: &Arguments, is_default: bool) -> Builder {
    let builder = Builder::new()
        .tracing(arguments.tracing || is_default)
        .aws_sigv4(arguments.aws_sigv4 || is_default)
        .gzip(arguments.gzip || is_default)
        .cargo_features(arguments.cargo_features || is_default)
        .for_crate(arguments.is_crate || is_default)
        .message_format(arguments.message_format.into())
        .color(io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none());
    match arguments.clients.as_slice() {
        [] if is_default => {
            builder.clients([ClientKind::Hyper, ClientKind::Reqwest, ClientKind::Ureq])
        }
        [] => builder,
        clients => builder.clients(clients.iter().copied().map(ClientKind::from)),
    }
}

fn check(change: &Change) -> ExitCode {
    if change.is_empty() {
        return ExitCode::SUCCESS;
    }
    let files: Vec<_> = change
        .stale()
        .map(|path| format!("  {}", path.display()))
        .collect();
    let (files, command) = (files.join("\n"), mending_command());
    let text =
        format!("these files are not what the specs say:\n{files}\nto mend them, run: {command}\n");
    drop(io::stderr().write_all(text.as_bytes()));
    ExitCode::from(super::STALE)
}

/// The command line without `--check`, in the way it was started.
fn mending_command() -> String {
    let by_cargo = env::var_os("CARGO_MANIFEST_DIR").is_some();
    let arguments: Vec<_> = env::args()
        .skip(1)
        .filter(|argument| argument != "--check")
        .map(quoted)
        .collect();
    match (by_cargo, arguments.as_slice()) {
        (true, []) => "cargo run".to_owned(),
        (true, arguments) => format!("cargo run -- {}", arguments.join(" ")),
        (false, arguments) => format!("restsmith {}", arguments.join(" "))
            .trim_end()
            .to_owned(),
    }
}

fn quoted(argument: String) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./,=".contains(letter);
    if argument.chars().all(is_plain) {
        argument
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}

fn report(change: &Change, out: &Path) {
    let (written, removed, unchanged) = change.counts();
    let out = out.display();
    let summary = format!("{out}: {written} written, {removed} removed, {unchanged} unchanged\n");
    drop(io::stderr().write_all(summary.as_bytes()));
    if written > 0 {
        let dependencies = format!(
            "# The generated code needs in Cargo.toml:\n{}",
            change.dependencies()
        );
        drop(io::stdout().write_all(dependencies.as_bytes()));
    }
}
