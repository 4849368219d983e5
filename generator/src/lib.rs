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

use std::collections::BTreeSet;

use annotate_snippets::Renderer;

pub use builder::{Builder, compile};
pub use error::Error;
pub use folder::{Change, Folder, specs_in};
pub use support::ClientKind;

use diagnostic::{Diagnostics, Source};
use support::{Choices, Support};

/// Reads one spec and makes its model.
///
/// # Errors
///
/// When something is wrong with it: all diagnostics, errors and warnings, in the order of the text.
fn model(text: &str) -> Result<model::Service, Vec<diagnostic::Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let service = spec::read(text, &mut diagnostics).and_then(|(spec, positions)| {
        let spec = spec.ok_or_else(|| diagnostics.already_reported())?;
        lower::lower(&spec, &positions, &mut diagnostics)
    });
    match service {
        Ok(service) if diagnostics.is_empty() => Ok(service),
        _ => Err(diagnostics.into_sorted()),
    }
}

/// From texts to tokens.
fn generate(
    sources: &[Source],
    choices: &Choices,
    renderer: &Renderer,
) -> Result<(emit::Module, Support), Error> {
    let mut services = Vec::new();
    let (mut reports, mut count) = (Vec::new(), 0);
    for source in sources {
        match model(&source.text) {
            Ok(service) => services.push(service),
            Err(diagnostics) => {
                count += diagnostics.len();
                reports.push(diagnostic::render(source, &diagnostics, renderer));
            }
        }
    }
    if count > 0 {
        return Err(Error::spec(reports.join("\n"), count));
    }
    distinct_names(&services)?;
    let support = Support::new(&services, choices);
    Ok((emit::root(&services, &support), support))
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
fn read_source(path: &std::path::Path) -> Result<Source, Error> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Source { name: path.display().to_string(), text })
}

/// How a spec is called in generated text: never by a path of one machine only.
fn portable_name(path: &std::path::Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_ref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    let path =
        if below.is_absolute() { below.file_name().map_or(below, std::path::Path::new) } else { below };
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
