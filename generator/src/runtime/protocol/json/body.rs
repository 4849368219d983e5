//! JSON bodies of requests and responses.

#![doc(hidden)]

use http::{Request, Response, header::CONTENT_TYPE};

use super::super::super::{
    Body, Endpoint, InputError, Member, Output, RequestBuilder, ResponseError, ResponseProblem,
    Value,
    codec::json::{reader::JsonReader, writer::JsonWriter},
};
use super::super::{
    origin,
    response::{failure, has_aws_request_id, is_blank, request_id},
};

impl RequestBuilder {
    /// Builds the request, with a value as its JSON body. The content type is a default, which a member may have
    /// replaced.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long, the value is nested too deeply, or an additional member has the name of another one.
    pub fn with_json(
        self,
        endpoint: &Endpoint,
        content_type: &'static str,
        body: &dyn Value,
    ) -> Result<Request<Body>, InputError> {
        self.with_json_of(&Member::ROOT, endpoint, content_type, body)
    }

    /// Builds the request, with a value of this schema as its JSON body.
    ///
    /// # Errors
    ///
    /// Fails as [`with_json`](Self::with_json) does.
    pub fn with_json_of(
        self,
        schema: &'static Member,
        endpoint: &Endpoint,
        content_type: &'static str,
        body: &dyn Value,
    ) -> Result<Request<Body>, InputError> {
        let body = JsonWriter::write(schema, body)?;
        self.with_body(endpoint, content_type, body)
    }
}

/// Reads the body into a value. An empty body leaves the value unchanged.
///
/// # Errors
///
/// Fails if the body is not valid JSON, or contains another type of value.
pub fn read(response: &Response<Body>, value: &mut dyn Value) -> Result<(), ResponseError> {
    JsonReader::read(response.body().bytes(), value)
        .map_err(|error| failure(response, ResponseProblem::Body(error)))
}

/// Reads an output whose members are all in the body.
///
/// # Errors
///
/// Fails if the body is not valid JSON, or contains another type of value.
pub fn read_output<O: Output + Value>(response: &Response<Body>) -> Result<O, ResponseError> {
    let mut output = O::of(response);
    read(response, &mut output)?;
    Ok(output)
}

/// Reads the body of an error response into a value. A member that can't be read is left unchanged.
pub fn read_error(response: &Response<Body>, value: &mut dyn Value) {
    JsonReader::read_error(response.body().bytes(), value);
}

/// Checks that a successful response is from AWS, for an operation without an output.
///
/// # Errors
///
/// Fails if there is a body, its content type is not JSON, and the response has no request id of AWS. Captive portals
/// and proxies send such responses.
pub fn expect_from_aws(response: &Response<Body>) -> Result<(), ResponseError> {
    expect_from_service(response, |response| has_aws_request_id(response.headers()))
}

/// Checks that a successful response is from AWS, for an operation with an output. Some AWS services send JSON without
/// a content type.
///
/// # Errors
///
/// Fails if there is a body, it is not JSON, and the response has no request id of AWS.
pub fn expect_output_from_aws(response: &Response<Body>) -> Result<(), ResponseError> {
    if is_untyped_json(response) {
        Ok(())
    } else {
        expect_from_aws(response)
    }
}

/// Checks that a successful response is from the service, for an operation with an output. Some services send JSON with
/// another content type.
///
/// # Errors
///
/// Fails if there is a body, it is not JSON, and the response has no request id.
pub fn expect_output(response: &Response<Body>) -> Result<(), ResponseError> {
    expect_from_service(response, |response| {
        begins_as_json(response) || request_id(response.headers()).is_some()
    })
}

fn expect_from_service(
    response: &Response<Body>,
    is_from_service: fn(&Response<Body>) -> bool,
) -> Result<(), ResponseError> {
    let is_proven = is_blank(response) || is_from_service(response);
    origin::expect(response, is_proven, "JSON", is_json)
}

/// Returns whether a response has no content type, and a body that begins like JSON.
fn is_untyped_json(response: &Response<Body>) -> bool {
    !response.headers().contains_key(CONTENT_TYPE) && begins_as_json(response)
}

fn begins_as_json(response: &Response<Body>) -> bool {
    let first = response
        .body()
        .bytes()
        .iter()
        .find(|byte| !byte.is_ascii_whitespace());
    let is_word = || {
        let text = response.body().bytes().trim_ascii();
        matches!(text, b"true" | b"false" | b"null")
    };
    matches!(first, Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9')) || is_word()
}

/// Returns whether a media type is JSON: `application/json`, AWS's `application/x-amz-json-1.1`, or any with the suffix
/// `+json`.
fn is_json(media_type: &str) -> bool {
    match media_type.split_once('/') {
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
