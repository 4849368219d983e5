//! What an operation is to a client: an input that becomes a request, a response that becomes an output or
//! an error. Nothing here does any I/O.

use std::fmt;

use http::{Request, Response};

use super::super::{
    Auth, Body, Endpoint, Error, ErrorKind, InputError, ResponseError, ResponseProblem, RetryKind,
    Secrets,
    call::redact::{redact_body, redact_headers},
    http::content_coding,
};
use super::{
    error_body::ErrorFormat,
    error_meta::ErrorMeta,
    response::{RESPONSE_LIMIT, failure},
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

    /// How its calls are authenticated.
    const AUTH: Auth = Auth::None;

    /// Whether the body of a success is read by whoever has the output, piece by piece.
    const STREAMS_OUTPUT: bool = false;

    /// Whether a success is handed over as it was sent, whatever its `content-encoding` is: the output holds that
    /// header beside the bytes.
    const KEEPS_CONTENT_CODING: bool = false;

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

    /// What the response to this input says. A body that has to be decoded may become 16 MiB long.
    ///
    /// # Errors
    ///
    /// When its status is not one of success, or it can't be read as the operation's output.
    fn response(&self, mut response: Response<Body>) -> Result<Self::Output, Error<Self::Error>> {
        let secrets: &Secrets<'_> = &|visit| self.secrets(visit);
        redact_headers(&mut response, secrets);
        read_outcome::<Self>(response, RESPONSE_LIMIT, secrets)
    }
}

/// Reads a response as an output or an error, without the secrets that its body may repeat. Its headers are redacted
/// already.
pub(in super::super) fn read_outcome<O: Operation + ?Sized>(
    response: Response<Body>,
    limit: usize,
    secrets: &Secrets<'_>,
) -> Result<O::Output, Error<O::Error>> {
    let is_kept = O::KEEPS_CONTENT_CODING && response.status().is_success();
    let (response, problem) = if is_kept {
        (response, None)
    } else {
        content_coding::decode(response, limit)
    };
    if response.status().is_success() {
        let output = match problem {
            Some(problem) => Err(failure(&response, ResponseProblem::ContentCoding(problem))),
            // The beginning of an error says what is wrong; the beginning of an output is not the output.
            None if response.body().is_truncated() => {
                Err(failure(&response, ResponseProblem::TooLarge { limit }))
            }
            None => O::output(response),
        };
        return output.map_err(|error| Error::new(O::NAME, ErrorKind::Response(error)));
    }
    let meta = ErrorMeta::read(&response, O::Error::FORMAT, secrets).or_message(problem.as_ref());
    let response = response.map(|body| redact_body((O::Error::FORMAT.repair)(body), secrets));
    let error = O::Error::from_response(meta, &response);
    Err(Error::new(O::NAME, ErrorKind::Service(error)))
}

/// The errors that a service may answer to an operation with.
pub trait ServiceError: fmt::Debug + fmt::Display {
    /// How their bodies are read.
    const FORMAT: ErrorFormat;

    /// The error that an error response stands for.
    fn from_response(meta: ErrorMeta, response: &Response<Body>) -> Self;

    /// What the error response said.
    fn meta(&self) -> &ErrorMeta;

    /// Why the same call may succeed a little later, if it may.
    fn retry_kind(&self) -> Option<RetryKind> {
        self.meta().retry_kind()
    }
}
