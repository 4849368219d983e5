//! The query protocol of EC2: forms with keys of its own as requests, and XML as responses.

pub mod body;
pub(in super::super) mod keys;
mod request;
