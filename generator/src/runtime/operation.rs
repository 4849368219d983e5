//! What an operation is to a client: an input that becomes a request, a response that becomes an output or
//! an error. Nothing here does any I/O.

use std::fmt;

use http::{Request, Response};

use super::{
    Auth, Body, Endpoint, Error, ErrorKind, ErrorMeta, InputError, ResponseError, RetryKind,
    redact::{Secrets, redact_body, redact_headers},
    repair,
};

/// The input of an operation.
pub trait Operation {
    /// What a success gives.
    type Output;
    /// What the service may answer instead.
    type Error: ServiceError;

    /// The operation's name in the service's API.
    const NAME: &'static str;

    /// Whether sending the request twice does no more than sending it once.
    const IS_IDEMPOTENT: bool = false;

    /// How its callers prove who they are.
    const AUTH: Auth = Auth::None;

    /// Whether the body of a success is read by whoever has the output, piece by piece.
    const STREAMS_OUTPUT: bool = false;

    /// Fills in the idempotency tokens that the caller left out, each with one that `token` gives.
    fn fill_in(&mut self, _: &dyn Fn() -> String) {}

    /// The body that the caller gave, if the request takes it out of the input.
    fn stream(&mut self) -> Option<&mut Body> {
        None
    }

    /// The request of one attempt.
    ///
    /// # Errors
    ///
    /// When the input can't be right.
    fn request(&mut self, endpoint: &Endpoint) -> Result<Request<Body>, InputError>;

    /// The request as it is sent: a body of at least `min_size` bytes is compressed, and a checksum added, where the
    /// operation says so.
    #[must_use]
    fn seal(request: Request<Body>, _min_size: Option<usize>) -> Request<Body> {
        request
    }

    /// What a response with a status of success says.
    ///
    /// # Errors
    ///
    /// When it can't be read as the operation's output.
    fn output(response: Response<Body>) -> Result<Self::Output, ResponseError>;

    /// Visits the sensitive values of the input, so that no error repeats them.
    fn secrets(&self, _: &mut dyn FnMut(&str)) {}

    /// What the response to this input says.
    ///
    /// # Errors
    ///
    /// When its status is not one of success, or it can't be read as the operation's output.
    fn response(&self, mut response: Response<Body>) -> Result<Self::Output, Error<Self::Error>> {
        let secrets: &Secrets<'_> = &|visit| self.secrets(visit);
        redact_headers(&mut response, secrets);
        decode::<Self>(response, secrets)
    }
}

/// What a response says, without the secrets that its body may repeat. Its headers are redacted already.
pub(super) fn decode<O: Operation + ?Sized>(
    response: Response<Body>,
    secrets: &Secrets<'_>,
) -> Result<O::Output, Error<O::Error>> {
    if response.status().is_success() {
        return O::output(response).map_err(|error| Error::new(O::NAME, ErrorKind::Response(error)));
    }
    let meta = ErrorMeta::read(&response, secrets);
    let response = response.map(|body| redact_body(repair::body(body), secrets));
    let error = O::Error::from_response(meta, &response);
    Err(Error::new(O::NAME, ErrorKind::Service(error)))
}

/// The errors that a service may answer to an operation with.
pub trait ServiceError: fmt::Debug + fmt::Display {
    /// The error that an error response stands for.
    fn from_response(meta: ErrorMeta, response: &Response<Body>) -> Self;

    /// What the error response said.
    fn meta(&self) -> &ErrorMeta;

    /// Why the same call may succeed a little later, if it may.
    fn retry_kind(&self) -> Option<RetryKind> {
        self.meta().retry_kind()
    }
}
