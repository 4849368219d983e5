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
//! [`Builder`] has the options, and generates into a folder that is checked in as well, as the `restsmith` command does.
//!
//! Inside, data flows one way, which `pipeline` shows: `format` reads, `lower` checks, `emit` makes tokens, `render`
//! makes text, and `output` writes it.

mod builder;
mod diagnostic;
mod emit;
mod error;
mod folder;
mod format;
mod import;
mod init;
mod layout;
mod lower;
mod model;
mod names;
mod needs;
mod output;
mod parallel;
mod pipeline;
mod protocol;
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

pub use builder::{Builder, compile};
pub use diagnostic::{MessageFormat, codes, explain};
pub use error::Error;
pub use folder::{Change, specs_in};
pub use format::schema;
pub use import::{BotocoreModel, Imported, import_botocore, import_botocore_files, save_imported};
pub use init::init;
pub use needs::ClientKind;
