//! Operations with streams, as the generator writes them.

use std::fmt;

use http::{Method, Request, Response, header::CONTENT_LENGTH};

use crate::runtime::{
    Body, Endpoint, ErrorMeta, InputError, Operation, RequestBuilder, ResponseError, ServiceError,
};

/// Sends a stream.
#[derive(Debug)]
pub struct Upload(pub Body);

impl Operation for Upload {
    type Output = ();
    type Error = Failure;

    const NAME: &'static str = "Upload";
    const IS_IDEMPOTENT: bool = true;

    fn request(&mut self, endpoint: &Endpoint) -> Result<Request<Body>, InputError> {
        let body = std::mem::take(&mut self.0);
        let length = body.length();
        let mut request = RequestBuilder::new(Method::PUT, "/upload").without_body(endpoint)?.map(|_| body);
        request.headers_mut().remove(CONTENT_LENGTH);
        request.headers_mut().extend(length.map(|length| (CONTENT_LENGTH, length.into())));
        Ok(request)
    }

    fn output(_: Response<Body>) -> Result<(), ResponseError> {
        Ok(())
    }
}

/// Gives a stream.
#[derive(Debug)]
pub struct Download;

impl Operation for Download {
    type Output = Body;
    type Error = Failure;

    const NAME: &'static str = "Download";
    const IS_IDEMPOTENT: bool = true;
    const STREAMS_OUTPUT: bool = true;

    fn request(&mut self, endpoint: &Endpoint) -> Result<Request<Body>, InputError> {
        RequestBuilder::new(Method::GET, "/download").without_body(endpoint)
    }

    fn output(response: Response<Body>) -> Result<Body, ResponseError> {
        Ok(response.into_body())
    }
}

/// What the service answers instead.
#[derive(Debug)]
pub struct Failure(ErrorMeta);

impl ServiceError for Failure {
    fn from_response(meta: ErrorMeta, _: &Response<Body>) -> Self {
        Self(meta)
    }

    fn meta(&self) -> &ErrorMeta {
        &self.0
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
