//! Operations: their requests, and responses as outputs or errors.

pub(super) mod aws_query;
pub mod base64_header;
pub(super) mod cbor;
pub(super) mod cookies;
pub(super) mod ec2_query;
pub mod endpoint_member;
pub(super) mod error;
pub(super) mod form;
pub mod host_prefix;
pub(super) mod json;
pub(super) mod multipart;
pub(super) mod nested_query;
pub(super) mod operation;
mod origin;
pub(super) mod output;
pub(super) mod outputs;
pub mod own_endpoint;
pub(super) mod query_list;
pub(super) mod request;
pub mod response;
pub(super) mod styled_label;
pub(super) mod virtual_host;
pub(super) mod xml;
