//! Generates the client.

fn main() -> Result<(), restsmith::Error> {
    restsmith::Builder::new()
        .clients([restsmith::ClientKind::Ureq])
        .compile(&["../../../spec/portal.yaml"])
}
