//! What calls come to.

use std::{fmt::Debug, io::Read};

use crate::api::runtime::{Body, Error, ServiceError};

/// Returns the output of a call.
pub fn output<T, E: Debug + ServiceError>(outcome: Result<T, Error<E>>) -> T {
    outcome.unwrap_or_else(|error| panic!("there is no output: {error:?}"))
}

/// Checks that the outcome of a call is this error.
pub fn error<T: Debug, E: Debug + ServiceError>(
    outcome: Result<T, Error<E>>,
    code: Option<&str>,
    message: Option<&str>,
    is_expected: fn(&E) -> bool,
) {
    let error = outcome.unwrap_err();
    if code.is_some() {
        assert_eq!(error.code(), code, "{error:?}");
    }
    if message.is_some() {
        assert_eq!(error.message(), message, "{error:?}");
    }
    assert!(error.service().is_some_and(is_expected), "{error:?}");
}

/// Reads a stream.
pub fn read(body: Body) -> Body {
    let mut bytes = Vec::new();
    body.into_reader().read_to_end(&mut bytes).unwrap();
    Body::from(bytes)
}
