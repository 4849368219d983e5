//! CBOR bodies of requests and responses.

#![doc(hidden)]

use http::{HeaderName, Request, Response};

use super::super::super::{
    Body, Endpoint, InputError, Member, Output, RequestBuilder, ResponseError, ResponseProblem,
    Value,
    codec::cbor::{reader::CborReader, writer::CborWriter},
};
use super::super::{
    origin,
    response::{failure, has_aws_request_id, request_id},
};

/// The header in which each response of the protocol names it.
static PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");

impl RequestBuilder {
    /// Builds the request, with a value as its CBOR body. The content type is a default, which a member may have
    /// replaced.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long, the value is nested too deeply, contains a number that is too large, or an additional
    /// member has the name of another one.
    pub fn with_cbor(
        self,
        endpoint: &Endpoint,
        content_type: &'static str,
        body: &dyn Value,
    ) -> Result<Request<Body>, InputError> {
        let body = CborWriter::write(&Member::ROOT, body)?;
        self.with_body(endpoint, content_type, body)
    }
}

/// Reads the body into a value. An empty body leaves the value unchanged.
///
/// # Errors
///
/// Fails if the body is not valid CBOR, or contains another type of value.
pub fn read(response: &Response<Body>, value: &mut dyn Value) -> Result<(), ResponseError> {
    CborReader::read(response.body().bytes(), value)
        .map_err(|error| failure(response, ResponseProblem::Body(error)))
}

/// Reads an output whose members are all in the body.
///
/// # Errors
///
/// Fails if the body is not valid CBOR, or contains another type of value.
pub fn read_output<O: Output + Value>(response: &Response<Body>) -> Result<O, ResponseError> {
    let mut output = O::of(response);
    read(response, &mut output)?;
    Ok(output)
}

/// Reads the body of an error response into a value. A member that can't be read is left unchanged.
pub fn read_error(response: &Response<Body>, value: &mut dyn Value) {
    CborReader::read_error(response.body().bytes(), value);
}

/// Checks that a successful response is from AWS, for an operation without an output.
///
/// # Errors
///
/// Fails if there is a body, its content type is not CBOR, and the response neither names the protocol nor has a request
/// id of AWS. Captive portals and proxies send such responses.
pub fn expect_from_aws(response: &Response<Body>) -> Result<(), ResponseError> {
    expect_from_service(response, has_aws_request_id(response.headers()))
}

/// Checks that a successful response is from AWS, for an operation with an output.
///
/// # Errors
///
/// Fails as [`expect_from_aws`] does.
pub fn expect_output_from_aws(response: &Response<Body>) -> Result<(), ResponseError> {
    expect_from_aws(response)
}

/// Checks that a successful response is from the service, for an operation with an output.
///
/// # Errors
///
/// Fails if there is a body, its content type is not CBOR, and the response neither names the protocol nor has a request
/// id.
pub fn expect_output(response: &Response<Body>) -> Result<(), ResponseError> {
    expect_from_service(response, request_id(response.headers()).is_some())
}

fn expect_from_service(
    response: &Response<Body>,
    has_request_id: bool,
) -> Result<(), ResponseError> {
    let is_proven =
        response.body().bytes().is_empty() || names_protocol(response) || has_request_id;
    origin::expect(response, is_proven, "CBOR", is_cbor)
}

/// Returns whether a response names the protocol, which every response of a service does.
fn names_protocol(response: &Response<Body>) -> bool {
    let name = response.headers().get(&PROTOCOL);
    name.is_some_and(|name| name.as_bytes() == b"rpc-v2-cbor")
}

/// Returns whether a media type is CBOR: `application/cbor`, or any with the suffix `+cbor`.
fn is_cbor(media_type: &str) -> bool {
    media_type == "application/cbor" || media_type.ends_with("+cbor")
}
