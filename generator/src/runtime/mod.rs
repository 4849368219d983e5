//! The support code of generated clients.
//!
//! These files are copied into what is generated as they are. Here they are compiled for their own tests
//! only; what a client gets of them is decided by [`support`](crate::support).

pub mod aws;
pub mod blocking;
mod body;
mod builder;
pub mod client;
mod config;
mod endpoint;
mod error;
mod error_meta;
pub mod hyper;
mod json;
mod operation;
mod redact;
mod request;
pub mod response;
mod retry;
mod tls;
mod transport;
pub mod ureq;

pub use body::Body;
pub use builder::{BuildError, Builder, ServiceClient};
pub use config::Config;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{Error, ErrorKind, InputError, ResponseError, ResponseProblem};
pub use error_meta::ErrorMeta;
pub use operation::{Operation, ServiceError};
pub use request::RequestBuilder;
pub use transport::{HttpRequest, TransportError, TransportErrorKind};
