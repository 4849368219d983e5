//! AWS's query protocol: forms as requests, and results within XML as responses.

pub mod body;
pub(in super::super) mod keys;
mod request;
