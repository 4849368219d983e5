//! The support code of generated clients.
//!
//! These files are copied into what is generated as they are. Here they are compiled for their own tests
//! only; what a client gets of them is decided by [`support`](crate::support).

mod auth;
pub mod aws;
pub mod aws_sigv4;
mod bearer;
pub mod blocking;
mod body;
mod build_error;
mod builder;
mod call;
pub mod checksum;
pub mod client;
pub mod compression;
mod config;
mod endpoint;
mod error;
mod error_meta;
mod frames;
pub mod hyper;
mod json;
mod json_error;
mod no_tracing;
mod operation;
pub mod partition;
mod proxy;
mod reader;
mod redact;
mod replay;
mod request;
pub mod reqwest;
pub mod response;
mod retry;
mod sign;
mod source;
mod stall;
mod stream;
#[cfg(test)]
mod tests;
mod text;
mod tls;
mod token;
mod tracing;
mod transport;
pub mod ureq;
mod value;
mod writer;

pub use auth::{Auth, AuthError, BoxError};
pub use bearer::{BearerClient, BearerTokenSource};
pub use body::{Body, BodyReader};
pub use build_error::BuildError;
pub use builder::{Builder, ServiceClient};
pub use config::Config;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{Error, ErrorKind, InputError, ResponseError, ResponseProblem};
pub use error_meta::ErrorMeta;
pub use json_error::JsonError;
pub use operation::{Operation, ServiceError};
pub use reader::Reader;
pub use request::RequestBuilder;
pub use retry::{RetryAfter, RetryKind};
pub use sign::{Payload, Sign, SignRequest, SigningClient};
pub use text::Text;
use tracing::CallSpan;
pub use transport::{HttpRequest, TransportError, TransportErrorKind};
pub use value::{Empty, Structure, Value};
pub use writer::Writer;
