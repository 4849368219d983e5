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
//! # Features
//!
//! | feature | default | brings |
//! |---|---|---|
//! | `cli` | yes | the `restsmith` command, and the JSON Schema of the format (`schema`) |
//! | `import` | yes | specs from the models that AWS publishes (`import_botocore`, `import_smithy`), and `openapi`; the command needs it |
//! | `openapi` | with `import` | specs from OpenAPI documents (`import_openapi`), and clients of them (`Builder::openapi`) |
//!
//! A build script needs none for a spec: with `default-features = false`, it compiles half as many crates.
//!
//! Inside, data flows one way, which `pipeline` shows: `format` reads, `lower` checks, `emit` makes tokens, `render`
//! makes text, and `output` writes it.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod dependencies;
mod diagnostic;
mod emit;
mod error;
mod folder;
mod format;
#[cfg(feature = "openapi")]
mod import;
mod init;
mod layout;
mod listing;
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
mod similar;

pub use builder::{Builder, compile};
pub use diagnostic::{MessageFormat, codes, explain};
pub use error::Error;
pub use folder::{Change, specs_in};
#[cfg(feature = "cli")]
#[cfg_attr(docsrs, doc(cfg(feature = "cli")))]
pub use format::schema;
#[cfg(feature = "import")]
#[cfg_attr(docsrs, doc(cfg(feature = "import")))]
pub use import::{
    BotocoreModel, Description, SmithyModel, description, import_botocore, import_botocore_files,
    import_smithy, save_imported,
};
#[cfg(feature = "openapi")]
#[cfg_attr(docsrs, doc(cfg(feature = "openapi")))]
pub use import::{Imported, OpenApiDocument, import_openapi};
pub use init::init;
pub use needs::ClientKind;
