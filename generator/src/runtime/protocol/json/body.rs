//! Bodies in JSON.

use http::{Request, Response, header::CONTENT_TYPE};

use super::super::super::{
    Body, Endpoint, InputError, Output, RequestBuilder, ResponseError, ResponseProblem, Value,
    codec::json::{reader::JsonReader, writer::JsonWriter},
};
use super::super::response::{failure, has_aws_request_id, is_blank, request_id};

/// How many characters of a content type are shown.
const MAX_CONTENT_TYPE: usize = 100;

impl RequestBuilder {
    /// Returns the finished request, with a value as its JSON body. A member may have set another content type.
    ///
    /// # Errors
    ///
    /// When the URI becomes too long, or the value is nested too deeply.
    pub fn with_json(
        self,
        endpoint: &Endpoint,
        content_type: &'static str,
        body: &dyn Value,
    ) -> Result<Request<Body>, InputError> {
        let body = JsonWriter::write(body).ok_or(InputError::Nesting)?;
        self.with_body(endpoint, content_type, body)
    }
}

/// Reads a body into a value. An empty body leaves it as it is.
///
/// # Errors
///
/// When the body doesn't hold the value.
pub fn read(response: &Response<Body>, value: &mut dyn Value) -> Result<(), ResponseError> {
    JsonReader::read(response.body().bytes(), value)
        .map_err(|error| failure(response, ResponseProblem::Body(error)))
}

/// Reads an output all of whose members are in the body.
///
/// # Errors
///
/// Returns an error if the body doesn't hold the output.
pub fn read_output<O: Output + Value>(response: &Response<Body>) -> Result<O, ResponseError> {
    let mut output = O::of(response);
    read(response, &mut output)?;
    Ok(output)
}

/// Reads the body of an error into a value. Each member that can't be read is left as it is.
pub fn read_error(response: &Response<Body>, value: &mut dyn Value) {
    JsonReader::read_error(response.body().bytes(), value);
}

/// Refuses a success of an operation without an output, if a captive portal or a proxy sent it instead of AWS.
///
/// # Errors
///
/// When there is a body, it is not said to be JSON, and the response has no request id of AWS.
pub fn expect_from_aws(response: &Response<Body>) -> Result<(), ResponseError> {
    expect_from_service(response, |response| has_aws_request_id(response.headers()))
}

/// Refuses a success of an operation with an output, if a captive portal or a proxy sent it instead of AWS. Some of
/// AWS's services send JSON without a content type.
///
/// # Errors
///
/// When there is a body, it is not JSON, and the response has no request id of AWS.
pub fn expect_output_from_aws(response: &Response<Body>) -> Result<(), ResponseError> {
    if is_untyped_json(response) {
        Ok(())
    } else {
        expect_from_aws(response)
    }
}

/// Refuses a success of an operation with an output, if a captive portal or a proxy sent it instead of the service.
/// Some services send JSON with the content type of text.
///
/// # Errors
///
/// When there is a body, it is not JSON, and the response has no request id.
pub fn expect_output(response: &Response<Body>) -> Result<(), ResponseError> {
    expect_from_service(response, |response| {
        begins_as_json(response) || request_id(response.headers()).is_some()
    })
}

fn expect_from_service(
    response: &Response<Body>,
    is_proven: fn(&Response<Body>) -> bool,
) -> Result<(), ResponseError> {
    if is_blank(response) || is_proven(response) {
        return Ok(());
    }
    let content_type = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let content_type = content_type.filter(|content_type| !content_type.trim().is_empty());
    if content_type.is_some_and(is_json) {
        return Ok(());
    }
    Err(failure(
        response,
        ResponseProblem::NotFromService {
            content_type: content_type.map(|text| text.chars().take(MAX_CONTENT_TYPE).collect()),
            format: "JSON",
        },
    ))
}

/// Returns whether a response has no content type, and a body that begins as JSON does.
fn is_untyped_json(response: &Response<Body>) -> bool {
    !response.headers().contains_key(CONTENT_TYPE) && begins_as_json(response)
}

fn begins_as_json(response: &Response<Body>) -> bool {
    let first = response
        .body()
        .bytes()
        .iter()
        .find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'{' | b'['))
}

/// `application/json`, AWS's `application/x-amz-json-1.1`, or anything `+json`.
fn is_json(content_type: &str) -> bool {
    let essence = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.split_once('/') {
        Some(("application", subtype)) => {
            subtype.starts_with("x-amz-json-") || is_json_subtype(subtype)
        }
        Some((_, subtype)) => is_json_subtype(subtype),
        None => false,
    }
}

fn is_json_subtype(subtype: &str) -> bool {
    subtype == "json" || subtype.ends_with("+json")
}
