//! Generates clients of APIs that tell their errors apart in different ways.

use restsmith::ClientKind;

fn main() -> Result<(), restsmith::Error> {
    restsmith::Builder::new()
        .clients([ClientKind::Blocking])
        .file_name("responses.rs")
        .compile(&[
            "spec/aws.yaml",
            "spec/aws_json.yaml",
            "spec/aws_query.yaml",
            "spec/by_code.yaml",
            "spec/by_status.yaml",
            "spec/cbor.yaml",
            "spec/ec2_query.yaml",
            "spec/plain.yaml",
            "spec/ranges.yaml",
            "spec/rest_xml.yaml",
            "spec/unions.yaml",
        ])
}
