//! The validated API, as the emitters need it.
//!
//! Every name that it holds is a legal Rust identifier and unique where it stands, every reference is
//! resolved, every header name and status one that HTTP allows. [`lower`](crate::lower) alone makes it.

use std::rc::Rc;

use http::{HeaderName, Method, StatusCode};
use indexmap::IndexMap;
use proc_macro2::Ident;

/// One service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The module's name.
    pub(crate) module: Ident,
    /// The name for people.
    pub(crate) title: String,
    /// The version of the API.
    pub(crate) version: Option<String>,
    /// Markdown.
    pub(crate) docs: Option<String>,
    /// Where the service is reached.
    pub(crate) endpoint: Endpoint,
    /// What it can do, in the order of the spec.
    pub(crate) operations: Vec<Operation>,
    /// The named structures, in the order of the spec.
    pub(crate) structures: Vec<Structure>,
    /// The errors that operations list, in the order of the spec.
    pub(crate) errors: Vec<Rc<ErrorShape>>,
    /// The errors that every operation may answer with, in the order of the spec.
    pub(crate) common_errors: Vec<ErrorShape>,
}

impl Service {
    /// The name of the service's Rust module.
    #[must_use]
    pub fn module_name(&self) -> String {
        self.module.to_string()
    }

    /// Whether the callers of an operation need a token.
    pub(crate) fn has_bearer(&self) -> bool {
        self.operations.iter().any(|operation| operation.auth == Auth::Bearer)
    }

    /// Whether the requests of an operation are signed.
    pub(crate) fn has_sigv4(&self) -> bool {
        self.operations.iter().any(|operation| matches!(operation.auth, Auth::Sigv4 { .. }))
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

/// The hosts of a service of AWS's.
#[derive(Clone, Debug)]
pub(crate) struct AwsEndpoint {
    /// The labels before the region.
    pub(crate) prefix: String,
    /// The partitions in which FIPS hosts have the same labels.
    pub(crate) plain_fips: Vec<String>,
    /// The partitions in which FIPS hosts have labels that are neither these nor these with `-fips`, by label.
    pub(crate) other_fips: IndexMap<String, Vec<String>>,
    /// The environment variable that names the endpoint.
    pub(crate) variable: Option<String>,
}

/// One call.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// The name in the spec, for messages.
    pub(crate) name: String,
    /// The names of its items: module, method, input, output, error.
    pub(crate) module_name: Ident,
    pub(crate) method_name: Ident,
    pub(crate) input_name: Ident,
    pub(crate) output_name: Ident,
    pub(crate) error_name: Ident,
    pub(crate) docs: Option<String>,
    pub(crate) method: Method,
    pub(crate) auth: Auth,
    /// Whether sending it twice does no more than sending it once.
    pub(crate) is_idempotent: bool,
    /// Whether its body may be compressed.
    pub(crate) is_compressed: bool,
    /// Whether it needs a checksum of its body.
    pub(crate) has_checksum: bool,
    /// The path, part by part; the first is a literal that begins with a slash.
    pub(crate) path: Vec<PathPart>,
    /// The query that is always sent.
    pub(crate) query: Option<String>,
    /// What is sent, in the order of the spec.
    pub(crate) input: Vec<InputMember>,
    /// What comes back in the JSON body, in the order of the spec.
    pub(crate) output: Vec<Field>,
    /// The errors that it lists, in the order of the spec.
    pub(crate) errors: Vec<ErrorCase>,
}

impl Operation {
    /// Whether a body, of the request or of a success, is a stream.
    #[expect(clippy::unused_self, reason = "streams are not emitted yet")]
    pub(crate) fn has_stream(&self) -> bool {
        false
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

/// A part of a path.
#[derive(Clone, Debug)]
pub(crate) enum PathPart {
    Literal(String),
    /// The member of the input that fills it, and whether it may take several segments.
    Label {
        member: String,
        field: Ident,
        is_greedy: bool,
    },
}

/// A member of an input, and where it travels.
#[derive(Clone, Debug)]
pub(crate) struct InputMember {
    pub(crate) field: Field,
    pub(crate) binding: RequestBinding,
    /// Whether it gets a random value where the caller gives none. It is a string and not required.
    pub(crate) is_token: bool,
}

/// Where a member of an input travels.
#[derive(Clone, Debug)]
pub(crate) enum RequestBinding {
    Header(HeaderName),
    Query(String),
    /// Its place is in the path.
    Label,
    Body,
}

/// A field of a structure.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The name in the spec, for messages.
    pub(crate) name: String,
    /// The name in the JSON body.
    pub(crate) json_name: String,
    pub(crate) ident: Ident,
    pub(crate) docs: Option<String>,
    pub(crate) required: bool,
    pub(crate) type_: Type,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    String,
    /// A string that must not be shown.
    Secret,
    List(Box<Type>),
    Map(Box<Type>),
    /// A named structure, boxed where it would hold itself.
    Structure {
        name: Ident,
        is_boxed: bool,
    },
}

impl Type {
    /// Whether it can stand in a header, a query or a path.
    pub(crate) fn is_text(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Map(_) | Self::Structure { .. })
    }

    /// Whether it names a structure.
    pub(crate) fn has_structure(&self) -> bool {
        match self {
            Self::List(of) | Self::Map(of) => of.has_structure(),
            Self::Structure { .. } => true,
            _ => false,
        }
    }

    /// Whether it is a list of what can stand there.
    pub(crate) fn is_list_of_text(&self) -> bool {
        matches!(self, Self::List(of) if of.is_text())
    }
}

/// A named structure.
#[derive(Clone, Debug)]
pub(crate) struct Structure {
    pub(crate) name: Ident,
    pub(crate) docs: Option<String>,
    pub(crate) fields: Vec<Field>,
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
    pub(crate) docs: Option<String>,
    /// What it carries besides its message.
    pub(crate) fields: Vec<Field>,
}

/// Why the same call may succeed a little later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryKind {
    Transient,
    Throttling,
}
