//! Generates the clients.

use restsmith::ClientKind;

fn main() -> Result<(), restsmith::Error> {
    let clients = [ClientKind::Hyper, ClientKind::Reqwest, ClientKind::Ureq];
    restsmith::Builder::new().clients(clients).compile(&["transfer.yaml"])
}
