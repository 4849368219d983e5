//! The validated API, as the emitters need it.
//!
//! Every name that it holds is a legal Rust identifier and unique where it stands, every reference is
//! resolved, every header name and status one that HTTP allows. [`lower`](crate::lower) alone makes it.

mod binding;
mod pagination;
mod types;

use std::rc::Rc;

use http::{Method, StatusCode, header::CONTENT_ENCODING};
use indexmap::IndexMap;
use proc_macro2::Ident;

use crate::protocol::{ErrorsBy, Header, Rules};

pub(crate) use binding::{
    HostPart, InputMember, OutputMember, PathPart, Payload, RequestBinding, ResponseBinding,
    TextFormat,
};
pub(crate) use pagination::{PageItems, PageSize, Pagination, Step};
pub(crate) use types::{
    Document, Enum, Field, FieldDefault, IntEnum, Literal, NamedType, Secrecy, Structure, Type,
    Union, Variant,
};

/// One service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The module's name.
    pub(crate) module: Ident,
    /// The name for people, ready for rustdoc.
    pub(crate) title: String,
    /// The version of the API.
    pub(crate) version: Option<String>,
    /// What to know about it, ready for rustdoc as all documentation here.
    pub(crate) docs: Option<Rc<str>>,
    /// Where the service is reached.
    pub(crate) endpoint: Endpoint,
    /// What the protocol that it speaks decides.
    pub(crate) protocol: &'static Rules,
    /// How its errors are told apart.
    pub(crate) errors_by: ErrorsBy,
    /// What it can do, in the order of the spec.
    pub(crate) operations: Vec<Operation>,
    /// The named types, in the order of the spec.
    pub(crate) types: Vec<NamedType>,
    /// The errors that operations list, in the order of the spec.
    pub(crate) errors: Vec<Rc<ErrorShape>>,
    /// The errors that every operation may answer with, in the order of the spec.
    pub(crate) common_errors: Vec<ErrorShape>,
}

impl Service {
    /// Whether the callers of an operation need a token.
    pub(crate) fn has_bearer(&self) -> bool {
        self.operations
            .iter()
            .any(|operation| operation.auth == Auth::Bearer)
    }

    /// Whether the requests of an operation are signed.
    pub(crate) fn has_sigv4(&self) -> bool {
        self.operations
            .iter()
            .any(|operation| matches!(operation.auth, Auth::Sigv4 { .. }))
    }
}

/// Where a service is reached.
#[derive(Clone, Debug)]
pub(crate) enum Endpoint {
    /// A host of AWS's, named by labels and the region.
    Aws(AwsEndpoint),
    /// One base URL, which a caller may replace.
    Url(String),
}

impl Endpoint {
    /// The hosts of AWS's that are not named as most are.
    pub(crate) fn aws_hosts(&self) -> &[Hosts] {
        match self {
            Self::Aws(endpoint) => &endpoint.hosts,
            Self::Url(_) => &[],
        }
    }
}

/// The hosts of a service of AWS's.
#[derive(Clone, Debug)]
pub(crate) struct AwsEndpoint {
    /// The labels before the region.
    pub(crate) prefix: String,
    /// The partitions in which FIPS hosts have the same labels.
    pub(crate) plain_fips: Vec<String>,
    /// The partitions in which FIPS hosts have labels that are neither these nor these with `-fips`, by label.
    pub(crate) other_fips: IndexMap<String, Vec<String>>,
    /// The hosts that are not named so.
    pub(crate) hosts: Vec<Hosts>,
    /// The environment variable that names the endpoint.
    pub(crate) variable: Option<String>,
}

/// The hosts of a region, of a partition, or of all that have none of their own.
#[derive(Clone, Debug)]
pub(crate) struct Hosts {
    /// The region, the partition, or `default`.
    pub(crate) whose: String,
    pub(crate) plain: Option<String>,
    pub(crate) fips: Option<String>,
    pub(crate) dual_stack: Option<String>,
    pub(crate) fips_dual_stack: Option<String>,
    /// The region that signatures name.
    pub(crate) signing_region: Option<String>,
}

/// One call.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Operation {
    /// The name in the spec, for messages.
    pub(crate) name: String,
    /// The names of its items: module, method, input, output, error.
    pub(crate) module_name: Ident,
    pub(crate) method_name: Ident,
    pub(crate) input_name: Ident,
    pub(crate) output_name: Ident,
    pub(crate) error_name: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) method: Method,
    pub(crate) auth: Auth,
    /// Whether sending it twice does no more than sending it once.
    pub(crate) is_idempotent: bool,
    /// Whether its body may be compressed.
    pub(crate) is_compressed: bool,
    /// Whether it needs a checksum of its body.
    pub(crate) has_checksum: bool,
    /// Whether it needs the hash of its body, and that of the tree of its pieces.
    pub(crate) has_tree_hash: bool,
    /// The member of the input that names the endpoint, if one does.
    pub(crate) endpoint: Option<Field>,
    /// What is put before the endpoint's host, part by part.
    pub(crate) host: Vec<HostPart>,
    /// The path, part by part; the first is a literal that begins with a slash.
    pub(crate) path: Vec<PathPart>,
    /// The headers that are always sent, but for members that are bound to them.
    pub(crate) headers: Vec<Header>,
    /// The query that is always sent.
    pub(crate) query: Option<String>,
    /// What is sent, in the order of the spec.
    pub(crate) input: Vec<InputMember>,
    /// What comes back, in the order of the spec.
    pub(crate) output: Vec<OutputMember>,
    /// The errors that it lists, in the order of the spec.
    pub(crate) errors: Vec<ErrorCase>,
    /// How its answer is cut into pages, if it is.
    pub(crate) pagination: Option<Pagination>,
}

impl Operation {
    /// Whether a body, of the request or of a success, is a stream.
    pub(crate) fn has_stream(&self) -> bool {
        let is_stream = |member: &InputMember| {
            matches!(
                member.binding,
                RequestBinding::Payload(Payload::Stream { .. })
            )
        };
        self.streams_output() || self.input.iter().any(is_stream)
    }

    /// Whether a success is handed over as it was sent: its bytes stand beside the header that says how they are
    /// encoded.
    pub(crate) fn keeps_content_coding(&self) -> bool {
        let is_binary = |member: &OutputMember| {
            matches!(
                member.binding,
                ResponseBinding::Payload(Payload::Bytes { .. } | Payload::Stream { .. })
            )
        };
        let is_coding = |member: &OutputMember| matches!(&member.binding, ResponseBinding::Header { name, .. } if *name == CONTENT_ENCODING);
        self.output.iter().any(is_binary) && self.output.iter().any(is_coding)
    }

    /// Whether the body of a success is a stream.
    pub(crate) fn streams_output(&self) -> bool {
        let is_stream = |member: &OutputMember| {
            matches!(
                member.binding,
                ResponseBinding::Payload(Payload::Stream { .. })
            )
        };
        self.output.iter().any(is_stream)
    }
}

/// How a caller proves who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Auth {
    /// Not at all, or by a member of the input.
    None,
    /// By a token in a header.
    Bearer,
    /// By a signature of AWS's, version 4.
    Sigv4 {
        /// The service's name in signatures.
        signing_name: String,
        signs_payload: bool,
    },
}

/// An error's place in an operation: the variant's name is the shape's own.
#[derive(Clone, Debug)]
pub(crate) struct ErrorCase {
    pub(crate) shape: Rc<ErrorShape>,
}

/// An answer that is not a success. Whatever it is, it may carry a message.
#[derive(Clone, Debug)]
pub(crate) struct ErrorShape {
    pub(crate) name: Ident,
    /// The code on the wire.
    pub(crate) code: String,
    pub(crate) status: StatusCode,
    /// Why the same call may succeed a little later, if status and code don't say so.
    pub(crate) retry: Option<RetryKind>,
    pub(crate) docs: Option<Rc<str>>,
    /// What it carries besides its message.
    pub(crate) members: Vec<OutputMember>,
    /// Whether a sensitive value stands anywhere in it.
    pub(crate) holds_secret: bool,
    /// Whether its code is a sensitive member.
    pub(crate) has_secret_code: bool,
    /// Whether its message is a sensitive member.
    pub(crate) has_secret_message: bool,
}

/// Why the same call may succeed a little later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryKind {
    Transient,
    Throttling,
}
