//! Generating into a folder.

use std::{
    env,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, CommandFactory};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use restsmith::{Builder, Change, ClientKind, specs_in};

use super::{
    Failure,
    choices::{Client, Messages},
    settings::{Manifest, Settings},
};

pub(super) const DEFAULT_SPECS: &str = "spec";

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

/// Where to generate.
#[derive(Args, Default)]
pub(super) struct Destination {
    /// The folder to generate into.
    #[arg(short, long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,

    /// Generate the `src` folder of a crate: with a lib.rs instead of a mod.rs.
    #[arg(long = "crate", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub(super) is_crate: Option<bool>,
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

#[derive(Args)]
pub(super) struct DependenciesArguments {
    #[command(flatten)]
    choices: Choices,
    #[command(flatten)]
    display: Display,
}

/// Generates, or checks.
pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let settings = Settings::read()?;
    // The first run with its choices on the command line tells how to keep them.
    let lines_to_keep = settings
        .manifest
        .as_ref()
        .filter(|manifest| !manifest.has_settings)
        .map(|manifest| manifest.lines(&arguments.choices, &arguments.destination));
    let choices = arguments.choices.or(settings.choices);
    let destination = arguments.destination.or(settings.destination);
    let specs = specs(&choices.specs, settings.manifest.as_ref())?;
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
    if arguments.check {
        return Ok(check(&change));
    }
    change.apply()?;
    if !arguments.quiet {
        report(&change, &out, lines_to_keep.as_deref());
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns what the generated code needs, whatever is on disk.
pub(super) fn dependencies(arguments: DependenciesArguments) -> Result<String, Failure> {
    let settings = Settings::read()?;
    let choices = arguments.choices.or(settings.choices);
    let specs = specs(&choices.specs, settings.manifest.as_ref())?;
    Ok(builder(&choices, &arguments.display).dependencies(&specs)?)
}

fn no_destination() -> Failure {
    Failure::new(
        "nothing says where to generate: name a folder with `--out DIR`, or keep it in Cargo.toml as\n\n\
         [package.metadata.restsmith]\nout = \"src/api\"",
    )
}

/// Returns the files of all specs: those of a folder by name.
fn specs(named: &[PathBuf], manifest: Option<&Manifest>) -> Result<Vec<PathBuf>, Failure> {
    if named.is_empty() {
        let folder = manifest.map_or_else(|| DEFAULT_SPECS.into(), Manifest::default_specs);
        return Ok(specs_in(&folder)?);
    }
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            files.extend(specs_in(path)?);
        } else if let Some(command) = misspelt_command(path) {
            let path = path.display();
            return Err(Failure::new(format!(
                "there is no file `{path}`: did you mean the command `{command}`?"
            )));
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// Returns the command that is meant by the path of a spec that there is none of.
fn misspelt_command(path: &Path) -> Option<String> {
    let word = path.to_str().filter(|_| !path.exists())?;
    let commands = super::CommandLine::command();
    let names: Vec<_> = commands
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let similar = super::similar::similar(word, names.iter().map(String::as_str));
    similar.first().map(|name| (*name).to_owned())
}

fn builder(choices: &Choices, display: &Display) -> Builder {
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
    fn or(self, kept: Self) -> Self {
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

impl Destination {
    /// Takes from another what isn't set here.
    fn or(self, kept: Self) -> Self {
        Self {
            out: self.out.or(kept.out),
            is_crate: self.is_crate.or(kept.is_crate),
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

fn check(change: &Change) -> ExitCode {
    if change.is_empty() {
        return ExitCode::SUCCESS;
    }
    let files: Vec<_> = change
        .stale()
        .map(|path| format!("  {}", path.display()))
        .collect();
    let (files, command) = (files.join("\n"), mending_command());
    let text = format!("these files are out of date:\n{files}\nto update them, run: {command}\n");
    drop(io::stderr().write_all(text.as_bytes()));
    ExitCode::from(super::STALE)
}

/// Returns the command line without `--check`, in the way it was started.
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

/// Says what was written, and what the crate needs for it. `lines_to_keep` are shown when the folder was empty.
fn report(change: &Change, out: &Path, lines_to_keep: Option<&str>) {
    let (written, removed, unchanged) = change.counts();
    let out = out.display();
    let summary = format!("{out}: {written} written, {removed} removed, {unchanged} unchanged\n");
    drop(io::stderr().write_all(summary.as_bytes()));
    if written == 0 {
        return;
    }
    let mut text = format!(
        "# The generated code needs in Cargo.toml:\n{}",
        change.dependencies()
    );
    if let Some(lines) = lines_to_keep.filter(|_| unchanged == 0) {
        text.push_str(
            "\n# With these lines too, `restsmith` and `restsmith --check` need no options:\n",
        );
        text.push_str(lines);
    }
    drop(io::stdout().write_all(text.as_bytes()));
}
