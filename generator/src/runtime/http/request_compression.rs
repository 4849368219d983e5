//! Compression of request bodies.

#![doc(hidden)]

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use http::{
    HeaderValue, Request,
    header::{CONTENT_ENCODING, CONTENT_LENGTH},
};

use super::super::{Builder, ServiceClient};
use super::body::Body;

/// Compresses a body of at least `min_size` bytes with gzip (RFC 1952), and appends that to `content-encoding`.
///
/// A stream isn't compressed.
#[must_use]
pub fn gzip(request: Request<Body>, min_size: Option<usize>) -> Request<Body> {
    // A stream has no bytes either.
    let bytes = request.body().bytes();
    if bytes.is_empty() || min_size.is_none_or(|min_size| bytes.len() < min_size) {
        return request;
    }
    let Ok(compressed) = compressed(bytes) else {
        return request;
    };
    let (mut head, _) = request.into_parts();
    let mut encodings: Vec<_> = head
        .headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .map(HeaderValue::as_bytes)
        .collect();
    encodings.push(b"gzip");
    if let Ok(encodings) = HeaderValue::from_bytes(&encodings.join(b", ".as_slice())) {
        drop(head.headers.insert(CONTENT_ENCODING, encodings));
    }
    drop(
        head.headers
            .insert(CONTENT_LENGTH, HeaderValue::from(compressed.len())),
    );
    Request::from_parts(head, Body::from(compressed))
}

fn compressed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

impl<C: ServiceClient> Builder<C> {
    /// Sets the minimum length in bytes of a request body that is compressed. The default is 10,240.
    ///
    /// Only bodies of operations that support compression are compressed.
    #[must_use]
    pub fn min_compression_size(mut self, bytes: usize) -> Self {
        self.min_compression_size = Some(bytes);
        self
    }

    /// Disables the compression of request bodies.
    #[must_use]
    pub fn without_compression(mut self) -> Self {
        self.min_compression_size = None;
        self
    }
}
