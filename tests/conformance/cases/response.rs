//! Responses, and what operations read in them.

use std::fmt::Debug;

use http::Response;

use crate::api::runtime::{Body, ErrorKind, Operation};

/// A response of a case.
pub fn response(status: u16, headers: &[(&str, &str)], body: &'static [u8]) -> Response<Body> {
    let response = headers.iter().fold(
        Response::builder().status(status),
        |response, (name, value)| response.header(*name, *value),
    );
    response.body(Body::from(body)).unwrap()
}

/// The output that a response is read as.
pub fn output<O>(input: &O, response: Response<Body>) -> O::Output
where
    O: Operation<Error: Debug>,
{
    input.response(response).unwrap()
}

/// The error that a response is read as.
pub fn error<O>(
    input: &O,
    response: Response<Body>,
    code: Option<&str>,
    message: Option<&str>,
) -> O::Error
where
    O: Operation<Output: Debug>,
{
    let error = input.response(response).unwrap_err();
    if code.is_some() {
        assert_eq!(error.code(), code);
    }
    if message.is_some() {
        assert_eq!(error.message(), message);
    }
    match error.into_kind() {
        ErrorKind::Service(error) => error,
        other => panic!("{other:?}"),
    }
}
