//! Generates the client of an API with several authentication schemes.

use restsmith::ClientKind;

fn main() -> Result<(), restsmith::Error> {
    restsmith::Builder::new()
        .clients([ClientKind::Async, ClientKind::Blocking])
        .file_name("schemes.rs")
        .compile(&["schemes.yaml"])
}
