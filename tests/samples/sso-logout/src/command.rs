//! What the command does, from its arguments to its output.

use std::{
    collections::BTreeSet,
    env,
    ffi::OsStr,
    fs, io,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use identity_center::{
    portal::blocking::Client,
    runtime::{BuildError, Builder},
};
use jiff::Timestamp;

use crate::{
    arguments::{Arguments, Command, CommonArguments, SignOutArguments},
    aws_path::filled_in,
    cache::Found,
    config::{Config, ConfigError, DEFAULT_PROFILE},
    report::{Context, Look, json, text},
    selection::{Selection, UnknownSession, Wish},
    session::Listing,
    start_url::StartUrl,
    steps::Observer,
    sweep::Sweep,
};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UsageError {
    /// There is no home folder, and no other was named.
    #[error("this user has no home folder: name the .aws folder with --aws-dir")]
    NoHome,
    /// The folder that was named is not there.
    #[error("--aws-dir: there is no folder {}", .0.display())]
    NoAwsDir(PathBuf),
    /// Two options that can't go together.
    #[error("give only one of --session, --start-url and --profile")]
    SeveralSelections,
    /// A profile is asked for, and the configuration says nothing.
    #[error("{}: {error}", file.display())]
    Config {
        /// The configuration file.
        file: PathBuf,
        /// What is wrong with it.
        error: ConfigError,
    },
    /// The profile means no session.
    #[error(transparent)]
    UnknownProfile(#[from] UnknownSession),
    /// There is no such session, neither in the configuration nor in the cache.
    #[error("there is no session `{name}`, neither signed in nor in the AWS configuration{known}")]
    UnknownSession {
        /// The name that was given.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// Nobody signs in at this start URL, neither in the configuration nor in the cache.
    #[error(
        "there is no session of `{url}`, neither signed in nor in the AWS configuration{known}"
    )]
    UnknownStartUrl {
        /// The start URL that was given.
        url: StartUrl,
        /// The start URLs that there are.
        known: String,
    },
    /// The start URL is none. It is not repeated: there may be a password in it.
    #[error(
        "--start-url: give the URL of a web page, such as https://acme.awsapps.com/start{known}"
    )]
    NoStartUrl {
        /// The start URLs that there are.
        known: String,
    },
    /// The certificates can't be read.
    #[error("--ca-bundle: {}: {error}", file.display())]
    CaBundle {
        /// The file that was named.
        file: PathBuf,
        /// What is wrong with it.
        error: io::Error,
    },
    /// No call could be made with these settings.
    #[error(
        "the server can't be called: {0}\n\nNothing was touched; --local-only removes the files all the same."
    )]
    Client(#[from] BuildError),
}

/// What to print, and whether everything is done.
#[derive(Clone, Debug)]
pub struct Finished {
    /// The output, with a line feed at the end.
    pub output: String,
    /// Whether everything that was asked for is done.
    pub is_complete: bool,
}

/// The world around the command.
pub struct World<'a> {
    /// Reads a variable of the environment.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
    /// What time it is.
    pub now: Timestamp,
    /// How the output is to look.
    pub look: Look,
    /// Is told of every step.
    pub observer: &'a Observer<'a>,
}

/// Runs the command. If the observer breaks off, there is no output.
///
/// # Errors
///
/// When the command line can't be right. Nothing was touched then.
pub fn run(arguments: &Arguments, world: &World<'_>) -> Result<Option<Finished>, UsageError> {
    let Arguments {
        command,
        common,
        sign_out,
    } = arguments;
    let aws_dir = aws_dir(common.aws_dir.as_deref())?;
    let wish = wish(common, world)?;
    let (config, note) = read_config(
        &config_file(common.config_file.as_deref(), &aws_dir, world),
        &wish,
    )?;
    let selection = Selection::of(&wish, &config)?;
    let found = Found::in_aws_dir(&aws_dir);
    let is_signed_in = found.tokens.iter().any(|token| selection.has_token(token));
    match &wish {
        _ if is_signed_in => {}
        Wish::Session(name) => check_session_name(name, &config)?,
        Wish::StartUrl(url) => check_start_url(url, &config, &found)?,
        Wish::All | Wish::Profile(_) => {}
    }
    let context = Context {
        aws_dir: &aws_dir,
        wish: &wish,
        note,
        now: world.now,
        look: world.look,
    };
    if *command == Some(Command::List) {
        let listing = Listing::of(found, &config, &selection);
        let report = if common.json {
            json::listing
        } else {
            text::listing
        };
        let output = report(&listing, &context);
        return Ok(Some(Finished {
            output,
            is_complete: listing.problems.is_empty(),
        }));
    }
    let sweep = Sweep {
        aws_dir: &aws_dir,
        config: &config,
        selection: &selection,
        server: server(sign_out, is_signed_in, world)?,
        dry_run: sign_out.dry_run,
        keep_on_failure: sign_out.keep_on_failure,
    };
    let ControlFlow::Continue(outcome) = sweep.run(found, world.observer) else {
        return Ok(None);
    };
    let report = if common.json {
        json::outcome
    } else {
        text::outcome
    };
    Ok(Some(Finished {
        output: report(&outcome, &context),
        is_complete: outcome.is_complete(),
    }))
}

fn aws_dir(named: Option<&Path>) -> Result<PathBuf, UsageError> {
    match named {
        Some(folder) if folder.is_dir() => Ok(folder.to_owned()),
        Some(folder) => Err(UsageError::NoAwsDir(folder.to_owned())),
        None => Ok(env::home_dir().ok_or(UsageError::NoHome)?.join(".aws")),
    }
}

fn config_file(named: Option<&OsStr>, aws_dir: &Path, world: &World<'_>) -> PathBuf {
    match named.filter(|file| !file.is_empty()) {
        Some(file) => filled_in(file, world.variable),
        None => aws_dir.join("config"),
    }
}

fn wish(common: &CommonArguments, world: &World<'_>) -> Result<Wish, UsageError> {
    match (&common.session, &common.start_url, &common.profile) {
        (None, None, None) => Ok(Wish::All),
        (Some(name), None, None) => Ok(Wish::Session(name.clone())),
        (None, Some(url), None) => Ok(Wish::StartUrl(url.clone())),
        (None, None, Some(Some(name))) => Ok(Wish::Profile(name.clone())),
        (None, None, Some(None)) => Ok(Wish::Profile(profile_of_environment(world))),
        _ => Err(UsageError::SeveralSelections),
    }
}

/// Returns the profile that the AWS CLI would take: it asks `AWS_DEFAULT_PROFILE` first.
fn profile_of_environment(world: &World<'_>) -> String {
    let variables = ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"].into_iter();
    let mut names = variables
        .filter_map(world.variable)
        .filter(|name| !name.is_empty());
    names.next().unwrap_or_else(|| DEFAULT_PROFILE.to_owned())
}

/// Only a profile can't be found without the configuration. For the rest, a broken one is worth a note.
fn read_config(file: &Path, wish: &Wish) -> Result<(Config, Option<String>), UsageError> {
    match (Config::read(file), wish) {
        (Ok(config), _) => Ok((config, None)),
        (Err(error), Wish::Profile(_)) => Err(UsageError::Config {
            file: file.to_owned(),
            error,
        }),
        (Err(error), _) => {
            let note = format!(
                "{} {error}. Sessions go without their names.",
                file.display()
            );
            Ok((Config::default(), Some(note)))
        }
    }
}

fn check_session_name(name: &str, config: &Config) -> Result<(), UsageError> {
    let names: Vec<_> = config.session_names().collect();
    if names.contains(&name) {
        return Ok(());
    }
    let known = if names.is_empty() {
        String::new()
    } else {
        format!(", which has {}", names.join(", "))
    };
    Err(UsageError::UnknownSession {
        name: name.to_owned(),
        known,
    })
}

fn check_start_url(url: &str, config: &Config, found: &Found) -> Result<(), UsageError> {
    let of_config = config
        .sign_ins()
        .filter_map(|sign_in| StartUrl::parse(sign_in.start_url?));
    let of_tokens = found
        .tokens
        .iter()
        .filter_map(|file| file.token.start_url());
    let known: BTreeSet<_> = of_config.chain(of_tokens).collect();
    let url = StartUrl::parse(url);
    if url.as_ref().is_some_and(|url| known.contains(url)) {
        return Ok(());
    }
    let names: Vec<_> = known.iter().map(StartUrl::to_string).collect();
    let known = if names.is_empty() {
        String::new()
    } else {
        format!("; start URLs that are known: {}", names.join(", "))
    };
    Err(match url {
        Some(url) => UsageError::UnknownStartUrl { url, known },
        None => UsageError::NoStartUrl { known },
    })
}

/// The settings for calling the server, if it is to be called.
fn server(
    arguments: &SignOutArguments,
    is_signed_in: bool,
    world: &World<'_>,
) -> Result<Option<Builder<Client>>, UsageError> {
    if arguments.local_only {
        return Ok(None);
    }
    let settings = settings(arguments, world)?;
    // A mistake in the settings must come to light before the first token is gone.
    let any_region = settings.clone().region("us-east-1");
    any_region.clone().config()?;
    if is_signed_in {
        any_region.build()?;
    }
    Ok(Some(settings))
}

fn settings(
    arguments: &SignOutArguments,
    world: &World<'_>,
) -> Result<Builder<Client>, UsageError> {
    let mut settings = Client::builder()
        .environment(world.variable)?
        .user_agent_suffix(concat!("sso-logout/", env!("CARGO_PKG_VERSION")))
        .call_timeout(arguments.timeout);
    if let Some(url) = &arguments.endpoint_url {
        settings = settings.endpoint_url(url);
    }
    if let Some(file) = arguments
        .ca_bundle
        .as_deref()
        .filter(|file| !file.is_empty())
    {
        let file = filled_in(file, world.variable);
        let bundle = fs::read(&file).map_err(|error| UsageError::CaBundle { file, error })?;
        settings = settings.ca_bundle(bundle);
    }
    Ok(settings)
}
