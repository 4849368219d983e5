//! The command line, and what runs each of its commands.

mod choices;
mod dependencies;
mod destination;
mod generate;
mod import;
mod init;
mod package;
mod settings;
#[path = "../similar.rs"]
mod similar;
mod specs;

use std::{
    fmt::Display,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{
    CommandFactory, Parser, Subcommand,
    error::{ContextKind, ContextValue},
};
use clap_complete::Shell;
use restsmith::Error;

/// Some files are out of date.
const STALE: u8 = 1;
/// A spec is wrong, or a file can't be read or written.
const FAILED: u8 = 2;

const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  --check found files that are out of date, or Cargo.toml lacks lines
  2  a spec or the command line is wrong, or a file can't be read or written";

const OTHER_EXIT_CODES: &str = "\
Exit codes:
  0  success
  2  the command line is wrong, or a file can't be read or written";

/// Turns YAML descriptions of REST APIs into small, typed Rust clients.
#[derive(Parser)]
#[command(name = "restsmith", version, args_conflicts_with_subcommands = true)]
#[command(after_help = format!("{}\n\n{EXIT_CODES}", generate::EXAMPLES))]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: generate::Arguments,
}

#[derive(Subcommand)]
enum Command {
    /// Generate clients; the default command.
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", generate::EXAMPLES))]
    Generate(generate::Arguments),
    /// Write a small commented spec to start from.
    #[command(
        after_help = format!("Examples:\n  restsmith init                    spec/my_api.yaml\n  restsmith init spec/users.yaml    a service called `users`\n\n{OTHER_EXIT_CODES}")
    )]
    Init {
        /// The file to write; it must not exist yet.
        #[arg(value_name = "SPEC", default_value = "spec/my_api.yaml")]
        path: PathBuf,
    },
    /// Make a spec from another description of an API.
    #[command(after_help = format!("{}\n\n{OTHER_EXIT_CODES}", import::EXAMPLES))]
    Import(import::Arguments),
    /// Print the lines that the generated code needs in its crate's Cargo.toml, or add them.
    ///
    /// Nothing is optional, unless the option --cargo-features is set.
    #[command(after_help = format!("{}\n\n{OTHER_EXIT_CODES}", dependencies::EXAMPLES))]
    Dependencies(dependencies::Arguments),
    /// Explain a diagnostic's code, with a wrong spec and a right one.
    #[command(after_help = format!("Examples:\n  restsmith explain            every code, a line each\n  restsmith explain RS0007\n\n{OTHER_EXIT_CODES}"))]
    Explain {
        /// The code, such as RS0007.
        code: Option<String>,
    },
    /// Print the JSON Schema of the format, for editors.
    #[command(after_help = format!("Examples:\n  restsmith schema > spec/restsmith.schema.json\n\n{OTHER_EXIT_CODES}"))]
    Schema,
    /// Print completions for a shell.
    #[command(
        after_help = format!("Examples:\n  restsmith completions bash > /usr/share/bash-completion/completions/restsmith\n\n{OTHER_EXIT_CODES}")
    )]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// Runs the command of the command line.
pub(crate) fn run() -> ExitCode {
    let command_line = match CommandLine::try_parse() {
        Ok(command_line) => command_line,
        Err(error) => return not_run(error),
    };
    let done = match command_line.command {
        None => generate::run(command_line.generate),
        Some(Command::Generate(arguments)) => generate::run(arguments),
        Some(Command::Init { path }) => init::run(&path)
            .map(|done| print(done.as_bytes()))
            .map_err(Failure::from),
        Some(Command::Import(arguments)) => import::run(arguments).map_err(Failure::from),
        Some(Command::Dependencies(arguments)) => dependencies::run(arguments),
        Some(Command::Explain { code: None }) => Ok(list_codes()),
        Some(Command::Explain { code: Some(code) }) => Ok(explain(&code)),
        Some(Command::Schema) => Ok(print(restsmith::schema().as_bytes())),
        Some(Command::Completions { shell }) => Ok(completions(shell)),
    };
    done.unwrap_or_else(|Failure(text)| {
        drop(writeln!(io::stderr(), "{text}"));
        ExitCode::from(FAILED)
    })
}

/// Prints the help, the version, or what is wrong with the command line.
fn not_run(mut error: clap::Error) -> ExitCode {
    let meant = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(word)) => choices::Client::meant_by(word),
        _ => None,
    };
    if let Some(meant) = meant {
        let meant = meant.iter().map(|client| (*client).to_owned()).collect();
        error.insert(ContextKind::SuggestedValue, ContextValue::Strings(meant));
    }
    let written = error.print().and_then(|()| io::stdout().flush());
    let is_wrong = error.exit_code() != 0;
    written_or(written, if is_wrong { FAILED } else { 0 })
}

/// Prints the titles of the explanations.
fn list_codes() -> ExitCode {
    let titles = restsmith::codes()
        .filter_map(restsmith::explain)
        .filter_map(|text| text.lines().next());
    let titles: Vec<_> = titles.map(|title| title.trim_start_matches("# ")).collect();
    print((titles.join("\n") + "\n").as_bytes())
}

fn explain(code: &str) -> ExitCode {
    if let Some(text) = restsmith::explain(code) {
        return print(text.as_bytes());
    }
    let all: Vec<_> = restsmith::codes().collect();
    let range = all
        .first()
        .zip(all.last())
        .map(|(first, last)| format!("{first} to {last}"));
    let text = format!(
        "error: there is no code `{code}`; the codes are {}\n",
        range.unwrap_or_default()
    );
    drop(io::stderr().write_all(text.as_bytes()));
    ExitCode::from(FAILED)
}

fn completions(shell: Shell) -> ExitCode {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "restsmith", &mut text);
    print(&text)
}

/// Prints why a command line is wrong.
fn refuse(why: &str) -> ExitCode {
    drop(writeln!(io::stderr(), "error: {why}"));
    ExitCode::from(FAILED)
}

/// Prints a text.
fn print(text: &[u8]) -> ExitCode {
    let mut out = io::stdout();
    written_or(out.write_all(text).and_then(|()| out.flush()), 0)
}

/// Returns an exit code, unless the output couldn't be written. A reader that has closed its end, such as `head`, isn't a
/// failure; a full disk is.
fn written_or(written: io::Result<()>, code: u8) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            drop(writeln!(
                io::stderr(),
                "error: can't write the output: {error}"
            ));
            ExitCode::from(FAILED)
        }
        _ => ExitCode::from(code),
    }
}

/// What is printed when a command fails.
struct Failure(String);

impl Failure {
    fn new(message: impl Display) -> Self {
        Self(format!("error: {message}"))
    }

    /// Creates the failure of a text that begins with `error` by itself.
    fn rendered(text: String) -> Self {
        Self(text)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if error.is_spec() {
            Self::rendered(error.to_string())
        } else {
            Self::new(error)
        }
    }
}
