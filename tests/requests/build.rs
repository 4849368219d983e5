//! Generates the clients.

use restsmith::ClientKind;

fn main() -> Result<(), restsmith::Error> {
    restsmith::Builder::new()
        .clients([ClientKind::Hyper, ClientKind::Ureq])
        .file_name("requests.rs")
        .compile(&[
            "spec/paths.yaml",
            "spec/queries.yaml",
            "spec/cookies.yaml",
            "spec/servers.yaml",
            "spec/forms.yaml",
            "spec/nulls.yaml",
            "spec/media_types.yaml",
            "spec/forms_by_default.yaml",
            "spec/additional.yaml",
            "spec/single_values.yaml",
            "spec/constants.yaml",
            "spec/rest_xml.yaml",
            "spec/virtual_hosts.yaml",
        ])
}
