//! Headers of responses with a string in base64.

#![doc(hidden)]

use base64::Engine;
use http::Response;

use super::super::{Body, FromText, ResponseError, ResponseProblem, value::blob::BASE64};
use super::response::{failure, read_header};

/// Reads a header of a response with a string in base64, if it is present.
///
/// # Errors
///
/// Fails if the header is not valid base64, or the decoded bytes are not valid UTF-8.
pub fn read<T: FromText>(
    response: &Response<Body>,
    name: &'static str,
    value: &mut T,
) -> Result<(), ResponseError> {
    let mut base64 = None::<String>;
    read_header(response, name, &mut base64)?;
    let Some(base64) = base64 else { return Ok(()) };
    let text = BASE64
        .decode(base64)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let read = text.and_then(|text| T::from_text(&text));
    *value = read.ok_or_else(|| failure(response, ResponseProblem::Header { name }))?;
    Ok(())
}
