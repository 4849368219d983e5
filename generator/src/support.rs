//! The catalogue of support code: which files of the runtime a client needs, and which crates they need.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Endpoint, Service};

/// A client that is generated, and the transport that comes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
#[non_exhaustive]
pub enum ClientKind {
    /// An asynchronous client over a transport that the caller brings.
    Async,
    /// A blocking client over a transport that the caller brings.
    Blocking,
    /// An asynchronous client over hyper, tokio and rustls.
    Hyper,
    /// A blocking client over ureq and rustls.
    Ureq,
}

/// What makes a support file necessary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Always,
    AwsEndpoint,
    AsyncClient,
    BlockingClient,
    Hyper,
    Ureq,
    AnyTransport,
}

/// A file of the runtime.
#[derive(Debug)]
pub(crate) struct SupportFile {
    pub(crate) name: &'static str,
    pub(crate) source: &'static str,
    /// Whether users of the client name its module.
    pub(crate) is_public: bool,
    /// What the runtime's own module shows of it.
    pub(crate) exports: &'static [&'static str],
    need: Need,
}

macro_rules! file {
    ($name:literal, $need:ident, public) => {
        file!(@ $name, $need, true, &[])
    };
    ($name:literal, $need:ident, [$($export:literal),*]) => {
        file!(@ $name, $need, false, &[$($export),*])
    };
    (@ $name:literal, $need:ident, $is_public:literal, $exports:expr) => {
        SupportFile {
            name: $name,
            source: include_str!(concat!("runtime/", $name, ".rs")),
            is_public: $is_public,
            exports: $exports,
            need: Need::$need,
        }
    };
}

const FILES: &[SupportFile] = &[
    file!("aws", AwsEndpoint, public),
    file!("blocking", BlockingClient, public),
    file!("body", Always, ["Body"]),
    file!("builder", Always, ["BuildError", "Builder", "ServiceClient"]),
    file!("client", AsyncClient, public),
    file!("config", Always, ["Config"]),
    file!("endpoint", Always, ["Endpoint", "EndpointError"]),
    file!("error", Always, ["Error", "ErrorKind", "InputError", "ResponseError", "ResponseProblem"]),
    file!("error_meta", Always, ["ErrorMeta"]),
    file!("hyper", Hyper, public),
    file!("json", Always, []),
    file!("operation", Always, ["Operation", "ServiceError"]),
    file!("redact", Always, []),
    file!("request", Always, ["RequestBuilder"]),
    file!("response", Always, public),
    file!("retry", Always, []),
    file!("tls", AnyTransport, []),
    file!("transport", Always, ["HttpRequest", "TransportError", "TransportErrorKind"]),
    file!("ureq", Ureq, public),
];

/// A crate that generated code needs.
#[derive(Debug)]
struct Crate {
    name: &'static str,
    version: &'static str,
    /// The features beside none, since the default ones are off; `None` leaves the default ones on.
    features: Option<&'static [&'static str]>,
    need: Need,
}

const CRATES: &[Crate] = &[
    Crate { name: "bytes", version: "1.12", features: None, need: Need::Always },
    Crate { name: "http", version: "1.5", features: None, need: Need::Always },
    Crate { name: "http-body-util", version: "0.1", features: None, need: Need::Hyper },
    Crate { name: "hyper", version: "1.12", features: Some(&["client", "http1"]), need: Need::Hyper },
    Crate {
        name: "hyper-rustls",
        version: "0.27",
        features: Some(&["http1", "ring", "tls12"]),
        need: Need::Hyper,
    },
    Crate {
        name: "hyper-util",
        version: "0.1.21",
        features: Some(&["client-legacy", "http1", "tokio"]),
        need: Need::Hyper,
    },
    Crate { name: "jiter", version: "0.18", features: Some(&[]), need: Need::Always },
    Crate {
        name: "rustls",
        version: "0.23",
        features: Some(&["ring", "std", "tls12"]),
        need: Need::AnyTransport,
    },
    Crate { name: "rustls-native-certs", version: "0.8", features: None, need: Need::AnyTransport },
    Crate { name: "secrecy", version: "0.10", features: None, need: Need::Always },
    Crate { name: "tokio", version: "1", features: Some(&["net", "rt", "time"]), need: Need::Hyper },
    Crate { name: "ureq", version: "3.5", features: Some(&["rustls-no-provider"]), need: Need::Ureq },
];

/// A transport that comes with a client.
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    /// The `#[cfg]` before everything that names it.
    pub(crate) gate: TokenStream,
    /// The path of its type.
    pub(crate) path: TokenStream,
}

/// What the generated code consists of beside the services themselves.
#[derive(Clone, Debug)]
pub struct Support {
    clients: BTreeSet<ClientKind>,
    has_aws_endpoint: bool,
    hyper: Option<Transport>,
    ureq: Option<Transport>,
    is_gated: bool,
}

impl Support {
    /// What these services need for these clients. With `cargo_features`, a feature named like the transport
    /// switches each transport on.
    pub(crate) fn new(services: &[Service], clients: &BTreeSet<ClientKind>, cargo_features: bool) -> Self {
        let transport = |kind, name: &str, path: TokenStream| {
            let gate = if cargo_features { quote!(#[cfg(feature = #name)]) } else { TokenStream::new() };
            clients.contains(&kind).then_some(Transport { gate, path })
        };
        Self {
            has_aws_endpoint: services.iter().any(|service| matches!(service.endpoint, Endpoint::Aws { .. })),
            hyper: transport(ClientKind::Hyper, "hyper", quote!(runtime::hyper::Hyper)),
            ureq: transport(ClientKind::Ureq, "ureq", quote!(runtime::ureq::Ureq)),
            clients: clients.clone(),
            is_gated: cargo_features,
        }
    }

    /// Whether the asynchronous client is generated.
    pub(crate) fn has_async_client(&self) -> bool {
        self.needs(Need::AsyncClient)
    }

    /// Whether the blocking client is generated.
    pub(crate) fn has_blocking_client(&self) -> bool {
        self.needs(Need::BlockingClient)
    }

    /// The transport that comes with the asynchronous client.
    pub(crate) fn async_transport(&self) -> Option<&Transport> {
        self.hyper.as_ref()
    }

    /// The transport that comes with the blocking client.
    pub(crate) fn blocking_transport(&self) -> Option<&Transport> {
        self.ureq.as_ref()
    }

    /// The files of the runtime, by name.
    pub(crate) fn files(&self) -> Vec<&'static SupportFile> {
        FILES.iter().filter(|file| self.needs(file.need)).collect()
    }

    /// The `#[cfg]` before a file's module.
    pub(crate) fn gate(&self, file: &SupportFile) -> TokenStream {
        let names = self.features(file.need);
        match names.as_slice() {
            [] => TokenStream::new(),
            [name] => quote!(#[cfg(feature = #name)]),
            names => quote!(#[cfg(any(#(feature = #names),*))]),
        }
    }

    /// The lines that the generated code needs in a crate's `Cargo.toml`.
    #[must_use]
    pub fn dependencies(&self) -> String {
        let crates: Vec<_> = CRATES.iter().filter(|dependency| self.needs(dependency.need)).collect();
        let lines =
            crates.iter().map(|dependency| dependency.line(!self.features(dependency.need).is_empty()));
        let mut text = format!("[dependencies]\n{}", lines.collect::<String>());
        if self.is_gated {
            let features = self.features(Need::AnyTransport).into_iter().map(|name| {
                let of_feature = crates.iter().filter(|crate_| self.features(crate_.need).contains(&name));
                let names: Vec<_> = of_feature.map(|crate_| format!("\"dep:{}\"", crate_.name)).collect();
                format!("{name} = [{}]\n", names.join(", "))
            });
            text.push_str("\n[features]\n");
            text.extend(features);
        }
        text
    }

    /// The features of which any one brings what is needed; none where it is always there.
    fn features(&self, need: Need) -> Vec<&'static str> {
        let by_kind = [(Need::Hyper, ClientKind::Hyper, "hyper"), (Need::Ureq, ClientKind::Ureq, "ureq")];
        by_kind
            .iter()
            .filter(|(own, kind, _)| {
                self.is_gated && self.clients.contains(kind) && (*own == need || need == Need::AnyTransport)
            })
            .map(|(_, _, name)| *name)
            .collect()
    }

    fn needs(&self, need: Need) -> bool {
        let has = |kind| self.clients.contains(&kind);
        match need {
            Need::Always => true,
            Need::AwsEndpoint => self.has_aws_endpoint,
            Need::AsyncClient => has(ClientKind::Async) || has(ClientKind::Hyper),
            Need::BlockingClient => has(ClientKind::Blocking) || has(ClientKind::Ureq),
            Need::Hyper => has(ClientKind::Hyper),
            Need::Ureq => has(ClientKind::Ureq),
            Need::AnyTransport => has(ClientKind::Hyper) || has(ClientKind::Ureq),
        }
    }
}

impl Crate {
    fn line(&self, is_optional: bool) -> String {
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
