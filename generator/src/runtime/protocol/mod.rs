//! Operations: their requests, and responses as outputs or errors.

pub mod base64_header;
pub(super) mod common_error;
pub mod endpoint_member;
pub(super) mod error_body;
mod error_code;
pub(super) mod error_meta;
pub(super) mod error_recognition;
mod error_text;
pub mod host_prefix;
pub(super) mod json;
pub(super) mod listed_error;
pub(super) mod operation;
pub(super) mod output;
pub(super) mod request;
pub mod response;
pub(super) mod service_error;
