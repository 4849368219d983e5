//! Turns a YAML description of a REST API into a small, typed Rust client.
//!
//! In a build script, [`compile`] is enough:
//!
//! ```no_run
//! fn main() -> Result<(), restsmith::Error> {
//!     restsmith::compile("spec/portal.yaml")
//! }
//! ```
//!
//! [`Builder`] has the options. The `restsmith` command does the same for a folder that is checked in.
//!
//! Inside, data flows one way: `spec` reads, `lower` checks, `emit` makes tokens, `render` makes text, and
//! `output` writes it.

mod builder;
mod diagnostic;
mod emit;
mod error;
mod folder;
mod import;
mod init;
mod lower;
mod model;
mod names;
mod output;
mod render;
#[cfg(test)]
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "compiled for the unit tests, which don't call everything"
)]
mod runtime;
mod spec;
mod support;

use std::{collections::BTreeMap, path::Path};

pub use builder::{Builder, compile};
pub use error::Error;
pub use folder::{Change, Folder, specs_in};
pub use import::{BotocoreModel, Imported, import_botocore, import_botocore_files, save_imported};
pub use init::init;
pub use support::ClientKind;

pub use diagnostic::MessageFormat;
use diagnostic::{Code, Diagnostic, Diagnostics, Source, Style};
use support::{Choices, Support};

/// The codes of all diagnostics, by number.
///
/// ```
/// assert_eq!(restsmith::codes().next(), Some("RS0001"));
/// ```
pub fn codes() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().map(|code| code.id())
}

/// The long text on a diagnostic's code: what the rule is for, a spec that breaks it, and one that doesn't.
///
/// ```
/// assert!(restsmith::explain("RS0006").is_some_and(|text| text.contains("A key stands twice")));
/// assert_eq!(restsmith::explain("RS9999"), None);
/// ```
#[must_use]
pub fn explain(code: &str) -> Option<&'static str> {
    Code::ALL.iter().find(|known| known.id().eq_ignore_ascii_case(code)).map(|code| code.explanation())
}

/// The JSON Schema of the format, for editors.
///
/// ```
/// assert!(restsmith::schema().contains("\"A REST API, described for restsmith.\""));
/// ```
#[must_use]
pub fn schema() -> String {
    let mut schema = serde_json::to_string_pretty(&spec::schema()).unwrap_or_default();
    schema.push('\n');
    schema
}

/// What is generated, before it is text.
struct Generated {
    root: emit::Module,
    support: Support,
    /// The module of each service, and the path of its spec.
    specs: BTreeMap<String, String>,
    /// What is odd about the specs, each with its text.
    warnings: Vec<(Source, Vec<Diagnostic>)>,
}

/// From texts to tokens.
fn generate(sources: Vec<Source>, choices: &Choices, style: Style) -> Result<Generated, Error> {
    if choices.clients.is_empty() {
        return Err(Error::request("no client is chosen, so there is nothing to generate"));
    }
    let (mut services, mut specs) = (Vec::new(), BTreeMap::new());
    let (mut reports, mut warnings, mut errors, mut has_more) = (Vec::new(), Vec::new(), 0, false);
    for source in sources {
        let (service, diagnostics, has_more_errors) = model(&source);
        has_more |= has_more_errors;
        if !diagnostics.is_empty() {
            reports.push(diagnostic::render(&source, &diagnostics, style));
        }
        match service {
            Some(service) => {
                let (name, spec) = (service.module_name(), portable_name(Path::new(&source.name)));
                if let Some(other) = specs.insert(name.clone(), spec.clone()) {
                    return Err(Error::request(format!(
                        "{other} and {spec} both describe a service called `{name}`: give each its own `service.name`"
                    )));
                }
                services.push(service);
            }
            None => errors += diagnostics.iter().filter(|found| found.is_error()).count(),
        }
        warnings.push((source, diagnostics));
    }
    if errors > 0 {
        return Err(Error::spec(&reports, errors, has_more, style.format));
    }
    let support = Support::new(&services, choices);
    Ok(Generated { root: emit::root(&services, &support), support, specs, warnings })
}

/// The model of one spec, unless something is wrong with it, and all that there is to say about it, in the
/// order of the text, and whether that leaves errors out.
fn model(source: &Source) -> (Option<model::Service>, Vec<Diagnostic>, bool) {
    let mut diagnostics = Diagnostics::default();
    let service = spec::read(source, &mut diagnostics).and_then(|(spec, positions)| {
        let spec = spec.ok_or_else(|| diagnostics.already_reported())?;
        lower::lower(&spec, &positions, &mut diagnostics)
    });
    let service = service.ok().filter(|_| diagnostics.has_no_errors());
    let has_more_errors = diagnostics.has_more_errors();
    (service, diagnostics.into_sorted(), has_more_errors)
}

/// Reads the files of specs. A byte-order mark is not part of the text.
fn read_sources(specs: &[impl AsRef<Path>]) -> Result<Vec<Source>, Error> {
    let read = |path: &Path| match std::fs::read(path) {
        Ok(bytes) => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
            let not_utf8 = str::from_utf8(bytes).err().map(|error| error.valid_up_to());
            let text = String::from_utf8_lossy(bytes).into_owned();
            Ok(Source { name: path.display().to_string(), text, not_utf8 })
        }
        Err(_) if path.is_dir() => {
            Err(Error::request(format!("{} is a folder: name the files in it", path.display())))
        }
        Err(error) => Err(Error::io("read", path, error)),
    };
    specs.iter().map(|path| read(path.as_ref())).collect()
}

/// How a spec is called in generated text: by its path from the crate or the workspace that it belongs to, and
/// without one by its name, so that the text is the same on every machine and from every folder.
fn portable_name(path: &Path) -> String {
    let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let root = whole.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file());
    let below = root.and_then(|root| whole.strip_prefix(root).ok());
    let path = below.or_else(|| whole.file_name().map(Path::new)).unwrap_or(&whole);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
