//! Reading and writing of values: the interface of every format, and the formats.

pub(super) mod cbor;
pub(super) mod error;
pub(super) mod fingerprint;
pub(super) mod interface;
pub(super) mod json;
pub(super) mod nested;
pub(super) mod query_form;
pub(super) mod schema;
pub(super) mod secrets;
mod seen;
mod taken;
pub(super) mod xml;
