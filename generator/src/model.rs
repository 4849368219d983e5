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
    /// Whether sending it twice does no more than sending it once.
    pub(crate) is_idempotent: bool,
    /// Path and constant query, beginning with a slash.
    pub(crate) path: String,
    /// What is sent, in the order of the spec.
    ///
    /// Labels, query and body become lists of their own beside this one.
    pub(crate) headers: Vec<HeaderMember>,
    /// The errors that it lists, in the order of the spec.
    pub(crate) errors: Vec<ErrorCase>,
}

/// A string member of an input that travels in a header.
#[derive(Clone, Debug)]
pub(crate) struct HeaderMember {
    /// The name in the spec, for messages.
    pub(crate) name: String,
    pub(crate) field: Ident,
    pub(crate) docs: Option<String>,
    pub(crate) header: HeaderName,
    pub(crate) required: bool,
    pub(crate) sensitive: bool,
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
}

/// Why the same call may succeed a little later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryKind {
    Transient,
    Throttling,
}
