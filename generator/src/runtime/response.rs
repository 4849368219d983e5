//! What every response has in common.

use http::{HeaderMap, Response, header::CONTENT_TYPE};

use super::{Body, ResponseError, ResponseProblem, Structure, reader::Reader};

/// The id that the service gave the request.
#[must_use]
pub fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = ["x-amzn-requestid", "x-amz-request-id", "x-request-id"]
        .iter()
        .find_map(|name| headers.get(*name))?;
    id.to_str().ok().map(str::to_owned)
}

/// Refuses a success that can't have come from the service, for an operation that expects no payload or JSON.
///
/// # Errors
///
/// When there is a body, it is not JSON, and the response has no request id.
pub fn expect_from_service(response: &Response<Body>) -> Result<(), ResponseError> {
    let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let request_id = request_id(response.headers());
    if response.body().bytes().is_empty() || content_type.is_some_and(is_json) || request_id.is_some() {
        return Ok(());
    }
    let problem = ResponseProblem::NotFromService { content_type: content_type.map(str::to_owned) };
    Err(ResponseError::new(response.status(), request_id, problem))
}

/// Reads the body of a success into a structure.
///
/// # Errors
///
/// When the response can't have come from the service, or its body doesn't hold the structure.
pub fn read_json(response: &Response<Body>, body: &mut dyn Structure) -> Result<(), ResponseError> {
    expect_from_service(response)?;
    Reader::read(response.body().bytes(), body).map_err(|error| {
        let id = request_id(response.headers());
        ResponseError::new(response.status(), id, ResponseProblem::Json(error))
    })
}

/// `application/json`, AWS's `application/x-amz-json-1.1`, or anything `+json`.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.split_once('/') {
        Some(("application", subtype)) => subtype.starts_with("x-amz-json-") || is_json_subtype(subtype),
        Some((_, subtype)) => is_json_subtype(subtype),
        None => false,
    }
}

fn is_json_subtype(subtype: &str) -> bool {
    subtype == "json" || subtype.ends_with("+json")
}
