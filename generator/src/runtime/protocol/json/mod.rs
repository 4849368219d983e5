//! JSON bodies of requests, responses and errors.

pub mod body;
pub mod error_body;
mod error_repair;
mod query;
mod redaction;
