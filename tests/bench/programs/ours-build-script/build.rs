//! Generates the client.

fn main() -> Result<(), restsmith::Error> {
    restsmith::Builder::new()
        .clients([restsmith::ClientKind::Ureq])
        .file_name("api.rs")
        .compile(&["../../logout.yaml"])
}
