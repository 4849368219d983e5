//! Decoding of a response's body as `content-encoding` says (RFC 9110, section 8.4).

use std::{error::Error as StdError, fmt};

use http::{
    HeaderMap, Response, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_LENGTH},
};

use super::{body::Body, decompressed};

/// The maximum length of a header value in an error. A server may send any.
const MAX_SHOWN: usize = 100;

/// The reason why the body of a response can't be decoded. It never contains bytes of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContentCodingError {
    /// The client doesn't support the content coding.
    Unsupported {
        /// The codings in the header `content-encoding`, in the order in which they were applied.
        coding: String,
    },
    /// The body is not valid in the content coding, or is truncated.
    Damaged {
        /// The coding in the header `content-encoding`.
        coding: String,
    },
}

impl fmt::Display for ContentCodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsupported { coding } => {
                write!(
                    f,
                    "this client doesn't support the body's content-encoding: {coding}"
                )
            }
            Self::Damaged { coding } => {
                write!(
                    f,
                    "the compressed body is damaged or truncated (content-encoding: {coding})"
                )
            }
        }
    }
}

impl StdError for ContentCodingError {}

/// Returns the content codings in lower case, in the order in which they were applied, or `None` if the body isn't
/// encoded. Invalid characters are replaced by `?`.
pub(super) fn of(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(CONTENT_ENCODING).iter();
    let names = lines
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii);
    let codings = names.filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case(b"identity"));
    let shown = |byte: &u8| {
        if byte.is_ascii_graphic() {
            byte.to_ascii_lowercase().into()
        } else {
            '?'
        }
    };
    let codings: Vec<String> = codings
        .map(|name| name.iter().map(shown).collect())
        .collect();
    (!codings.is_empty()).then(|| codings.join(", ").chars().take(MAX_SHOWN).collect())
}

/// Decodes the body of a response. If that fails, the body becomes empty, and the reason is returned.
///
/// The decoded body is truncated to `limit` bytes, unless it is a stream.
pub(in super::super) fn decode(
    response: Response<Body>,
    limit: usize,
) -> (Response<Body>, Option<ContentCodingError>) {
    let Some(coding) = of(response.headers()).filter(|_| may_have_content(&response)) else {
        return (response, None);
    };
    let (mut head, body) = response.into_parts();
    match decompressed(coding, body, limit) {
        Ok(body) => {
            // These headers describe the encoded body.
            drop(head.headers.remove(CONTENT_ENCODING));
            drop(head.headers.remove(CONTENT_LENGTH));
            (Response::from_parts(head, body), None)
        }
        Err(error) => (Response::from_parts(head, Body::empty()), Some(error)),
    }
}

/// Returns whether the body may be non-empty. The headers of a response without a body may contain a content coding.
fn may_have_content(response: &Response<Body>) -> bool {
    // Not every transport detects that a stream is empty.
    let says_empty = matches!(
        response.status(),
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT
    ) || response
        .headers()
        .get(CONTENT_LENGTH)
        .is_some_and(|length| length == "0");
    response.body().length() != Some(0) && !(says_empty && response.body().is_stream())
}
