//! Generating into a folder.

use std::{
    env,
    io::{self, IsTerminal, Write},
    iter,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use restsmith::{Builder, Change, ClientKind};

use super::{
    Failure,
    choices::{Client, Messages},
    destination::Destination,
    package::Package,
    settings::Settings,
    specs::specs,
};

pub(super) const EXAMPLES: &str = "\
Examples:
  restsmith spec/portal.yaml --out src/api --clients ureq    a module to check in
  restsmith                                                  the same, with these options in Cargo.toml
  restsmith --check                                          in CI

Options that Cargo.toml keeps, each overridden by its option here:
  [package.metadata.restsmith]
  specs = [\"spec/portal.yaml\"]    # files, or folders of .yaml files
  out = \"src/api\"
  clients = [\"ureq\"]
  # tracing, aws-sigv4, gzip, cargo-features, crate = true or false";

/// What to generate of which specs.
#[derive(Args, Default)]
pub(super) struct Choices {
    /// The specs, or folders of them [default: every .yaml file in spec/].
    #[arg(value_name = "SPEC")]
    pub(super) specs: Vec<PathBuf>,

    /// Which clients to generate, each with its transport; `async` and `blocking` come without one.
    ///
    /// [default: ureq,hyper]
    #[arg(short, long, value_enum, value_delimiter = ',', verbatim_doc_comment)]
    pub(super) clients: Vec<Client>,

    /// Record spans and events for the tracing crate.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub(super) tracing: Option<bool>,

    /// Generate a signer on the crate aws-sigv4, for operations whose requests are signed.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub(super) aws_sigv4: Option<bool>,

    /// Accept and decode responses in gzip, by the crate flate2; without it a compressed response is an error.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub(super) gzip: Option<bool>,

    /// Put each transport, tracing, aws-sigv4 and gzip behind a Cargo feature of its own name.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub(super) cargo_features: Option<bool>,
}

/// How to show what is wrong with a spec.
#[derive(Args)]
pub(super) struct Display {
    /// How to show what is wrong with a spec.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    message_format: Messages,
}

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    choices: Choices,
    #[command(flatten)]
    destination: Destination,

    /// Write nothing; exit with 1 if a file is out of date.
    #[arg(long)]
    check: bool,

    /// Print nothing but errors and warnings.
    #[arg(short, long)]
    quiet: bool,

    #[command(flatten)]
    display: Display,
}

/// Generates, or checks.
pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let settings = Settings::read()?;
    let to_keep = settings.lines_to_keep(&arguments.choices, &arguments.destination);
    let specs = specs(&arguments.choices, &settings)?;
    if arguments.destination.out.is_none() {
        settings.warn_of_foreign_out();
    }
    let choices = arguments.choices.or(settings.choices);
    let destination = arguments.destination.or(settings.destination);
    destination.check()?;
    let out = destination.out.ok_or_else(no_destination)?;
    let builder =
        builder(&choices, &arguments.display).for_crate(destination.is_crate.unwrap_or(false));
    let bar = progress_bar(specs.len(), arguments.quiet);
    let change = builder.plan_with_progress(&out, &specs, || bar.inc(1));
    // What is said next stands where the bar was.
    bar.finish_and_clear();
    let change = change?;
    for warning in change.warnings() {
        drop(writeln!(io::stderr(), "{}", warning.trim_end()));
    }
    let package = Package::of(&out);
    let lacking = match &package {
        Some(package) => lacking(&change, package)?,
        None => String::new(),
    };
    if arguments.check {
        let stale = stale(&change);
        drop(write!(io::stderr(), "{stale}{lacking}"));
        let is_right = stale.is_empty() && lacking.is_empty();
        return Ok(ExitCode::from(if is_right { 0 } else { super::STALE }));
    }
    change.apply()?;
    let mut printed = String::new();
    if !arguments.quiet {
        drop(writeln!(io::stderr(), "{}", summary(&change, &out)));
        if package.is_none() && change.counts().0 > 0 {
            printed = format!(
                "# The generated code needs in Cargo.toml:\n{}",
                change.dependencies()
            );
        }
    }
    drop(write!(io::stderr(), "{lacking}"));
    if let Some(to_keep) = to_keep.filter(|_| !arguments.quiet && change.counts().2 == 0) {
        let separator = if printed.is_empty() { "" } else { "\n" };
        printed = format!(
            "{printed}{separator}# With these lines in Cargo.toml, `restsmith` and `restsmith --check` need no options:\n{to_keep}"
        );
    }
    Ok(super::print(printed.as_bytes()))
}

fn no_destination() -> Failure {
    Failure::new(
        "nothing says where to generate: name a folder with `--out DIR`, or keep it in Cargo.toml as\n\n\
         [package.metadata.restsmith]\nout = \"src/api\"",
    )
}

pub(super) fn builder(choices: &Choices, display: &Display) -> Builder {
    let builder = Builder::new()
        .tracing(choices.tracing.unwrap_or(false))
        .aws_sigv4(choices.aws_sigv4.unwrap_or(false))
        .gzip(choices.gzip.unwrap_or(false))
        .cargo_features(choices.cargo_features.unwrap_or(false))
        .message_format(display.message_format.into())
        .color(io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none());
    match choices.clients.as_slice() {
        [] => builder,
        clients => builder.clients(clients.iter().copied().map(ClientKind::from)),
    }
}

impl Choices {
    /// Takes from others what isn't set here.
    pub(super) fn or(self, kept: Self) -> Self {
        Self {
            specs: if self.specs.is_empty() {
                kept.specs
            } else {
                self.specs
            },
            clients: if self.clients.is_empty() {
                kept.clients
            } else {
                self.clients
            },
            tracing: self.tracing.or(kept.tracing),
            aws_sigv4: self.aws_sigv4.or(kept.aws_sigv4),
            gzip: self.gzip.or(kept.gzip),
            cargo_features: self.cargo_features.or(kept.cargo_features),
        }
    }
}

/// Returns a bar of how many specs are done. It is hidden for a single spec, or without a terminal.
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

/// Returns which files are out of date, and what updates them. It is empty if there are none.
fn stale(change: &Change) -> String {
    if change.is_empty() {
        return String::new();
    }
    let files: Vec<_> = change
        .stale()
        .map(|path| format!("  {}", path.display()))
        .collect();
    let (files, command) = (files.join("\n"), command_line(arguments()));
    format!("these files are out of date:\n{files}\nto update them, run: {command}\n")
}

/// Returns which lines a package's `Cargo.toml` lacks, and what adds them. It is empty if there are none.
fn lacking(change: &Change, package: &Package) -> Result<String, Failure> {
    let lines = change.missing_dependencies(&package.manifest)?;
    if lines.is_empty() {
        return Ok(lines);
    }
    let (name, command) = (package.manifest.display(), adding_command());
    Ok(format!(
        "{name} lacks these lines:\n\n{lines}\nto add them, run: {command}\n"
    ))
}

/// Returns the arguments of this run without `--check`.
fn arguments() -> impl Iterator<Item = String> {
    env::args().skip(1).filter(|argument| argument != "--check")
}

/// Returns the command with these arguments, in the way this run was started.
fn command_line(arguments: impl Iterator<Item = String>) -> String {
    let by_cargo = env::var_os("CARGO_MANIFEST_DIR").is_some();
    let arguments: Vec<_> = arguments.map(quoted).collect();
    match (by_cargo, arguments.as_slice()) {
        (true, []) => "cargo run".to_owned(),
        (true, arguments) => format!("cargo run -- {}", arguments.join(" ")),
        (false, arguments) => format!("restsmith {}", arguments.join(" "))
            .trim_end()
            .to_owned(),
    }
}

/// Returns the command that adds to `Cargo.toml` what it lacks.
fn adding_command() -> String {
    let is_display = |argument: &String| ["-q", "--quiet"].contains(&argument.as_str());
    let given = arguments()
        .enumerate()
        .filter(|(index, argument)| !(*index == 0 && argument == "generate"))
        .map(|(_, argument)| argument)
        .filter(|argument| !is_display(argument));
    command_line(
        iter::once("dependencies".to_owned())
            .chain(given)
            .chain(["--write".to_owned()]),
    )
}

fn quoted(argument: String) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./,=".contains(letter);
    if argument.chars().all(is_plain) {
        argument
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}

fn summary(change: &Change, out: &Path) -> String {
    let (written, removed, unchanged) = change.counts();
    let out = out.display();
    format!("{out}: {written} written, {removed} removed, {unchanged} unchanged")
}
