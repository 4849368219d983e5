//! Checksums of request bodies.

#![doc(hidden)]

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue, Request};
use md5::{Digest, Md5};

use super::body::Body;

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// The prefix of headers with another checksum.
const OTHER_CHECKSUMS: &str = "x-amz-checksum-";

/// Adds the MD5 checksum of the body (RFC 1864), unless a header has a checksum already.
///
/// A stream gets no checksum, since its bytes aren't known.
#[must_use]
pub fn add(mut request: Request<Body>) -> Request<Body> {
    let is_checksum =
        |name: &HeaderName| *name == CONTENT_MD5 || name.as_str().starts_with(OTHER_CHECKSUMS);
    if !request.body().is_stream() && !request.headers().keys().any(is_checksum) {
        let checksum = STANDARD.encode(Md5::digest(request.body().bytes()));
        request.headers_mut().extend(
            HeaderValue::from_str(&checksum)
                .ok()
                .map(|value| (CONTENT_MD5, value)),
        );
    }
    request
}
