//! The support code of generated clients.
//!
//! These files are copied into what is generated as they are. Here they are compiled for their own tests
//! only; what a client gets of them is decided by [`support`](crate::support).

mod auth;
pub mod aws;
pub mod aws_hosts;
pub mod aws_sigv4;
mod bearer;
pub mod blob;
pub mod blocking;
pub mod blocking_pages;
mod body;
mod build_error;
mod builder;
mod call;
pub mod checksum;
pub mod client;
pub mod compression;
mod config;
mod document;
mod endpoint;
mod enumeration;
mod error;
mod error_meta;
mod frames;
pub mod host_prefix;
pub mod hyper;
mod int_enum;
mod json;
mod json_error;
mod no_tracing;
mod number;
mod operation;
pub mod pages;
mod pagination;
pub mod partition;
mod proxy;
mod reader;
mod redact;
mod replay;
mod request;
pub mod reqwest;
pub mod response;
mod retry;
mod route;
mod sensitive;
mod service_error;
mod sign;
mod source;
mod stall;
mod stream;
mod structure;
#[cfg(test)]
mod tests;
mod text;
mod timestamp;
mod timestamp_format;
mod tls;
mod token;
mod tracing;
mod transport;
mod union;
pub mod ureq;
mod value;
mod wipe;
mod writer;

pub use auth::{Auth, AuthError, BoxError};
pub use bearer::{BearerClient, BearerTokenSource};
pub use blob::Base64;
pub use body::{Body, BodyReader};
pub use build_error::BuildError;
pub use builder::{Builder, ServiceClient};
pub use config::Config;
pub use document::Document;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{Error, ErrorKind, InputError, ResponseError, ResponseProblem};
pub use error_meta::ErrorMeta;
pub use json_error::JsonError;
pub use number::Number;
pub use operation::{Operation, ServiceError};
pub use pagination::{PageSize, Paginated, PaginatedItems};
pub use reader::Reader;
pub use redact::Secrets;
pub use request::RequestBuilder;
pub use response::FromBytes;
pub use retry::{RetryAfter, RetryKind};
pub use sensitive::Sensitive;
pub use sign::{Payload, Sign, SignRequest, SigningClient};
pub use structure::Member;
pub use text::{FromText, Text};
pub use timestamp::{DateTime, EpochSeconds, HttpDate};
pub use timestamp_format::TimestampFormat;
use tracing::CallSpan;
pub use transport::{HttpRequest, TransportError, TransportErrorKind};
pub use union::UnknownMember;
pub use value::{Empty, Value};
pub use wipe::Wipe;
pub use writer::Writer;

use {
    enumeration::enumeration,
    int_enum::int_enum,
    response::output,
    service_error::{listed_error, service_error},
    structure::{members, structure},
    union::union,
};
