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
//! Inside, data flows one way: `format` reads, `lower` checks, `emit` makes tokens, `render` makes text, and
//! `output` writes it.

mod builder;
mod client;
mod diagnostic;
mod emit;
mod error;
mod folder;
mod format;
mod import;
mod init;
mod lower;
mod model;
mod names;
mod output;
mod parallel;
mod render;
#[cfg(test)]
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "compiled for the unit tests, which don't call everything"
)]
mod runtime;
mod rustdoc;
mod support;

use std::path::Path;

pub use builder::{Builder, compile};
pub use error::Error;
pub use folder::{Change, Folder, specs_in};
pub use import::{BotocoreModel, Imported, import_botocore, import_botocore_files, save_imported};
pub use init::init;
pub use support::ClientKind;

pub use diagnostic::MessageFormat;
use diagnostic::{Code, Source, Style};
use render::Header;
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
    let mut schema = serde_json::to_string_pretty(&format::schema()).unwrap_or_default();
    schema.push('\n');
    schema
}

/// What is generated.
struct Generated<T> {
    /// The texts of the services, in the form that was asked for and in the order of the specs.
    services: Vec<T>,
    /// What holds the services and what they share, before it is text.
    root: emit::Module<'static>,
    header: Header,
    support: Support,
    warnings: client::Warnings,
}

/// From texts to texts. Each spec goes the whole way on one thread, with `text` as its last step; `progress` hears
/// of each that is through.
fn generate<T: Send>(
    sources: Vec<Source>,
    choices: &Choices,
    style: Style,
    text: impl Fn(emit::Module<'_>, &Header) -> syn::Result<T> + Sync,
    progress: impl Fn() + Sync,
) -> Result<Generated<T>, Error> {
    if choices.clients.is_empty() {
        return Err(Error::request("no client is chosen, so there is nothing to generate"));
    }
    let outcomes = parallel::map(&sources, |source| {
        let outcome = client::client(source, choices, &text);
        progress();
        outcome
    });
    let (clients, warnings) = client::clients(outcomes, sources, style)?;
    let support = Support::of_all(clients.iter().map(|client| &client.support), choices);
    let root = emit::root(clients.iter().map(|client| &client.entry), &support);
    let header = Header::new(clients.iter().map(|client| &client.spec));
    let services = clients.into_iter().map(|client| client.text).collect();
    Ok(Generated { services, root, header, support, warnings })
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
