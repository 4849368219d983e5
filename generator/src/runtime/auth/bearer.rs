//! Operations that take a bearer token (RFC 6750, section 2.1).

use std::sync::Arc;

use http::{HeaderValue, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};

use super::super::{Builder, ServiceClient};
use super::schemes::{AuthError, BoxError};

/// Gives the bearer token of the next attempt.
///
/// It is asked before each attempt, so that a token that was renewed is used at once. It runs on the thread of
/// the call: renew the token somewhere else, and give the one that is there. A closure will do.
pub trait BearerTokenSource: Send + Sync + 'static {
    /// The token.
    ///
    /// # Errors
    ///
    /// When there is none. The call fails with [`AuthError::TokenSource`], whose text has the error's.
    fn token(&self) -> Result<SecretString, BoxError>;
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
    pub fn bearer_token(self, token: impl Into<SecretString>) -> Self {
        let token = token.into();
        self.bearer_token_source(move || Ok(token.clone()))
    }

    /// Sends the tokens of this source with the operations that take one.
    #[must_use]
    pub fn bearer_token_source(mut self, source: impl BearerTokenSource) -> Self {
        self.proofs.token = Some(Arc::new(move |headers| {
            let token = source.token().map_err(AuthError::TokenSource)?;
            drop(headers.insert(AUTHORIZATION, header(&token)?));
            Ok(vec![token])
        }));
        self
    }
}

/// The rules for the values of other headers hold here too.
fn header(token: &SecretString) -> Result<HeaderValue, AuthError> {
    let token = token.expose_secret();
    let is_plain = token.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if token.is_empty() || !is_plain || token.starts_with(' ') || token.ends_with(' ') {
        return Err(AuthError::TokenValue);
    }
    let value = SecretString::from(format!("Bearer {token}"));
    let mut value = HeaderValue::from_str(value.expose_secret()).map_err(|_| AuthError::TokenValue)?;
    value.set_sensitive(true);
    Ok(value)
}
