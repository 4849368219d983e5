//! The generated clients, to be called again and again.

use std::{future::pending, time::Duration};

use calling_harness::{Answer, AsyncClient, BlockingClient, Failure, TOKEN, Target};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use identity_center::{
    portal::{self, LogoutError, LogoutInput, LogoutOutput},
    runtime::{
        self, Body, HttpRequest, TransportError,
        client::{BoxFuture, HttpClient},
    },
};

/// A transport that always gives the same response.
#[derive(Debug)]
struct Canned(Answer);

impl Canned {
    fn response(&self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.0.body()));
        *response.status_mut() = StatusCode::from_u16(self.0.status()).unwrap_or_default();
        let headers = self.0.headers().iter();
        response.headers_mut().extend(headers.map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        }));
        response
    }
}

impl HttpClient for Canned {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async { Ok(self.response()) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(pending())
    }
}

impl runtime::blocking::HttpClient for Canned {
    fn send(&self, _: HttpRequest) -> Result<Response<Body>, TransportError> {
        Ok(self.response())
    }
}

/// The asynchronous client.
#[derive(Clone, Debug)]
pub struct Async(portal::Client);

impl AsyncClient for Async {
    fn new(target: &Target) -> Result<Self, Failure> {
        let builder = portal::Client::builder();
        Ok(Self(match target {
            Target::Canned(answer) => builder.region("eu-west-1").build_with(Canned(*answer))?,
            Target::Url(url) => builder.endpoint_url(url).build()?,
        }))
    }

    async fn call(&self) -> Result<Answer, Failure> {
        answer(self.0.logout(LogoutInput::new(TOKEN)).await)
    }
}

/// The blocking client.
#[derive(Clone, Debug)]
pub struct Blocking(portal::blocking::Client);

impl BlockingClient for Blocking {
    fn new(target: &Target) -> Result<Self, Failure> {
        let builder = portal::blocking::Client::builder();
        Ok(Self(match target {
            Target::Canned(answer) => builder.region("eu-west-1").build_with(Canned(*answer))?,
            Target::Url(url) => builder.endpoint_url(url).build()?,
        }))
    }

    fn call(&self) -> Result<Answer, Failure> {
        answer(self.0.logout(LogoutInput::new(TOKEN)))
    }
}

fn answer(result: Result<LogoutOutput, runtime::Error<LogoutError>>) -> Result<Answer, Failure> {
    match result {
        Ok(_) => Ok(Answer::Success),
        Err(error) => match error.service() {
            Some(LogoutError::UnauthorizedException(_)) => Ok(Answer::Unauthorized),
            _ => Err(error.into()),
        },
    }
}
