//! Ending a session on the server.

use std::{collections::BTreeMap, ops::ControlFlow};

use http::Response;
use identity_center::{
    portal::{LogoutError, LogoutInput, blocking::Client},
    runtime::{
        Body, BuildError, Builder, Error, ErrorKind, HttpRequest, TransportError,
        blocking::HttpClient,
    },
};
use secrecy::ExposeSecret;

use crate::{
    cache::TokenFile,
    steps::{Step, Steps},
    token::Token,
};

/// What became of a session on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerSession {
    /// It is over.
    SignedOut,
    /// The server no longer knew it.
    AlreadySignedOut,
    /// It may live on: the token can't be sent, whenever it is tried.
    CannotSend(String),
    /// It may live on: the server could not be reached, or said something else.
    Unconfirmed(String),
    /// Nobody asked the server.
    NotCalled,
}

impl ServerSession {
    /// Whether there is nothing more to do about it.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !matches!(self, Self::CannotSend(_) | Self::Unconfirmed(_))
    }
}

/// A client for each region that a token needs.
#[derive(Debug)]
pub(crate) struct Clients {
    by_region: BTreeMap<String, Result<Client, BuildError>>,
    dry_run: bool,
}

impl Clients {
    /// Makes clients with some settings in common for the regions of these tokens. In a dry run they send nothing.
    pub(crate) fn new<'a>(
        settings: &Builder<Client>,
        tokens: impl IntoIterator<Item = &'a Token>,
        dry_run: bool,
    ) -> Self {
        let regions = tokens.into_iter().filter_map(|token| token.region.clone());
        let by_region = regions
            .map(|region| (region.clone(), client(settings, region, dry_run)))
            .collect();
        Self { by_region, dry_run }
    }

    /// Calls Logout for a token, in its own region. A dry run gets no further than to the sending, so that it
    /// refuses what would be refused.
    pub(crate) fn sign_out(
        &self,
        file: &TokenFile,
        steps: &Steps<'_>,
    ) -> ControlFlow<(), ServerSession> {
        let token = &file.token;
        let client = match self.client(token) {
            Ok(client) => client,
            Err(not_called) => return ControlFlow::Continue(not_called),
        };
        let logout = |success| match client.logout(LogoutInput::new(token.access_token.clone())) {
            Ok(_) => success,
            Err(error) => not_signed_out(&error, token),
        };
        if self.dry_run {
            return ControlFlow::Continue(logout(ServerSession::NotCalled));
        }
        steps.pass(Step::Call, &file.file.name)?;
        let server = logout(ServerSession::SignedOut);
        steps.pass(Step::Called, &file.file.name)?;
        ControlFlow::Continue(server)
    }

    fn client(&self, token: &Token) -> Result<&Client, ServerSession> {
        let client = token
            .region
            .as_ref()
            .and_then(|region| self.by_region.get(region));
        let client = client
            .ok_or_else(|| ServerSession::CannotSend("the token names no region".to_owned()))?;
        client.as_ref().map_err(|error| match error {
            BuildError::Region => ServerSession::CannotSend(error.to_string()),
            error => ServerSession::Unconfirmed(error.to_string()),
        })
    }
}

fn client(settings: &Builder<Client>, region: String, dry_run: bool) -> Result<Client, BuildError> {
    // With an endpoint of the user's the region doesn't matter, but a token with such a region is broken.
    match Client::builder().region(region.clone()).config() {
        Err(error @ BuildError::Region) => Err(error),
        _ if dry_run => settings.clone().region(region).build_with(Nowhere),
        _ => settings.clone().region(region).build(),
    }
}

/// Sends nothing, and calls that a success.
#[derive(Debug)]
struct Nowhere;

impl HttpClient for Nowhere {
    fn send(&self, _: HttpRequest) -> Result<Response<Body>, TransportError> {
        Ok(Response::new(Body::empty()))
    }
}

fn not_signed_out(error: &Error<LogoutError>, token: &Token) -> ServerSession {
    // Not every 401 says so: a gateway on the way answers with one too.
    if let Some(LogoutError::UnauthorizedException(_)) = error.service() {
        return ServerSession::AlreadySignedOut;
    }
    let reason = error.to_string();
    // This never repeats a value.
    if let ErrorKind::Input(_) = error.kind() {
        return ServerSession::CannotSend(reason);
    }
    let secret = token.access_token.expose_secret();
    // The client takes out what is long enough to be a token; here nothing must be left to luck.
    if !secret.is_empty() && reason.contains(secret) {
        return ServerSession::Unconfirmed("the server's answer repeats the token".to_owned());
    }
    ServerSession::Unconfirmed(reason)
}
