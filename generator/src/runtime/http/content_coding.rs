//! What `content-encoding` says about the body of a response (RFC 9110, section 8.4).

use std::{error::Error as StdError, fmt};

use http::{
    HeaderMap, Response, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_LENGTH},
};

use super::{body::Body, decompressed};

/// How many characters of a header are shown: a server may send any.
const MAX_SHOWN: usize = 100;

/// Why the body of a response can't be decoded. It never holds a byte of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContentCodingError {
    /// The client doesn't decode what the header `content-encoding` says.
    Unsupported {
        /// The codings that the header names, in the order in which they were applied.
        coding: String,
    },
    /// The body is not what the header says, or ends too early.
    Damaged {
        /// The coding that the header names.
        coding: String,
    },
}

impl fmt::Display for ContentCodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsupported { coding } => {
                write!(
                    f,
                    "the body is compressed (content-encoding: {coding}), which this client doesn't decode"
                )
            }
            Self::Damaged { coding } => {
                write!(
                    f,
                    "the compressed body is damaged or cut short (content-encoding: {coding})"
                )
            }
        }
    }
}

impl StdError for ContentCodingError {}

/// Returns the codings that stand between a body and its content, in lower case and in the order in which they were
/// applied; none if the body is the content. What can't be part of a coding's name is shown as `?`.
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

/// Decodes the body of a response. If that can't be done, nothing is left of the body, and the reason is returned.
///
/// A body has at most `limit` bytes once it is decoded; the rest of a longer one is left out. That doesn't count for
/// a stream.
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
            // They are those of what was decoded.
            drop(head.headers.remove(CONTENT_ENCODING));
            drop(head.headers.remove(CONTENT_LENGTH));
            (Response::from_parts(head, body), None)
        }
        Err(error) => (Response::from_parts(head, Body::empty()), Some(error)),
    }
}

/// Returns whether there may be anything to decode. The headers of a response without a body may say how the body would
/// be encoded.
fn may_have_content(response: &Response<Body>) -> bool {
    // Not every transport knows of a stream that it is empty.
    let says_empty = matches!(
        response.status(),
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT
    ) || response
        .headers()
        .get(CONTENT_LENGTH)
        .is_some_and(|length| length == "0");
    response.body().length() != Some(0) && !(says_empty && response.body().is_stream())
}
