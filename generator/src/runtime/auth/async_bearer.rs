//! Sources of bearer tokens that an asynchronous client awaits.

use std::{future::Future, sync::Arc};

use secrecy::SecretString;

use super::super::{Builder, ServiceClient, client::BoxFuture};
use super::{
    AsyncSource,
    bearer::{BearerClient, Refused, Token},
    identity::{BEARER_TOKEN, IdentitySource, Provider, Resolved},
    schemes::{AuthError, BoxError},
};

/// An asynchronous source of bearer tokens, such as one that renews a token over the network.
///
/// It is awaited before each attempt, so that a renewed token is used at once. The call timeout covers it: once that
/// has passed, the future is dropped. A closure that returns a future is a source:
///
/// ```text
/// let client = Client::builder()
///     .async_bearer_token_source(|| async { Ok(SecretString::from(token().await?)) })
///     .build()?;
/// ```
pub trait AsyncBearerTokenSource: Send + Sync + 'static {
    /// Returns the bearer token for the next attempt.
    ///
    /// # Errors
    ///
    /// Fails if there is no token. The call then fails with [`AuthError::TokenSource`], whose message contains this
    /// error's.
    fn token(&self) -> BoxFuture<'_, Result<SecretString, BoxError>>;

    /// Returns whether [`token`](Self::token) now returns another token than this one, which the service refused.
    ///
    /// It is called after a response with status 401, or with a code that says that the token has expired. If it
    /// returns `true`, the call is retried with the new token: once, and only if an attempt is left. The default is
    /// `false`.
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

/// An asynchronous client of a service that is authenticated by bearer tokens.
pub trait AsyncBearerClient: BearerClient {}

impl<C: AsyncBearerClient> Builder<C> {
    /// Sets an asynchronous source of bearer tokens, which is awaited before each attempt.
    #[must_use]
    pub fn async_bearer_token_source(self, source: impl AsyncBearerTokenSource) -> Self {
        self.set_async_bearer_token_source(BEARER_TOKEN, source)
    }
}

impl<C: ServiceClient> Builder<C> {
    /// Sets the asynchronous source of a scheme's bearer tokens.
    #[doc(hidden)]
    #[must_use]
    pub fn set_async_bearer_token_source(
        mut self,
        setting: &'static str,
        source: impl AsyncBearerTokenSource,
    ) -> Self {
        let source = Arc::new(source);
        let notified = Arc::clone(&source);
        let tokens = AsyncTokens {
            source,
            refused: Arc::new(move |token| notified.refused(token)),
        };
        let provider = Provider {
            identity: None,
            source: Some(Arc::new(tokens)),
        };
        drop(self.authentication.schemes.insert(setting, provider));
        self
    }
}

/// A source, and the function that tells it of a refused token.
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
