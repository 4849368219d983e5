//! What stands for decoding responses where none are decoded.

use http::Request;

use super::{Body, ContentCodingError};

pub(super) fn accept_gzip(_: &mut Request<Body>) {}

/// Refuses every coding.
pub(super) fn decompressed(coding: String, _: Body, _: usize) -> Result<Body, ContentCodingError> {
    Err(ContentCodingError::Unsupported { coding })
}
