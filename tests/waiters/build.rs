//! Generates the clients.

use restsmith::ClientKind;

fn main() -> Result<(), restsmith::Error> {
    restsmith::Builder::new()
        .clients([ClientKind::Async, ClientKind::Blocking])
        .file_name("waiters.rs")
        .compile(&["spec/waiters.yaml"])
}
