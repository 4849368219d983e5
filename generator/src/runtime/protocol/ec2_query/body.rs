//! Bodies of responses: the members of the output, and the id of the request, in a root element.

#![doc(hidden)]

use http::Response;

use super::super::super::{Body, Output, ResponseError, Value};
use super::super::response::request_id;
use super::super::xml::request_id as in_body;

// Operations without an output have a body, too.
pub use super::super::xml::body::{
    expect_output, expect_output_from_aws, expect_output_from_aws as expect_from_aws, read,
    read_error,
};

/// Creates the output of a response, with its request id alone.
#[must_use]
pub fn output_of<O: Output>(response: &Response<Body>) -> O {
    let id = request_id(response.headers()).or_else(|| in_body::at(response, &["requestId"]));
    O::empty(id)
}

/// Reads an output.
///
/// # Errors
///
/// Fails if the body is not valid XML, or contains another type of value.
pub fn read_output<O: Output + Value>(response: &Response<Body>) -> Result<O, ResponseError> {
    let mut output = output_of(response);
    read(response, &mut output)?;
    Ok(output)
}
