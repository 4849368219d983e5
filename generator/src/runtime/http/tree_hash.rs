//! Hashes of request bodies for Amazon S3 Glacier: of the whole body, and of a tree of its pieces.

#![doc(hidden)]

use http::{HeaderName, HeaderValue, Request};
use sha2::{Digest, Sha256};

use super::body::Body;

const OF_BODY: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const OF_TREE: HeaderName = HeaderName::from_static("x-amz-sha256-tree-hash");

/// The length of a leaf of the tree in bytes. The last one may be shorter.
const LEAF: usize = 1024 * 1024;

type Hash = [u8; 32];

/// Adds the SHA-256 hash and the tree hash of the body, in hexadecimal digits, unless the request has them already.
///
/// A stream gets no hashes, since its bytes aren't known.
#[must_use]
pub fn add(mut request: Request<Body>) -> Request<Body> {
    if !request.body().is_stream() {
        set(&mut request, OF_BODY, hash);
        set(&mut request, OF_TREE, root);
    }
    request
}

fn set(request: &mut Request<Body>, name: HeaderName, hash: impl Fn(&[u8]) -> Hash) {
    if !request.headers().contains_key(&name) {
        let digits = digits(&hash(request.body().bytes()));
        request.headers_mut().extend(
            HeaderValue::from_str(&digits)
                .ok()
                .map(|value| (name, value)),
        );
    }
}

fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// Returns the root of the tree: it hashes the leaves, and then pairs of hashes until one is left. A hash without a
/// partner moves up unchanged.
fn root(bytes: &[u8]) -> Hash {
    let mut level: Vec<Hash> = bytes.chunks(LEAF).map(hash).collect();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [alone] => *alone,
                pair => hash(&pair.concat()),
            })
            .collect();
    }
    level.first().copied().unwrap_or_else(|| hash(&[]))
}

fn digits(hash: &Hash) -> String {
    let halves = hash.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    halves
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}
