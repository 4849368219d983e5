//! Bodies of responses: a result, and the id of the request, in a root element.

#![doc(hidden)]

use http::Response;

use super::super::super::{
    Body, Output, ResponseError, ResponseProblem, Value, codec::xml::reader::XmlReader,
};
use super::super::response::{failure, request_id};
use super::super::xml::request_id as in_body;

// Operations without an output have a body, too.
pub use super::super::xml::body::{
    expect_output, expect_output_from_aws, expect_output_from_aws as expect_from_aws, read_error,
};

/// Returns whether an element in the root is the result: it has the name of the operation and `Result`.
fn is_result(name: &str) -> bool {
    name.ends_with("Result")
}

/// Creates the output of a response, with its request id alone.
#[must_use]
pub fn output_of<O: Output>(response: &Response<Body>) -> O {
    let id = request_id(response.headers())
        .or_else(|| in_body::at(response, &["ResponseMetadata", "RequestId"]));
    O::empty(id)
}

/// Reads the result into a value.
///
/// # Errors
///
/// Fails if the body is empty or not valid XML, has no result, or contains another type of value.
pub fn read(response: &Response<Body>, value: &mut dyn Value) -> Result<(), ResponseError> {
    XmlReader::read_in(response.body().bytes(), Some(is_result), value)
        .map_err(|error| failure(response, ResponseProblem::Body(error)))
}

/// Reads an output whose members are all in the result.
///
/// # Errors
///
/// Fails as [`read`] does.
pub fn read_output<O: Output + Value>(response: &Response<Body>) -> Result<O, ResponseError> {
    let mut output = output_of(response);
    read(response, &mut output)?;
    Ok(output)
}
