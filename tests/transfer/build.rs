//! Generates the clients.

use restsmith::ClientKind;

fn main() -> Result<(), restsmith::Error> {
    let clients = [ClientKind::Hyper, ClientKind::Reqwest, ClientKind::Ureq];
    restsmith::Builder::new()
        .clients(clients)
        .file_name("transfer.rs")
        .compile(&[
            "transfer.yaml",
            "coded.yaml",
            "parts.yaml",
            "successes.yaml",
        ])?;
    restsmith::Builder::new()
        .clients([ClientKind::Hyper, ClientKind::Ureq])
        .gzip(true)
        .file_name("decoding.rs")
        .compile(&["coded.yaml"])
}
