//! Hashes of requests as Amazon S3 Glacier takes them: of a whole body, and of a tree of its pieces.

use http::{HeaderName, HeaderValue, Request};
use sha2::{Digest, Sha256};

use super::body::Body;

const OF_BODY: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const OF_TREE: HeaderName = HeaderName::from_static("x-amz-sha256-tree-hash");

/// How many bytes a leaf of the tree has, if it isn't the last one.
const LEAF: usize = 1024 * 1024;

type Hash = [u8; 32];

/// Adds the SHA-256 of the body and the root of its tree of hashes, in hexadecimal digits, where no header has it
/// already.
///
/// What a stream will give isn't known, so it gets none.
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

/// Hashes the leaves, and then pairs of hashes until one is left. What has no partner goes up as it is.
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
