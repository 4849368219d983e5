//! Generates the clients of documents, without specs on disk.

use restsmith::{Builder, ClientKind};

fn main() -> Result<(), restsmith::Error> {
    let builder = Builder::new().clients([ClientKind::Hyper, ClientKind::Ureq]);
    builder.openapi("shop.openapi")?;
    builder.tracing(true).openapi("vault.openapi")
}
