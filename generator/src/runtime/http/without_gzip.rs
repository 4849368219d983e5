//! The stand-in for `gzip` where responses aren't compressed.

use http::Request;

use super::{body::Body, content_coding::ContentCodingError};

pub(in super::super) fn accept_gzip(_: &mut Request<Body>) {}

/// Refuses every coding.
pub(in super::super) fn decompressed(
    coding: String,
    _: Body,
    _: usize,
) -> Result<Body, ContentCodingError> {
    Err(ContentCodingError::Unsupported { coding })
}
