//! The files of the runtime and the crates that generated code needs.

mod crates;
mod of_service;
mod runtime_files;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::{dependencies::Dependencies, model::Service};

use crates::{CRATES, Crate};
#[cfg(test)]
pub(crate) use runtime_files::runtime_texts;
pub(crate) use runtime_files::{Part, RUNTIME};

/// A kind of client to generate, with its transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ClientKind {
    /// An asynchronous client over a transport of the caller.
    Async,
    /// A blocking client over a transport of the caller.
    Blocking,
    /// An asynchronous client over hyper, tokio and rustls.
    Hyper,
    /// An asynchronous client over a reqwest client that the caller configures.
    Reqwest,
    /// A blocking client over ureq and rustls.
    Ureq,
}

/// The options of the generated code.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub(crate) struct Choices {
    pub(crate) clients: BTreeSet<ClientKind>,
    /// Whether calls emit spans and events of the `tracing` crate.
    pub(crate) tracing: bool,
    /// Whether clients that sign include a signer on the crate `aws-sigv4`.
    pub(crate) aws_sigv4: bool,
    /// Whether clients request responses in gzip, and decode them.
    pub(crate) gzip: bool,
    /// Whether each transport, `tracing`, `aws-sigv4` and `gzip` is a Cargo feature.
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

/// The reason why a file of the runtime or a crate is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    Always,
    AwsEndpoint,
    /// AWS hosts that don't follow the usual pattern.
    AwsHosts,
    /// A scheme with an API key.
    ApiKey,
    /// A scheme with a user name and a password.
    Basic,
    /// An operation or a scheme with a bearer token.
    Bearer,
    /// An operation that requires a signature.
    Sigv4,
    /// The signer on the crate `aws-sigv4`.
    AwsSigv4,
    /// An operation with a host prefix.
    HostPrefix,
    /// An operation with a label that becomes a part of the host.
    VirtualHost,
    /// Asynchronous sources of bearer tokens and credentials.
    AsyncBearer,
    AsyncSigv4,
    AsyncClient,
    /// The stand-in for asynchronous sources, if no client is asynchronous.
    NoAsyncClient,
    /// A paginated operation, and the pages of each client.
    Pagination,
    /// Pages that are named by tokens, by links, by numbers and by offsets.
    TokenPagination,
    LinkPagination,
    PagePagination,
    OffsetPagination,
    /// Pages that a header names.
    LinkHeader,
    /// A page token that is a map.
    MapToken,
    AsyncPagination,
    BlockingPagination,
    /// An operation of an asynchronous client whose body is a stream.
    AsyncStreaming,
    BlockingClient,
    /// An operation with something to wait for, and the loop of each client.
    Waiters,
    AsyncWaiters,
    BlockingWaiters,
    /// An operation that sends a checksum.
    Checksum,
    /// A member of which the last segment is sent.
    LastSegment,
    /// An operation that sends hashes of its body.
    TreeHash,
    /// An operation with a member that contains the endpoint.
    EndpointMember,
    /// An error that every operation may return.
    CommonError,
    Cookies,
    /// An operation whose request's body is compressed.
    RequestCompression,
    Hyper,
    Reqwest,
    Ureq,
    Tracing,
    /// The stand-in for `tracing`, if it isn't used.
    NoTracing,
    /// Responses in gzip.
    Gzip,
    /// The stand-in for gzip, if responses aren't decoded.
    NoGzip,
    /// Blobs, and strings that are base64 in headers.
    Base64,
    /// A date without a time.
    Date,
    Document,
    Enum,
    /// A body that is a form.
    Form,
    /// The format of a protocol's bodies, by the name of its folder in the runtime.
    Format(&'static str),
    IntEnum,
    /// A value as JSON in a query.
    JsonQuery,
    /// An error that operations list by name.
    ListedError,
    /// A nested value in a query.
    NestedQuery,
    /// A body that consists of parts.
    Multipart,
    /// An optional member for which null can be sent.
    Nullable,
    Number,
    /// An operation with several successes.
    Outputs,
    /// An operation that isn't at the endpoint of the service.
    OwnEndpoint,
    /// A list in one query parameter.
    QueryList,
    Sensitive,
    /// A URL with variables, or environments.
    ServerUrl,
    /// A structure without defaults.
    Structure,
    StyledLabel,
    TaggedUnion,
    Timestamp,
    Union,
    UnionByKind,
    UnionByMembers,
    /// A union with values of no known member.
    UnknownValue,
    UnsignedLong,
    Uuid,
    /// A member that has more in XML than its name.
    Xml,
}

/// A transport that comes with a client.
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    /// The `#[cfg]` attribute of everything that names it.
    pub(crate) gate: TokenStream,
    /// The path of its type.
    pub(crate) path: TokenStream,
}

/// The needs of services with these options.
#[derive(Clone, Debug)]
pub(crate) struct Needs {
    choices: Choices,
    /// The needs of the services themselves.
    uses: BTreeSet<Need>,
}

impl Needs {
    /// Returns the needs of one service.
    pub(crate) fn of_service(service: &Service, choices: &Choices) -> Self {
        Self {
            choices: choices.clone(),
            uses: of_service::of_service(service).into_iter().collect(),
        }
    }

    /// Returns the needs of all of these.
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

    /// Returns whether the asynchronous client is generated.
    pub(crate) fn has_async_client(&self) -> bool {
        self.needs(Need::AsyncClient)
    }

    /// Returns whether the blocking client is generated.
    pub(crate) fn has_blocking_client(&self) -> bool {
        self.needs(Need::BlockingClient)
    }

    /// Returns the default transport of an asynchronous client.
    pub(crate) fn async_transport(&self) -> Option<Transport> {
        self.transport(Need::Hyper, quote!(runtime::hyper::Hyper))
    }

    /// Returns the default transport of a blocking client.
    pub(crate) fn blocking_transport(&self) -> Option<Transport> {
        self.transport(Need::Ureq, quote!(runtime::ureq::Ureq))
    }

    /// Returns the `#[cfg]` attribute of what names a part of the runtime, or `None` if the part isn't needed.
    pub(crate) fn gate(&self, part: &Part) -> Option<TokenStream> {
        let needs: Vec<_> = part.needs().into_iter().collect();
        self.is_needed(&needs).then(|| self.gate_of(&needs))
    }

    /// Returns the lines that generated code needs in a crate's `Cargo.toml`.
    pub(crate) fn dependencies(&self) -> String {
        self.missing_dependencies(&Dependencies::default())
    }

    /// Returns those of the lines that a crate lacks, below the headers of their tables. It is empty if it lacks none.
    pub(crate) fn missing_dependencies(&self, present: &Dependencies) -> String {
        let dependencies: String = self
            .crates()
            .filter(|crate_| !present.contains(crate_.name))
            .map(|crate_| self.line(crate_))
            .collect();
        let features: String = self
            .all_features()
            .into_iter()
            .filter(|feature| !present.have_feature(feature))
            .map(|feature| self.feature_line(feature))
            .collect();
        let tables = [("dependencies", dependencies), ("features", features)];
        let tables: Vec<_> = tables
            .iter()
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(table, lines)| format!("[{table}]\n{lines}"))
            .collect();
        tables.join("\n")
    }

    fn crates(&self) -> impl Iterator<Item = &'static Crate> {
        CRATES.iter().filter(|crate_| self.is_needed(crate_.needs))
    }

    fn line(&self, crate_: &Crate) -> String {
        crate_.line(!self.features(crate_.needs).is_empty())
    }

    fn feature_line(&self, feature: &str) -> String {
        let names: Vec<_> = self
            .crates()
            .filter(|crate_| self.features(crate_.needs).contains(&feature))
            .map(|crate_| format!("\"dep:{}\"", crate_.name))
            .collect();
        format!("{feature} = [{}]\n", names.join(", "))
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

    /// Returns the features each of which enables one of these needs, or none if a need is always met.
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
            Need::AsyncWaiters => self.needs(Need::Waiters) && self.needs(Need::AsyncClient),
            Need::BlockingWaiters => self.needs(Need::Waiters) && self.needs(Need::BlockingClient),
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
    /// Returns the Cargo feature that enables it, if there is one.
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
