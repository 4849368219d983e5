//! The validated API, which the emitters need.
//!
//! Every name is a valid and unique Rust identifier, every reference is resolved, and every header name and status code
//! is valid. Only [`lower`](crate::lower) creates it.

mod binding;
mod pagination;
mod relation;
mod types;
mod waiter;
mod xml;

use std::rc::Rc;

use http::{HeaderName, Method, StatusCode, header::CONTENT_ENCODING};
use indexmap::IndexMap;
use proc_macro2::Ident;

use crate::protocol::{ErrorsBy, Header, Rules};

pub(crate) use binding::{
    FormStyle, HostPart, InputMember, LabelKind, LabelStyle, OutputMember, PartFormat, PartStyle,
    PathPart, Payload, Preparation, RequestBinding, ResponseBinding, TextFormat,
};
pub(crate) use pagination::{
    Count, EndOfItems, EndOfPages, FieldStep, NextPage, PageItems, PageLink, PageNumber,
    PageOffset, PageSize, PageToken, Pagination, Path, Step,
};
pub(crate) use relation::Relation;
pub(crate) use types::{
    Document, Enum, Field, FieldDefault, IntEnum, Kind, Literal, NamedType, Null, Secrecy,
    Structure, Type, Union, UnionBy, Variant,
};
pub(crate) use waiter::{
    Condition, Constant, ErrorCondition, Measured, OutputCondition, Source, SourceKind, ValueStep,
    Values, ValuesStep, Waiter, WaiterRules, WaiterState,
};
pub(crate) use xml::{Element, Namespace, Xml};

/// One service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The module's name.
    pub(crate) module: Ident,
    /// The title, converted for rustdoc.
    pub(crate) title: String,
    /// The version of the API.
    pub(crate) version: Option<String>,
    /// The documentation, converted for rustdoc like all documentation here.
    pub(crate) docs: Option<Rc<str>>,
    /// The endpoint.
    pub(crate) endpoint: Endpoint,
    /// The rules of its protocol.
    pub(crate) protocol: &'static Rules,
    /// How its errors are recognized.
    pub(crate) errors_by: ErrorsBy,
    /// Where the code and the message of its errors are.
    pub(crate) error_places: ErrorPlaces,
    /// Its own authentication schemes, in the order of the spec.
    pub(crate) auth_schemes: Vec<AuthScheme>,
    /// The operations, in the order of the spec.
    pub(crate) operations: Vec<Operation>,
    /// The named types, in the order of the spec.
    pub(crate) types: Vec<NamedType>,
    /// The errors that operations list, in the order of the spec.
    pub(crate) errors: Vec<Rc<ErrorShape>>,
    /// The errors that every operation may return, in the order of the spec.
    pub(crate) common_errors: Vec<ErrorShape>,
}

impl Service {
    /// Returns the errors that have a structure: those that operations list, and common ones with members.
    pub(crate) fn error_structures(&self) -> impl Iterator<Item = &ErrorShape> {
        let common = self.common_errors.iter();
        let listed = self.errors.iter().map(Rc::as_ref);
        listed.chain(common.filter(|shape| shape.has_structure()))
    }

    /// Returns whether an operation requires the bearer token without a scheme of its own.
    pub(crate) fn has_bearer(&self) -> bool {
        self.operations
            .iter()
            .any(|operation| operation.auth == Auth::Bearer)
    }

    /// Returns whether the requests of an operation are signed.
    pub(crate) fn has_sigv4(&self) -> bool {
        self.operations
            .iter()
            .any(|operation| matches!(operation.auth, Auth::Sigv4 { .. }))
    }
}

/// The endpoint of an operation that isn't at that of the service.
#[derive(Clone, Debug)]
pub(crate) enum OwnEndpoint {
    /// A base URL.
    Url {
        url: String,
        /// The endpoint of the service.
        of_service: String,
    },
    /// Another endpoint of a service of AWS, by its name.
    Aws(String),
}

/// The endpoint of a service.
#[derive(Clone, Debug)]
pub(crate) enum Endpoint {
    /// An AWS host, whose name consists of labels and the region.
    Aws(AwsEndpoint),
    /// A base URL, which a caller may replace.
    Url(Server),
}

impl Endpoint {
    /// Returns the endpoint if it is an AWS host.
    pub(crate) fn aws(&self) -> Option<&AwsEndpoint> {
        match self {
            Self::Aws(endpoint) => Some(endpoint),
            Self::Url(_) => None,
        }
    }
}

/// The URLs of a service outside AWS.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) environments: Vec<Environment>,
    /// The variables of all URLs.
    pub(crate) variables: Vec<UrlVariable>,
}

impl Server {
    /// Returns whether there is nothing to choose.
    pub(crate) fn is_fixed(&self) -> bool {
        self.environments.is_empty() && self.variables.is_empty()
    }
}

/// Another URL of a service, which the caller may choose.
#[derive(Clone, Debug)]
pub(crate) struct Environment {
    pub(crate) variant: Ident,
    pub(crate) url: String,
}

/// A part of URLs that the caller sets.
#[derive(Clone, Debug)]
pub(crate) struct UrlVariable {
    /// The method of the client's builder.
    pub(crate) setting: Ident,
    /// Its name in braces, as in the URLs.
    pub(crate) label: String,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) default: Option<String>,
    /// The type, and its variants with their values, unless it is any text.
    pub(crate) values: Option<(Ident, Vec<(Ident, String)>)>,
}

/// The endpoint of an AWS service.
#[derive(Clone, Debug)]
pub(crate) struct AwsEndpoint {
    pub(crate) hosts: AwsHosts,
    /// The environment variable of the endpoint.
    pub(crate) variable: Option<String>,
    /// The endpoints of operations that aren't at this one.
    pub(crate) others: Vec<OtherEndpoint>,
    /// The accelerated hosts, if labels of paths become parts of host names.
    pub(crate) virtual_hosts: Option<Vec<Hosts>>,
}

/// Another endpoint of an AWS service.
#[derive(Clone, Debug)]
pub(crate) struct OtherEndpoint {
    /// The name in the spec.
    pub(crate) name: String,
    /// The function that resolves it.
    pub(crate) function: Ident,
    /// The table of its hosts.
    pub(crate) table: Ident,
    pub(crate) hosts: AwsHosts,
}

/// The hosts of an endpoint.
#[derive(Clone, Debug)]
pub(crate) struct AwsHosts {
    /// The labels before the region.
    pub(crate) prefix: String,
    /// The partitions in which FIPS hosts have the same labels.
    pub(crate) plain_fips: Vec<String>,
    /// The partitions in which FIPS hosts have labels that are neither these nor these with `-fips`, by label.
    pub(crate) other_fips: IndexMap<String, Vec<String>>,
    /// The hosts that don't follow this pattern.
    pub(crate) unusual: Vec<Hosts>,
}

impl AwsHosts {
    /// Returns whether some requests are signed for another region than the client's.
    pub(crate) fn have_signing_regions(&self) -> bool {
        let mut hosts = self.unusual.iter();
        hosts.any(|hosts| hosts.signing_region.is_some())
    }
}

/// The hosts of a region, of a partition, or by default.
#[derive(Clone, Debug)]
pub(crate) struct Hosts {
    /// The region, the partition, or `default`.
    pub(crate) whose: String,
    pub(crate) plain: Option<String>,
    pub(crate) fips: Option<String>,
    pub(crate) dual_stack: Option<String>,
    pub(crate) fips_dual_stack: Option<String>,
    /// The region to sign for.
    pub(crate) signing_region: Option<String>,
}

/// An operation.
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
    /// Whether a call has the same effect if its request is sent several times.
    pub(crate) is_idempotent: bool,
    /// Whether the request's body may be compressed.
    pub(crate) is_compressed: bool,
    /// Whether the request has a checksum of its body.
    pub(crate) has_checksum: bool,
    /// Whether the request has the hash and the tree hash of its body.
    pub(crate) has_tree_hash: bool,
    /// The endpoint of the operation, if it isn't that of the service.
    pub(crate) own_endpoint: Option<OwnEndpoint>,
    /// The member of the input that contains the endpoint, if there is one.
    pub(crate) endpoint: Option<Field>,
    /// The parts of the host prefix.
    pub(crate) host: Vec<HostPart>,
    /// The path, part by part; the first is a literal that begins with a slash.
    pub(crate) path: Vec<PathPart>,
    /// The constant headers, which members may replace.
    pub(crate) headers: Vec<Header>,
    /// Whether the request has a body even without members in it.
    pub(crate) sends_empty: bool,
    /// The content type of a body in the format of the protocol.
    pub(crate) content_type: String,
    /// The root element of a body in XML, if the protocol has one.
    pub(crate) root: Option<Element>,
    /// The constant beginning of a form, if the body is one in the format of the protocol.
    pub(crate) form: Option<String>,
    /// The constant query.
    pub(crate) query: Option<String>,
    /// The members of the input, in the order of the spec.
    pub(crate) input: Vec<InputMember>,
    /// The members of the output, in the order of the spec.
    pub(crate) output: Vec<OutputMember>,
    /// Its successes, if it has several: the output is an enum of them then.
    pub(crate) outputs: Vec<OutputCase>,
    /// The errors that it lists, in the order of the spec.
    pub(crate) errors: Vec<ErrorCase>,
    /// The pagination, if it is paginated.
    pub(crate) pagination: Option<Pagination>,
    /// What can be waited for, in the order of the spec.
    pub(crate) waiters: Vec<Waiter>,
}

impl Operation {
    /// Returns whether the body of the request or of a successful response is a stream.
    pub(crate) fn has_stream(&self) -> bool {
        let mut input = self.input.iter();
        self.streams_output() || input.any(|member| member.field.type_.has_stream())
    }

    /// Returns the members of all outputs.
    pub(crate) fn output_members(&self) -> impl Iterator<Item = &OutputMember> {
        let outputs = self.outputs.iter().flat_map(|output| &output.members);
        self.output.iter().chain(outputs)
    }

    /// Returns whether the output contains the body as it was sent, together with its `content-encoding`.
    pub(crate) fn keeps_content_coding(&self) -> bool {
        let is_binary = |member: &OutputMember| {
            matches!(
                member.binding,
                ResponseBinding::Payload(Payload::Bytes { .. } | Payload::Stream { .. })
            )
        };
        let is_coding = |member: &OutputMember| matches!(&member.binding, ResponseBinding::Header { name, .. } if *name == CONTENT_ENCODING);
        self.output_members().any(is_binary) && self.output_members().any(is_coding)
    }

    /// Returns whether any body of a successful response is valid, because the output contains it as it is.
    pub(crate) fn takes_any_body(&self) -> bool {
        self.output_members().any(OutputMember::is_any_body)
    }

    /// Returns whether the body of a successful response is a stream.
    pub(crate) fn streams_output(&self) -> bool {
        let is_stream = |member: &OutputMember| {
            matches!(
                member.binding,
                ResponseBinding::Payload(Payload::Stream { .. })
            )
        };
        self.output_members().any(is_stream)
    }
}

/// A success of an operation that has several.
#[derive(Clone, Debug)]
pub(crate) struct OutputCase {
    /// The name of the variant.
    pub(crate) variant: Ident,
    /// The name of its structure.
    pub(crate) name: Ident,
    pub(crate) status: StatusCode,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) members: Vec<OutputMember>,
}

/// The authentication scheme of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Auth {
    /// No authentication, or authentication by a member of the input.
    None,
    /// A bearer token.
    Bearer,
    /// The schemes of one of these alternatives, by their settings.
    AnyOf(Vec<Vec<Ident>>),
    /// AWS Signature Version 4.
    Sigv4 {
        /// The service's name in signatures.
        signing_name: String,
        signature_version: SignatureVersion,
        signs_payload: bool,
    },
}

/// How a signature of AWS Signature Version 4 is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureVersion {
    V4,
    /// As S3 takes it.
    S3v4,
}

/// An authentication scheme of a service.
#[derive(Clone, Debug)]
pub(crate) struct AuthScheme {
    /// The method of the client's builder.
    pub(crate) setting: Ident,
    pub(crate) docs: Option<Rc<str>>,
    pub(crate) kind: AuthSchemeKind,
}

/// What an authentication scheme sends.
#[derive(Clone, Debug)]
pub(crate) enum AuthSchemeKind {
    /// A bearer token, with the settings of its sources.
    Bearer { source: Ident, async_source: Ident },
    /// A user name and a password.
    Basic,
    /// A key, in this place.
    ApiKey(KeyPlace),
}

/// Where an API key is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KeyPlace {
    /// A header, with the text before the key.
    Header {
        name: HeaderName,
        prefix: String,
    },
    Query(String),
    Cookie(String),
}

/// An error of an operation. Its variant has the name of the shape.
#[derive(Clone, Debug)]
pub(crate) struct ErrorCase {
    pub(crate) shape: Rc<ErrorShape>,
}

/// An error of a service. Every error may have a message.
#[derive(Clone, Debug)]
pub(crate) struct ErrorShape {
    pub(crate) name: Ident,
    /// The code on the wire.
    pub(crate) code: String,
    pub(crate) status: ErrorStatus,
    /// The retry kind, if the status code and the code don't imply it.
    pub(crate) retry: Option<RetryKind>,
    pub(crate) docs: Option<Rc<str>>,
    /// The members except the message.
    pub(crate) members: Vec<OutputMember>,
    /// Whether it contains a sensitive value.
    pub(crate) holds_secret: bool,
    /// Whether its code is a sensitive member.
    pub(crate) has_secret_code: bool,
    /// Whether its message is a sensitive member.
    pub(crate) has_secret_message: bool,
}

impl ErrorShape {
    /// Returns whether a common error has a structure of its own; without members, its variant holds the metadata.
    pub(crate) fn has_structure(&self) -> bool {
        !self.members.is_empty()
    }
}

/// Where the code and the message of errors are in the body, if not in the usual places.
#[derive(Clone, Debug)]
pub(crate) struct ErrorPlaces {
    pub(crate) code: Option<BodyPath>,
    pub(crate) message: Option<BodyPath>,
}

impl ErrorPlaces {
    /// Returns whether a client looks in the usual places only.
    pub(crate) fn are_usual(&self) -> bool {
        self.code.is_none() && self.message.is_none()
    }
}

/// The way to a value in a body.
pub(crate) type BodyPath = Vec<BodyStep>;

/// A step on the way to a value in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BodyStep {
    /// The member of this name.
    Member(String),
    /// The first item of a list.
    First,
}

/// The status codes of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorStatus {
    Exact(StatusCode),
    /// All status codes that begin with this digit.
    Range(u8),
    /// All status codes of errors.
    Default,
}

/// The reason why the same call may succeed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryKind {
    Transient,
    Throttling,
}
