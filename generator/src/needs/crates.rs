//! The crates that generated code depends on.

use super::Need::{
    self, Always, AsyncPagination, AsyncStreaming, AwsSigv4, Base64, Basic, Checksum, Date, Format,
    Gzip, Hyper, RequestCompression, Reqwest, Timestamp, Tracing, TreeHash, Ureq, Uuid,
};

/// A crate that generated code needs.
#[derive(Debug)]
pub(super) struct Crate {
    pub(super) name: &'static str,
    version: &'static str,
    /// The features to enable instead of the default ones, or none for the default ones.
    features: Option<&'static [&'static str]>,
    pub(super) needs: &'static [Need],
}

const fn default(name: &'static str, version: &'static str, needs: &'static [Need]) -> Crate {
    Crate {
        name,
        version,
        features: None,
        needs,
    }
}

const fn only(
    name: &'static str,
    version: &'static str,
    features: &'static [&'static str],
    needs: &'static [Need],
) -> Crate {
    Crate {
        name,
        version,
        features: Some(features),
        needs,
    }
}

pub(super) const CRATES: &[Crate] = &[
    default("aws-credential-types", "1.2.2", &[AwsSigv4]),
    default("aws-sigv4", "1.3", &[AwsSigv4]),
    only(
        "base64",
        "0.23.1",
        &["std"],
        &[Base64, Basic, Checksum, Format("cbor"), Hyper],
    ),
    default("bytes", "1.12", &[Always]),
    default("fastrand", "2.2", &[Always]),
    only(
        "flate2",
        "1.1",
        &["rust_backend"],
        &[Gzip, RequestCompression],
    ),
    only(
        "futures-core",
        "0.3.31",
        &[],
        &[AsyncPagination, AsyncStreaming],
    ),
    default("http", "1.5", &[Always]),
    only("hyper", "1.12", &["client", "http1"], &[Hyper, Reqwest]),
    only(
        "hyper-rustls",
        "0.27.6",
        &["http1", "ring", "tls12"],
        &[Hyper],
    ),
    only(
        "hyper-util",
        "0.1.21",
        &["client-legacy", "http1", "tokio"],
        &[Hyper],
    ),
    only("jiff", "1.0", &["std"], &[Date, Timestamp]),
    only("jiter", "0.19", &[], &[Format("json")]),
    only("minicbor", "2.3", &["alloc"], &[Format("cbor")]),
    only("md-5", "0.11", &[], &[Checksum]),
    default("percent-encoding", "2.3.1", &[Always]),
    only("quick-xml", "0.42", &[], &[Format("xml")]),
    only("reqwest", "0.13", &["rustls"], &[Reqwest]),
    only(
        "rustls",
        "0.23.46",
        &["ring", "std", "tls12"],
        &[Hyper, Ureq],
    ),
    default("rustls-native-certs", "0.8.1", &[Hyper, Ureq]),
    default("secrecy", "0.10.3", &[Always]),
    only("sha2", "0.11", &[], &[TreeHash]),
    only("tokio", "1.43", &["net", "rt", "time"], &[Hyper, Reqwest]),
    default("tower-service", "0.3.3", &[Hyper]),
    only("tracing", "0.1.40", &["std"], &[AwsSigv4, Tracing]),
    only("ureq", "3.5", &["rustls-no-provider"], &[Ureq]),
    only("uuid", "1.0", &[], &[Uuid]),
];

impl Crate {
    /// Returns the crate's line in `[dependencies]`.
    pub(super) fn line(&self, is_optional: bool) -> String {
        let Self { name, version, .. } = self;
        let mut keys = vec![format!("version = \"{version}\"")];
        if let Some(features) = self.features {
            keys.push("default-features = false".to_owned());
            if !features.is_empty() {
                keys.push(format!("features = {features:?}"));
            }
        }
        if is_optional {
            keys.push("optional = true".to_owned());
        }
        match keys.as_slice() {
            [_] => format!("{name} = \"{version}\"\n"),
            keys => format!("{name} = {{ {} }}\n", keys.join(", ")),
        }
    }
}
