//! XML bodies of requests, responses and errors.

pub mod body;
pub mod error_body;
mod redaction;
mod request;
pub(in super::super) mod request_id;
