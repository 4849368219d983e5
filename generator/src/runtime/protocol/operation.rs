//! The interface of operations: requests from inputs, and outputs or errors from responses. Nothing here does I/O.

use std::fmt;

use http::{Request, Response, StatusCode};

use super::super::{
    Auth, Body, Endpoint, Error, ErrorKind, InputError, ResponseError, ResponseProblem, RetryKind,
    Secrets, call::redact::redact_headers, http::content_coding,
};
use super::{
    error::{body::ErrorFormat, meta::ErrorMeta},
    response::{RESPONSE_LIMIT, failure},
};

/// The input of an operation. Generated inputs implement it.
///
/// With it, a program can call a service over its own I/O, without a client. Authentication is up to the program:
///
/// ```text
/// let request = input.request(&Endpoint::parse("https://api.example.com")?)?;
/// let request = LogoutInput::finish(request, None);
/// let output = input.response(send(request)?)?;
/// ```
pub trait Operation {
    /// The output of the operation.
    type Output;
    /// The error that the service returns.
    type Error: ServiceError;

    /// The operation's name in the service's API.
    const NAME: &'static str;

    /// Whether a call has the same effect if its request is sent several times.
    const IS_IDEMPOTENT: bool = false;

    /// The authentication scheme.
    #[doc(hidden)]
    const AUTH: Auth = Auth::None;

    /// The name of the endpoint, if it isn't that of the service.
    #[doc(hidden)]
    const ENDPOINT: Option<&'static str> = None;

    /// Whether the body of a successful response is a stream in the output.
    const STREAMS_OUTPUT: bool = false;

    /// Whether the output contains the body as it was sent, together with its `content-encoding`.
    const KEEPS_CONTENT_CODING: bool = false;

    /// Whether the output contains any body of a successful response as it is, so that none is an error.
    #[doc(hidden)]
    const TAKES_ANY_BODY: bool = false;

    /// Prepares the input before the first attempt. Each idempotency token that is absent is set to one that `token`
    /// returns.
    fn prepare(&mut self, _token: &dyn Fn() -> String) {}

    /// Calls a visitor with each body of the input that may be a stream, which the request takes out of the input.
    fn streams(&mut self, _: &mut dyn FnMut(&mut Body)) {}

    /// Returns the request for one attempt. It must be passed to [`Self::finish`].
    ///
    /// # Errors
    ///
    /// Fails if the input is invalid.
    fn request(&mut self, endpoint: &Endpoint) -> Result<Request<Body>, InputError>;

    /// Finishes a request: compresses a body of at least `min_size` bytes, and adds checksums, as the operation
    /// requires.
    #[must_use]
    fn finish(request: Request<Body>, _min_size: Option<usize>) -> Request<Body> {
        request
    }

    /// Returns whether a response with this status code is a success.
    #[must_use]
    fn is_success(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Returns the output in a response with a status code of success.
    ///
    /// # Errors
    ///
    /// Fails if the response can't be read.
    fn output(response: Response<Body>) -> Result<Self::Output, ResponseError>;

    /// Calls a visitor with each sensitive value of the input, so that errors don't contain them.
    fn secrets(&self, _: &mut dyn FnMut(&str)) {}

    /// Returns the output in the response to this input. A compressed body is decoded up to 16 MiB.
    ///
    /// # Errors
    ///
    /// Fails if the service returns an error, or the response can't be read.
    fn response(&self, mut response: Response<Body>) -> Result<Self::Output, Error<Self::Error>> {
        let secrets: &Secrets<'_> = &|visit| self.secrets(visit);
        let is_error = !Self::is_success(response.status());
        redact_headers(&mut response, is_error, secrets);
        read_outcome::<Self>(response, RESPONSE_LIMIT, secrets)
    }
}

/// Reads a response as an output or an error. Secrets in the body are redacted; those in the headers must have
/// been redacted before.
pub(in super::super) fn read_outcome<O: Operation + ?Sized>(
    response: Response<Body>,
    limit: usize,
    secrets: &Secrets<'_>,
) -> Result<O::Output, Error<O::Error>> {
    let is_kept = O::KEEPS_CONTENT_CODING && O::is_success(response.status());
    let (response, problem) = if is_kept {
        (response, None)
    } else {
        content_coding::decode(response, limit)
    };
    let is_error = !O::TAKES_ANY_BODY && (O::Error::FORMAT.is_error)(response.body());
    if O::is_success(response.status()) && !is_error {
        let output = match problem {
            Some(problem) => Err(failure(&response, ResponseProblem::ContentCoding(problem))),
            // A truncated error is still useful, a truncated output isn't.
            None if response.body().is_truncated() => {
                Err(failure(&response, ResponseProblem::TooLarge { limit }))
            }
            None => O::output(response),
        };
        return output.map_err(|error| Error::new(O::NAME, ErrorKind::Response(error)));
    }
    let mut response = response;
    if is_error {
        redact_headers(&mut response, is_error, secrets);
    }
    let meta = ErrorMeta::read(&response, O::Error::FORMAT, secrets).or_message(problem.as_ref());
    let response = response.map(|body| (O::Error::FORMAT.redact)(body, secrets));
    let error = O::Error::from_response(meta, &response);
    Err(Error::new(O::NAME, ErrorKind::Service(error)))
}

/// An error that a service returns. Generated errors of operations implement it.
pub trait ServiceError: fmt::Debug + fmt::Display {
    /// The functions that read the body of an error response.
    #[doc(hidden)]
    const FORMAT: ErrorFormat;

    /// Returns the error in an error response.
    #[doc(hidden)]
    fn from_response(meta: ErrorMeta, response: &Response<Body>) -> Self;

    /// Returns the status code, the error code, the message and the request id.
    fn meta(&self) -> &ErrorMeta;

    /// Returns the reason why the same call may succeed later, or `None` for a permanent error.
    fn retry_kind(&self) -> Option<RetryKind> {
        self.meta().retry_kind()
    }
}
