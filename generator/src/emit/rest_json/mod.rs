//! The rest-json protocol: JSON bodies, and HTTP's own means for the rest.
//!
//! What a protocol decides is how an input becomes a request, and how an output or an error is read from a
//! response. Types, clients and the runtime know nothing of it.

mod request;
mod response;

pub(super) use request::request_fn;
pub(super) use response::{output_body, read_error};
