//! Generates the clients.

use restsmith::ClientKind;

fn main() -> Result<(), restsmith::Error> {
    restsmith::Builder::new()
        .clients([ClientKind::Hyper, ClientKind::Ureq])
        .file_name("pages.rs")
        .compile(&[
            "spec/pages.yaml",
            "spec/aws_query.yaml",
            "spec/ec2_query.yaml",
            "spec/rest_xml.yaml",
            "spec/cbor.yaml",
        ])
}
