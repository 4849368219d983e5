//! XML bodies of responses.

#![doc(hidden)]

use http::{Response, header::CONTENT_TYPE};

use super::super::super::{
    Body, Output, ResponseError, ResponseProblem, Value, codec::xml::reader::XmlReader,
};
use super::super::{
    origin,
    response::{failure, has_aws_request_id, is_blank, request_id},
};

/// Reads the body into a value, whatever the name of its root is. An empty body leaves the value unchanged.
///
/// # Errors
///
/// Fails if the body is not valid XML, or contains another type of value.
pub fn read(response: &Response<Body>, value: &mut dyn Value) -> Result<(), ResponseError> {
    XmlReader::read(response.body().bytes(), value)
        .map_err(|error| failure(response, ResponseProblem::Body(error)))
}

/// Reads an output whose members are all in the body.
///
/// # Errors
///
/// Fails if the body is not valid XML, or contains another type of value.
pub fn read_output<O: Output + Value>(response: &Response<Body>) -> Result<O, ResponseError> {
    let mut output = O::of(response);
    read(response, &mut output)?;
    Ok(output)
}

/// Reads the body of an error response into a value. A member that can't be read is left unchanged.
pub fn read_error(response: &Response<Body>, value: &mut dyn Value) {
    XmlReader::read_error(response.body().bytes(), value);
}

/// Checks that a successful response is from AWS, for an operation without an output.
///
/// # Errors
///
/// Fails if there is a body, its content type is not XML, and the response has no request id of AWS. Captive portals and
/// proxies send such responses.
pub fn expect_from_aws(response: &Response<Body>) -> Result<(), ResponseError> {
    expect_from_service(response, |response| has_aws_request_id(response.headers()))
}

/// Checks that a successful response is from AWS, for an operation with an output. A body without a content type may be
/// XML.
///
/// # Errors
///
/// Fails if there is a body, it is not XML, and the response has no request id of AWS.
pub fn expect_output_from_aws(response: &Response<Body>) -> Result<(), ResponseError> {
    if !response.headers().contains_key(CONTENT_TYPE) && begins_as_xml(response) {
        Ok(())
    } else {
        expect_from_aws(response)
    }
}

/// Checks that a successful response is from the service, for an operation with an output. Some services send XML with
/// another content type.
///
/// # Errors
///
/// Fails if there is a body, it is not XML, and the response has no request id.
pub fn expect_output(response: &Response<Body>) -> Result<(), ResponseError> {
    expect_from_service(response, |response| {
        begins_as_xml(response) || request_id(response.headers()).is_some()
    })
}

fn expect_from_service(
    response: &Response<Body>,
    is_from_service: fn(&Response<Body>) -> bool,
) -> Result<(), ResponseError> {
    let is_proven = is_blank(response) || is_from_service(response);
    origin::expect(response, is_proven, "XML", is_xml)
}

/// Returns whether a body begins like XML, and not like a page of HTML.
fn begins_as_xml(response: &Response<Body>) -> bool {
    let text = response.body().bytes();
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let text = text.trim_ascii_start();
    let is_page = |start: &[u8]| {
        text.get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    text.first() == Some(&b'<') && !is_page(b"<!doctype") && !is_page(b"<html")
}

/// Returns whether a media type is XML: `application/xml`, `text/xml`, or any with the suffix `+xml`, except that of pages.
fn is_xml(media_type: &str) -> bool {
    match media_type.split_once('/') {
        Some((_, "xhtml+xml")) | None => false,
        Some((_, subtype)) => subtype == "xml" || subtype.ends_with("+xml"),
    }
}
