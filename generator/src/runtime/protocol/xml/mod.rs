//! XML bodies of requests, responses and errors.

pub mod body;
pub mod error_body;
pub(in super::super) mod request_id;
