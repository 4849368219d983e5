//! The support code that all clients share.
//!
//! - Settings: `Builder`, and its error `BuildError`.
//! - Errors of calls: `Error`, and the stage at which a call failed, `ErrorKind`. `ErrorMeta` is what an error response
//!   of a service says.
//! - Authentication: the traits of sources of bearer tokens and of credentials, and the trait of signers, `Sign`.
//! - Pagination: the module `pages` of asynchronous clients, and `blocking_pages` of blocking ones.
//! - Transports of your own: the trait `client::HttpClient` or `blocking::HttpClient`, which sends an `HttpRequest`.
//!
//! A client contains only what its service needs.

// The files below are copied into what is generated as they are; here they are compiled for their own tests only. A
// client gets those that it needs, as `needs/runtime_files.rs` says. Of this file and the other `mod.rs` it gets the
// lines on these files: a `use` names one. Where one file stands in for another, `cfg(not(test))` hides one of the two
// here; in a client, which of them it has or a Cargo feature decides.

mod auth;
pub mod aws;
mod call;
pub mod client;
mod codec;
mod http;
mod protocol;
#[cfg(test)]
mod tests;
mod transport;
mod value;

pub use self::auth::api_key::KeyPlace;
pub use self::auth::async_bearer::{AsyncBearerClient, AsyncBearerTokenSource};
pub use self::auth::async_credentials::{AsyncCredentialsSource, AsyncSigningClient};
pub use self::auth::aws_sigv4;
pub use self::auth::bearer::{BearerClient, BearerTokenSource};
pub use self::auth::credentials::{Credentials, CredentialsSource};
pub use self::auth::schemes::{Auth, AuthError, BoxError, SignatureVersion};
pub use self::auth::sign::{Payload, Sign, SignRequest, SigningClient};
pub use self::aws::hosts as aws_hosts;
pub use self::aws::partition;
pub use self::call::error::{Error, ErrorKind, InputError, ResponseError, ResponseProblem};
pub use self::call::page_error::PageError;
pub use self::call::redact::Secrets;
pub use self::call::retry::{RetryAfter, RetryKind};
pub use self::call::wait_error::{WaitError, WaitErrorKind, WaitOutcome};
pub use self::client::blocking;
pub use self::client::blocking_pages;
pub use self::client::blocking_waits;
pub(crate) use self::client::build::build;
pub use self::client::build_error::BuildError;
pub(crate) use self::client::build_with::build_with;
pub use self::client::builder::{Builder, ServiceClient};
pub use self::client::by_link::{NextUri, by_link, redirect};
pub use self::client::by_offset;
pub use self::client::by_page;
pub use self::client::by_token::by_token;
pub use self::client::config::Config;
pub use self::client::endpoint::{Endpoint, EndpointError};
pub use self::client::pages;
pub use self::client::pagination::{PageHistory, PageSize, Paginated, PaginatedItems};
pub use self::client::server_url::server_url;
pub use self::client::waiter::{Waiter, WaiterState, all_are};
pub use self::client::waits;
pub use self::codec::error::ReadError;
pub use self::codec::interface::{Empty, Kind, List, Map, Reader, Scalar, Value, Writer};
pub use self::codec::nested::NestedStyle;
pub use self::codec::schema::{Member, Namespace, TimestampFormat, Xml};
pub use self::codec::secrets::visit_secrets;
pub(crate) use self::codec::xml::tables::xml;
pub use self::http::body::{Body, BodyReader};
pub use self::http::checksum;
pub use self::http::content_coding::ContentCodingError;
pub use self::http::link_header;
pub use self::http::part::Part;
pub use self::http::request_compression;
pub use self::http::tree_hash;
pub use self::protocol::aws_query::body as aws_query;
pub use self::protocol::base64_header;
pub use self::protocol::cbor::body as cbor;
pub use self::protocol::cbor::error_body as cbor_error;
pub use self::protocol::ec2_query::body as ec2_query;
pub use self::protocol::endpoint_member;
pub use self::protocol::error::body::{ErrorFormat, Step};
pub(crate) use self::protocol::error::common::common_error;
pub(crate) use self::protocol::error::listed::listed_error;
pub use self::protocol::error::meta::ErrorMeta;
pub use self::protocol::error::recognition::{ErrorCase, ErrorsBy, Recognized};
pub(crate) use self::protocol::error::service::service_error;
pub use self::protocol::error::variant::ErrorVariant;
pub use self::protocol::host_prefix;
pub use self::protocol::json::body as json;
pub use self::protocol::json::error_body as json_error;
pub use self::protocol::multipart::Multipart;
pub use self::protocol::operation::{Operation, ServiceError};
pub use self::protocol::output::Output;
pub(crate) use self::protocol::output::output;
pub use self::protocol::outputs::{ReadOutput, UnknownOutput};
pub use self::protocol::own_endpoint;
pub use self::protocol::request::RequestBuilder;
pub use self::protocol::response;
pub use self::protocol::styled_label::LabelStyle;
pub use self::protocol::xml::body as xml;
pub use self::protocol::xml::error_body as xml_error;
pub use self::transport::error::{TransportError, TransportErrorKind};
pub use self::transport::http_request::HttpRequest;
pub use self::transport::hyper;
pub use self::transport::reqwest;
pub use self::transport::ureq;
pub use self::value::blob::Base64;
pub use self::value::document::Document;
pub(crate) use self::value::enumeration::enumeration;
pub use self::value::from_bytes::FromBytes;
pub(crate) use self::value::int_enum::int_enum;
pub use self::value::last_segment::keep_last_segment;
pub(crate) use self::value::members::members;
pub use self::value::nullable::Nullable;
pub use self::value::number::Number;
pub use self::value::sensitive::Sensitive;
pub(crate) use self::value::structure::structure;
pub(crate) use self::value::tagged_union::tagged_union;
pub use self::value::text::{FromText, Text, or_default};
pub use self::value::timestamp::{DateTime, EpochSeconds, HttpDate};
pub use self::value::union::UnknownMember;
pub(crate) use self::value::union::union;
pub(crate) use self::value::union_by_kind::union_by_kind;
pub(crate) use self::value::union_by_members::union_by_members;
pub use self::value::unknown_value::UnknownValue;
pub use self::value::wipe::Wipe;
