//! Clients of APIs that tell their errors apart in different ways, and what they make of a response.

include!(concat!(env!("OUT_DIR"), "/responses.rs"));

use http::{HeaderName, HeaderValue, Response};

use runtime::{Body, Error, Operation};

/// What an operation makes of a response with this status, these header lines and this body.
///
/// # Errors
///
/// When the response is not a success, or can't be read.
///
/// # Panics
///
/// When the parts make no response.
#[expect(clippy::expect_used, reason = "a test without its response has failed")]
pub fn answer<O: Operation>(
    input: &O,
    status: u16,
    headers: &[&str],
    body: impl AsRef<[u8]>,
) -> Result<O::Output, Error<O::Error>> {
    let mut response = Response::builder().status(status);
    for header in headers {
        let (name, value) = header
            .split_once(": ")
            .expect("a header has a name and a value");
        let name: HeaderName = name.parse().expect("the name is valid");
        response = response.header(
            name,
            HeaderValue::from_bytes(value.as_bytes()).expect("so is the value"),
        );
    }
    input.response(
        response
            .body(Body::from(body.as_ref().to_vec()))
            .expect("the status is valid"),
    )
}
