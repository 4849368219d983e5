//! Operations that take a bearer token (RFC 6750, section 2.1).

use std::{sync::Arc, time::SystemTime};

use http::{HeaderValue, Request, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};

use super::super::{Body, Builder, ServiceClient};
use super::{
    AsyncSource,
    identity::{Identity, IdentitySource, Provider, Resolved},
    schemes::{Auth, AuthError, BoxError},
};

/// Gives the bearer token of the next attempt.
///
/// It is asked before each attempt, so that a token that was renewed is used at once. A closure will do.
///
/// In a blocking client it may block the thread and renew the token itself. That counts toward the call's time, but
/// isn't interrupted: give what it waits for a timeout. In an asynchronous client it must not block.
pub trait BearerTokenSource: Send + Sync + 'static {
    /// Returns the token.
    ///
    /// # Errors
    ///
    /// When there is none. The call fails with [`AuthError::TokenSource`], whose text has the error's.
    fn token(&self) -> Result<SecretString, BoxError>;

    /// Learns that the service refused this token: its status is 401, or its code says that the token has expired.
    ///
    /// Returns whether `token` gives another one now. If so, the call makes another attempt with it, once, if one is
    /// left. The default is `false`.
    fn refused(&self, _token: &SecretString) -> bool {
        false
    }
}

impl<F: Fn() -> Result<SecretString, BoxError> + Send + Sync + 'static> BearerTokenSource for F {
    fn token(&self) -> Result<SecretString, BoxError> {
        self()
    }
}

/// The client of a service that takes bearer tokens.
pub trait BearerClient: ServiceClient {}

impl<C: BearerClient> Builder<C> {
    /// Sends this token with the operations that take one, in the header `authorization`.
    #[must_use]
    pub fn bearer_token(mut self, token: impl Into<SecretString>) -> Self {
        let token = Token::new(token.into(), None);
        self.authentication.token = Provider {
            identity: Some(Arc::new(token)),
            source: None,
        };
        self
    }

    /// Sends the tokens of this source with the operations that take one.
    #[must_use]
    pub fn bearer_token_source(mut self, source: impl BearerTokenSource) -> Self {
        let source = Arc::new(source);
        let asked = Arc::clone(&source);
        let tokens = Tokens {
            source,
            refused: Arc::new(move |token| asked.refused(token)),
        };
        self.authentication.token = Provider {
            identity: None,
            source: Some(Arc::new(tokens)),
        };
        self
    }
}

/// Tells a source that a token was refused, and returns whether there is another one.
pub(super) type Refused = Arc<dyn Fn(&SecretString) -> bool + Send + Sync>;

/// A source, and how it learns of refusals.
struct Tokens<S> {
    source: Arc<S>,
    refused: Refused,
}

impl<S: BearerTokenSource> AsyncSource for Tokens<S> {}

impl<S: BearerTokenSource> IdentitySource for Tokens<S> {
    fn identity(&self) -> Resolved {
        let token = self.source.token().map_err(AuthError::TokenSource)?;
        Ok(Arc::new(Token::new(token, Some(Arc::clone(&self.refused)))))
    }
}

/// A token, and its header if it can be one.
pub(super) struct Token {
    secret: SecretString,
    header: Option<HeaderValue>,
    refused: Option<Refused>,
}

impl Token {
    pub(super) fn new(secret: SecretString, refused: Option<Refused>) -> Self {
        let header = header(secret.expose_secret());
        Self {
            secret,
            header,
            refused,
        }
    }
}

impl Identity for Token {
    fn add(
        &self,
        message: &mut Request<Body>,
        _: Auth,
        _: &str,
        _: SystemTime,
    ) -> Result<Vec<SecretString>, AuthError> {
        let header = self.header.clone().ok_or(AuthError::TokenValue)?;
        drop(message.headers_mut().insert(AUTHORIZATION, header));
        Ok(Vec::new())
    }

    fn secrets(&self, visit: &mut dyn FnMut(&str)) {
        visit(self.secret.expose_secret());
    }

    fn refused(&self) -> bool {
        self.refused
            .as_ref()
            .is_some_and(|refused| refused(&self.secret))
    }
}

/// Returns the header with a token. The rules for the values of other headers hold here too.
fn header(token: &str) -> Option<HeaderValue> {
    let is_plain = token.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if token.is_empty() || !is_plain || token.starts_with(' ') || token.ends_with(' ') {
        return None;
    }
    let value = SecretString::from(format!("Bearer {token}"));
    let mut value = HeaderValue::from_str(value.expose_secret()).ok()?;
    value.set_sensitive(true);
    Some(value)
}
