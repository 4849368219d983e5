//! HTTP messages: bodies and their streams, content codings, checksums and dates.

pub(super) mod body;
pub(super) mod body_chain;
pub(super) mod body_source;
mod body_stream;
pub mod checksum;
pub(super) mod content_coding;
pub(super) mod date_parser;
pub(super) mod gzip;
pub(super) mod gzip_format;
pub mod link_header;
pub(super) mod part;
pub mod request_compression;
pub mod tree_hash;
pub(super) mod uri_reference;
mod without_gzip;

#[cfg(not(test))]
pub(super) use self::gzip::{accept_gzip, decompressed};
pub(super) use self::without_gzip::{accept_gzip, decompressed};
