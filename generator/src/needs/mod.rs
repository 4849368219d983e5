//! What generated code consists of beside the services themselves: files of the runtime, and crates.

mod crates;
mod of_service;
mod runtime_files;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Service;

use crates::CRATES;
pub(crate) use runtime_files::{Part, RUNTIME};

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
    /// An asynchronous client over a reqwest client that the caller configures.
    Reqwest,
    /// A blocking client over ureq and rustls.
    Ureq,
}

/// What the generated code is to be.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub(crate) struct Choices {
    pub(crate) clients: BTreeSet<ClientKind>,
    /// Whether calls give spans and events for the `tracing` crate.
    pub(crate) tracing: bool,
    /// Whether a signer on the crate `aws-sigv4` comes with the clients that need one.
    pub(crate) aws_sigv4: bool,
    /// Whether clients ask for responses in gzip, and decode them.
    pub(crate) gzip: bool,
    /// Whether a Cargo feature switches each transport, `tracing`, `aws-sigv4` and `gzip` on.
    pub(crate) cargo_features: bool,
}

impl Default for Choices {
    fn default() -> Self {
        let clients = BTreeSet::from([ClientKind::Hyper, ClientKind::Ureq]);
        Self {
            clients,
            tracing: false,
            aws_sigv4: false,
            gzip: false,
            cargo_features: false,
        }
    }
}

/// What makes a file of the runtime or a crate necessary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    Always,
    AwsEndpoint,
    /// Hosts that are not named as most of AWS's are.
    AwsHosts,
    /// An operation that takes a bearer token.
    Bearer,
    /// An operation that takes a signature.
    Sigv4,
    /// The signer for it that is on the crate of this name.
    AwsSigv4,
    /// An operation that puts something before the host.
    HostPrefix,
    /// Sources of tokens, and of credentials for signatures, that an asynchronous client awaits.
    AsyncBearer,
    AsyncSigv4,
    AsyncClient,
    /// What stands for what is awaited where no client is asynchronous.
    NoAsyncClient,
    /// An operation whose answer comes in pages, and what each client does about it.
    Pagination,
    /// One whose pages are named by a map.
    MapToken,
    AsyncPagination,
    BlockingPagination,
    /// An operation of an asynchronous client whose body is a stream.
    AsyncStreaming,
    BlockingClient,
    /// An operation that sends a checksum.
    Checksum,
    /// An operation that sends hashes of its body.
    TreeHash,
    /// An operation of which a member names the endpoint.
    EndpointMember,
    /// An error that every operation may answer with.
    CommonError,
    /// An operation whose request's body is compressed.
    RequestCompression,
    Hyper,
    Reqwest,
    Ureq,
    Tracing,
    /// What stands for it where it isn't used.
    NoTracing,
    /// Responses in gzip.
    Gzip,
    /// What stands for decoding them where they aren't decoded.
    NoGzip,
    /// Blobs, and texts that stand in headers as base64.
    Base64,
    Document,
    Enum,
    /// The format of a protocol's bodies, by the name of its folder in the runtime.
    Format(&'static str),
    IntEnum,
    /// An error that operations list by name.
    ListedError,
    Number,
    Sensitive,
    /// A structure without defaults.
    Structure,
    Timestamp,
    Union,
}

/// A transport that comes with a client.
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    /// The `#[cfg]` before everything that names it.
    pub(crate) gate: TokenStream,
    /// The path of its type.
    pub(crate) path: TokenStream,
}

/// What these services need for these choices.
#[derive(Clone, Debug)]
pub(crate) struct Needs {
    choices: Choices,
    /// What the services consist of.
    uses: BTreeSet<Need>,
}

impl Needs {
    /// What one service needs.
    pub(crate) fn of_service(service: &Service, choices: &Choices) -> Self {
        Self {
            choices: choices.clone(),
            uses: of_service::of_service(service).into_iter().collect(),
        }
    }

    /// What all of these need.
    pub(crate) fn of_all<'a>(all: impl IntoIterator<Item = &'a Self>, choices: &Choices) -> Self {
        let uses = all
            .into_iter()
            .flat_map(|needs| &needs.uses)
            .copied()
            .collect();
        Self {
            choices: choices.clone(),
            uses,
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

    /// The transport that an asynchronous client is built over by itself.
    pub(crate) fn async_transport(&self) -> Option<Transport> {
        self.transport(Need::Hyper, quote!(runtime::hyper::Hyper))
    }

    /// The transport that a blocking client is built over by itself.
    pub(crate) fn blocking_transport(&self) -> Option<Transport> {
        self.transport(Need::Ureq, quote!(runtime::ureq::Ureq))
    }

    /// Returns the `#[cfg]` before what names a part of the runtime, unless the part isn't needed.
    pub(crate) fn gate(&self, part: &Part) -> Option<TokenStream> {
        let needs: Vec<_> = part.needs().into_iter().collect();
        self.is_needed(&needs).then(|| self.gate_of(&needs))
    }

    /// The lines that the generated code needs in a crate's `Cargo.toml`.
    pub(crate) fn dependencies(&self) -> String {
        let crates: Vec<_> = CRATES
            .iter()
            .filter(|dependency| self.is_needed(dependency.needs))
            .collect();
        let lines = crates.iter().map(|dependency| {
            let is_optional = !self.features(dependency.needs).is_empty();
            dependency.line(is_optional)
        });
        let mut text = format!("[dependencies]\n{}", lines.collect::<String>());
        if self.choices.cargo_features {
            text.push_str("\n[features]\n");
            text.extend(self.all_features().into_iter().map(|feature| {
                let of_feature = crates
                    .iter()
                    .filter(|crate_| self.features(crate_.needs).contains(&feature));
                let names: Vec<_> = of_feature
                    .map(|crate_| format!("\"dep:{}\"", crate_.name))
                    .collect();
                format!("{feature} = [{}]\n", names.join(", "))
            }));
        }
        text
    }

    fn transport(&self, need: Need, path: TokenStream) -> Option<Transport> {
        self.needs(need).then(|| Transport {
            gate: self.gate_of(&[need]),
            path,
        })
    }

    fn gate_of(&self, needs: &[Need]) -> TokenStream {
        let replaced = match needs {
            [Need::NoGzip] => Some(Need::Gzip),
            [Need::NoTracing] => Some(Need::Tracing),
            _ => None,
        };
        let replaced = replaced.filter(|need| self.choices.cargo_features && self.needs(*need));
        if let Some(feature) = replaced.and_then(Need::feature) {
            return quote!(#[cfg(not(feature = #feature))]);
        }
        match self.features(needs).as_slice() {
            [] => TokenStream::new(),
            [feature] => quote!(#[cfg(feature = #feature)]),
            features => quote!(#[cfg(any(#(feature = #features),*))]),
        }
    }

    /// The features of which any one brings one of these needs; none where one is always there.
    fn features(&self, needs: &[Need]) -> Vec<&'static str> {
        let features: Option<Vec<_>> = needs
            .iter()
            .filter(|need| self.needs(**need))
            .map(|need| need.feature())
            .collect();
        features
            .filter(|_| self.choices.cargo_features)
            .unwrap_or_default()
    }

    fn all_features(&self) -> Vec<&'static str> {
        use Need::{AwsSigv4, Gzip, Hyper, Reqwest, Tracing, Ureq};
        self.features(&[AwsSigv4, Gzip, Hyper, Reqwest, Tracing, Ureq])
    }

    fn is_needed(&self, needs: &[Need]) -> bool {
        needs.iter().any(|need| self.needs(*need))
    }

    fn needs(&self, need: Need) -> bool {
        let has_any =
            |kinds: &[ClientKind]| kinds.iter().any(|kind| self.choices.clients.contains(kind));
        match need {
            Need::Always => true,
            Need::AsyncClient => {
                has_any(&[ClientKind::Async, ClientKind::Hyper, ClientKind::Reqwest])
            }
            Need::NoAsyncClient => !self.needs(Need::AsyncClient),
            Need::AsyncBearer => self.needs(Need::Bearer) && self.needs(Need::AsyncClient),
            Need::AsyncSigv4 => self.needs(Need::Sigv4) && self.needs(Need::AsyncClient),
            Need::AsyncPagination => self.needs(Need::Pagination) && self.needs(Need::AsyncClient),
            Need::BlockingPagination => {
                self.needs(Need::Pagination) && self.needs(Need::BlockingClient)
            }
            Need::AsyncStreaming => self.uses.contains(&need) && self.needs(Need::AsyncClient),
            Need::AwsSigv4 => self.needs(Need::Sigv4) && self.choices.aws_sigv4,
            Need::BlockingClient => has_any(&[ClientKind::Blocking, ClientKind::Ureq]),
            Need::Gzip => self.choices.gzip,
            Need::NoGzip => !self.choices.gzip || self.choices.cargo_features,
            Need::Hyper => has_any(&[ClientKind::Hyper]),
            Need::Reqwest => has_any(&[ClientKind::Reqwest]),
            Need::Ureq => has_any(&[ClientKind::Ureq]),
            Need::Tracing => self.choices.tracing,
            Need::NoTracing => !self.choices.tracing || self.choices.cargo_features,
            need => self.uses.contains(&need),
        }
    }
}

impl Need {
    /// The Cargo feature that brings it, if there is one.
    fn feature(self) -> Option<&'static str> {
        match self {
            Self::AwsSigv4 => Some("aws-sigv4"),
            Self::Gzip => Some("gzip"),
            Self::Hyper => Some("hyper"),
            Self::Reqwest => Some("reqwest"),
            Self::Ureq => Some("ureq"),
            Self::Tracing => Some("tracing"),
            _ => None,
        }
    }
}
