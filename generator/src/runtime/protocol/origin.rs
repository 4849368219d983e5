//! Whether a successful response is from the service: captive portals and proxies send bodies of their own.

use http::{Response, header::CONTENT_TYPE};

use super::super::{Body, ResponseError, ResponseProblem};
use super::response::failure;

/// The maximum length of a content type in an error.
const MAX_CONTENT_TYPE: usize = 100;

/// Checks that a response has a content type of a format, unless something else proves its origin. `is_format` gets the
/// media type without parameters, in lower case.
///
/// # Errors
///
/// Fails if the content type is another one, or missing.
pub(super) fn expect(
    response: &Response<Body>,
    is_proven: bool,
    format: &'static str,
    is_format: fn(&str) -> bool,
) -> Result<(), ResponseError> {
    if is_proven {
        return Ok(());
    }
    let content_type = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .filter(|content_type| !content_type.trim().is_empty());
    let essence = content_type.and_then(|content_type| content_type.split(';').next());
    if essence.is_some_and(|essence| is_format(&essence.trim().to_ascii_lowercase())) {
        return Ok(());
    }
    Err(failure(
        response,
        ResponseProblem::NotFromService {
            content_type: content_type.map(|text| text.chars().take(MAX_CONTENT_TYPE).collect()),
            format,
        },
    ))
}
