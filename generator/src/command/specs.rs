//! The specs of a run, and what is meant by one that is missing.

use std::{
    collections::HashSet,
    env, fs, io,
    path::{Path, PathBuf},
};

use clap::{CommandFactory, ValueEnum};
use restsmith::specs_in;

use super::{
    CommandLine, Failure,
    choices::Client,
    generate::Choices,
    settings::{Manifest, Settings},
    similar::similar,
};

pub(super) const DEFAULT_SPECS: &str = "spec";

/// What other tools call generating and checking.
const OTHER_COMMANDS: &[(&str, &str)] = &[
    ("build", "restsmith generate"),
    ("check", "restsmith --check"),
    ("gen", "restsmith generate"),
    ("generate-client", "restsmith generate"),
    ("verify", "restsmith --check"),
];

/// The options that are on without a value.
const SWITCHES: &[&str] = &[
    "--aws-sigv4",
    "--cargo-features",
    "--crate",
    "--gzip",
    "--tracing",
];

/// Returns the files of all specs, each once: those of a folder by name.
pub(super) fn specs(choices: &Choices, settings: &Settings) -> Result<Vec<PathBuf>, Failure> {
    let manifest = settings.manifest.as_ref();
    let (named, names_them) = if choices.specs.is_empty() {
        (&settings.choices.specs, manifest)
    } else {
        (&choices.specs, None)
    };
    if named.is_empty() {
        let folder = manifest.map_or_else(|| DEFAULT_SPECS.into(), Manifest::default_specs);
        return Ok(specs_in(&folder)?);
    }
    let mut files = Vec::new();
    for path in named {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => files.extend(specs_in(path)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(missing(path, names_them));
            }
            _ => files.push(path.clone()),
        }
    }
    let mut seen = HashSet::new();
    files.retain(|path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    Ok(files)
}

/// Returns the failure of a spec that there is none of. The `Cargo.toml` is the one that names it.
fn missing(path: &Path, manifest: Option<&Manifest>) -> Failure {
    let name = path.display();
    let similar = similar_file(path).map(|meant| format!("did you mean `{}`?", meant.display()));
    if let Some(manifest) = manifest {
        let manifest = manifest.path();
        let help = similar.unwrap_or_else(|| "its paths are relative to its folder".to_owned());
        return Failure::new(format!(
            "there is no file `{name}`, which `specs` in {} names: {help}",
            manifest.display()
        ));
    }
    let meant = similar.or_else(|| meant(path.to_str()?));
    let help = meant.map(|help| format!(": {help}"));
    Failure::new(format!(
        "there is no file `{name}`{}",
        help.unwrap_or_default()
    ))
}

/// Returns the spec beside a missing one that has a similar name.
fn similar_file(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    let name = path.file_name()?.to_str()?;
    let here = if folder == Path::new("") {
        Path::new(".")
    } else {
        folder
    };
    let specs = specs_in(here).ok()?;
    let names = specs.iter().filter_map(|spec| spec.file_name()?.to_str());
    let meant = similar(name, names);
    meant.first().map(|name| folder.join(name))
}

/// Returns what is meant by a word that isn't the path of a spec.
fn meant(word: &str) -> Option<String> {
    if let Some((_, command)) = OTHER_COMMANDS.iter().find(|(other, _)| *other == word) {
        return Some(format!("did you mean `{command}`?"));
    }
    let before: Vec<_> = env::args()
        .take_while(|argument| argument != word)
        .collect();
    let last = before.last().map(String::as_str).unwrap_or_default();
    let is_on = match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    };
    if let Some(is_on) = is_on.filter(|_| SWITCHES.contains(&last)) {
        return Some(format!("write `{last}={is_on}`"));
    }
    let is_client = |word: &str| {
        word.split(',')
            .all(|word| Client::from_str(word, false).is_ok())
    };
    let clients = before
        .iter()
        .rev()
        .take_while(|word| is_client(word))
        .count();
    if is_client(word) && clients > 0 {
        let clients: Vec<_> = before.iter().skip(before.len() - clients).collect();
        let mut meant: Vec<&str> = clients.into_iter().map(String::as_str).collect();
        meant.push(word);
        return Some(format!(
            "separate the clients by commas, as in `--clients {}`",
            meant.join(",")
        ));
    }
    let commands = CommandLine::command();
    let names: Vec<_> = commands
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let meant = similar(word, names.into_iter());
    meant
        .first()
        .map(|command| format!("did you mean the command `{command}`?"))
}
