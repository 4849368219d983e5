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
mod init;
mod lower;
mod model;
mod names;
mod output;
mod render;
#[cfg(test)]
#[allow(dead_code, unused_imports, reason = "compiled for the unit tests, which don't call everything")]
mod runtime;
mod spec;
mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

pub use builder::{Builder, compile};
pub use error::Error;
pub use folder::{Change, Folder, specs_in};
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
    let (mut services, mut specs) = (Vec::new(), BTreeMap::new());
    let (mut reports, mut warnings, mut errors) = (Vec::new(), Vec::new(), 0);
    for source in sources {
        let (service, diagnostics) = model(&source.text);
        if !diagnostics.is_empty() {
            reports.push(diagnostic::render(&source, &diagnostics, style));
        }
        match service {
            Some(service) => {
                specs.insert(service.module_name(), portable_name(Path::new(&source.name)));
                services.push(service);
            }
            None => errors += diagnostics.iter().filter(|found| found.is_error()).count(),
        }
        warnings.push((source, diagnostics));
    }
    if errors > 0 {
        return Err(Error::spec(&reports, errors, style.format));
    }
    distinct_names(&services)?;
    let support = Support::new(&services, choices);
    Ok(Generated { root: emit::root(&services, &support), support, specs, warnings })
}

/// The model of one spec, unless something is wrong with it, and all that there is to say about it, in the
/// order of the text.
fn model(text: &str) -> (Option<model::Service>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let service = spec::read(text, &mut diagnostics).and_then(|(spec, positions)| {
        let spec = spec.ok_or_else(|| diagnostics.already_reported())?;
        lower::lower(&spec, &positions, &mut diagnostics)
    });
    let service = service.ok().filter(|_| diagnostics.has_no_errors());
    (service, diagnostics.into_sorted())
}

fn distinct_names(services: &[model::Service]) -> Result<(), Error> {
    let mut names = BTreeSet::new();
    match services.iter().find(|service| !names.insert(service.module_name())) {
        Some(twice) => Err(Error::request(format!(
            "two specs describe a service called `{}`: give each its own `service.name`",
            twice.module_name()
        ))),
        None => Ok(()),
    }
}

/// Reads the file of a spec. A byte-order mark is not part of the text.
fn read_source(path: &Path) -> Result<Source, Error> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Source { name: path.display().to_string(), text })
}

/// How a spec is called in generated text: never by a path of one machine only.
fn portable_name(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_ref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    let path = if below.is_absolute() { below.file_name().map_or(below, Path::new) } else { below };
    let parts = path.components().filter(|part| *part != std::path::Component::CurDir);
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
