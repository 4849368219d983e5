//! An operation as a request, and a response as its output or an error.

pub(super) mod common_error;
mod error_body;
pub(super) mod error_meta;
pub(super) mod error_recognition;
mod error_repair;
pub mod host_prefix;
pub(super) mod listed_error;
pub(super) mod operation;
pub(super) mod request;
pub mod response;
pub(super) mod service_error;
