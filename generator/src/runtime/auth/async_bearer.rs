//! Bearer tokens that an asynchronous client awaits.

use std::{future::Future, sync::Arc};

use secrecy::SecretString;

use super::super::{Builder, client::BoxFuture};
use super::{
    AsyncSource,
    bearer::{BearerClient, Refused, Token},
    identity::{IdentitySource, Provider, Resolved},
    schemes::{AuthError, BoxError},
};

/// Gives the bearer token of the next attempt, in time.
///
/// It is awaited before each attempt, so that it can renew a token that has expired, and one that was renewed is used
/// at once. The call's time covers it: when that is over, the future is dropped. A closure that gives a future will do.
pub trait AsyncBearerTokenSource: Send + Sync + 'static {
    /// Returns the token.
    ///
    /// # Errors
    ///
    /// When there is none. The call fails with [`AuthError::TokenSource`], whose text has the error's.
    fn token(&self) -> BoxFuture<'_, Result<SecretString, BoxError>>;

    /// Learns that the service refused this token: its status is 401, or its code says that the token has expired.
    ///
    /// Returns whether `token` gives another one now. If so, the call makes another attempt with it, once, if one is
    /// left. The default is `false`.
    fn refused(&self, _token: &SecretString) -> bool {
        false
    }
}

impl<F, T> AsyncBearerTokenSource for F
where
    F: Fn() -> T + Send + Sync + 'static,
    T: Future<Output = Result<SecretString, BoxError>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<SecretString, BoxError>> {
        Box::pin(self())
    }
}

/// The asynchronous client of a service that takes bearer tokens.
pub trait AsyncBearerClient: BearerClient {}

impl<C: AsyncBearerClient> Builder<C> {
    /// Sends the tokens of this source, which are awaited, with the operations that take one.
    #[must_use]
    pub fn async_bearer_token_source(mut self, source: impl AsyncBearerTokenSource) -> Self {
        let source = Arc::new(source);
        let asked = Arc::clone(&source);
        let tokens = AsyncTokens {
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

/// A source, and how it learns of refusals.
struct AsyncTokens<S> {
    source: Arc<S>,
    refused: Refused,
}

impl<S: AsyncBearerTokenSource> AsyncSource for AsyncTokens<S> {
    fn future(&self) -> Option<BoxFuture<'_, Resolved>> {
        Some(Box::pin(async move {
            let token = self.source.token().await.map_err(AuthError::TokenSource)?;
            let token: Resolved = Ok(Arc::new(Token::new(token, Some(Arc::clone(&self.refused)))));
            token
        }))
    }
}

impl<S: AsyncBearerTokenSource> IdentitySource for AsyncTokens<S> {
    fn identity(&self) -> Resolved {
        Err(AuthError::AsyncSource)
    }
}
