//! CBOR bodies of requests, responses and errors.

pub mod body;
pub mod error_body;
mod redaction;
