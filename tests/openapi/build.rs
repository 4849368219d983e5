//! Generates the clients of a document, without a spec on disk.

use restsmith::ClientKind;

fn main() -> Result<(), restsmith::Error> {
    restsmith::Builder::new()
        .clients([ClientKind::Hyper, ClientKind::Ureq])
        .openapi("shop.openapi")
}
