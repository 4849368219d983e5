//! The clients written by hand, to be called again and again.

use calling_harness::{Answer, AsyncClient, BlockingClient, Failure, TOKEN, Target};
use hand_written::{Error, Protocol, blocking, hyper, outcome};
use http::{HeaderName, HeaderValue, Response, StatusCode};

/// A client whose every call gets the same response.
#[derive(Clone, Debug)]
struct Canned {
    protocol: Protocol,
    answer: Answer,
}

impl Canned {
    fn new(answer: Answer) -> Result<Self, Failure> {
        let protocol = Protocol::new("https://portal.sso.eu-west-1.amazonaws.com")?;
        Ok(Self { protocol, answer })
    }

    fn logout(&self, token: &str) -> Result<Option<String>, Error> {
        drop(self.protocol.request(token, ())?);
        outcome(&self.response())
    }

    fn response(&self) -> Response<&'static str> {
        let mut response = Response::new(self.answer.body());
        *response.status_mut() = StatusCode::from_u16(self.answer.status()).unwrap_or_default();
        let headers = self.answer.headers().iter();
        response.headers_mut().extend(headers.map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        }));
        response
    }
}

/// The asynchronous client.
#[derive(Clone, Debug)]
pub struct Async(Inner<hyper::Client>);

/// The blocking client.
#[derive(Clone, Debug)]
pub struct Blocking(Inner<blocking::Client>);

#[derive(Clone, Debug)]
enum Inner<C> {
    Canned(Canned),
    Real(C),
}

impl AsyncClient for Async {
    fn new(target: &Target) -> Result<Self, Failure> {
        Ok(Self(match target {
            Target::Canned(answer) => Inner::Canned(Canned::new(*answer)?),
            Target::Url(url) => Inner::Real(hyper::Client::new(url)?),
        }))
    }

    async fn call(&self) -> Result<Answer, Failure> {
        answer(match &self.0 {
            Inner::Canned(canned) => canned.logout(TOKEN),
            Inner::Real(client) => client.logout(TOKEN).await,
        })
    }
}

impl BlockingClient for Blocking {
    fn new(target: &Target) -> Result<Self, Failure> {
        Ok(Self(match target {
            Target::Canned(answer) => Inner::Canned(Canned::new(*answer)?),
            Target::Url(url) => Inner::Real(blocking::Client::new(url)?),
        }))
    }

    fn call(&self) -> Result<Answer, Failure> {
        answer(match &self.0 {
            Inner::Canned(canned) => canned.logout(TOKEN),
            Inner::Real(client) => client.logout(TOKEN),
        })
    }
}

fn answer(result: Result<Option<String>, Error>) -> Result<Answer, Failure> {
    match result {
        Ok(_) => Ok(Answer::Success),
        Err(Error::Unauthorized(_)) => Ok(Answer::Unauthorized),
        Err(error) => Err(error.into()),
    }
}
