//! Authentication by bearer tokens (RFC 6750, section 2.1).

use std::{sync::Arc, time::SystemTime};

use http::{HeaderValue, Request, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};

use super::super::{Body, Builder, ServiceClient, protocol::request::is_header_value};
use super::{
    AsyncSource,
    identity::{BEARER_TOKEN, Identity, IdentitySource, Provider, Resolved},
    schemes::{Auth, AuthError, BoxError},
};

/// A source of bearer tokens.
///
/// It is called before each attempt, so that a renewed token is used at once. A closure is a source:
///
/// ```text
/// let client = Client::builder()
///     .bearer_token_source(|| Ok(SecretString::from(std::fs::read_to_string("token")?)))
///     .build()?;
/// ```
///
/// In a blocking client it may block the thread to renew the token. That counts toward the call timeout, but isn't
/// interrupted by it, so whatever it waits for needs a timeout of its own. In an asynchronous client it must not block.
pub trait BearerTokenSource: Send + Sync + 'static {
    /// Returns the bearer token for the next attempt.
    ///
    /// # Errors
    ///
    /// Fails if there is no token. The call then fails with [`AuthError::TokenSource`], whose message contains this
    /// error's.
    fn token(&self) -> Result<SecretString, BoxError>;

    /// Returns whether [`token`](Self::token) now returns another token than this one, which the service refused.
    ///
    /// It is called after a response with status 401, or with a code that says that the token has expired. If it
    /// returns `true`, the call is retried with the new token: once, and only if an attempt is left. The default is
    /// `false`.
    fn refused(&self, _token: &SecretString) -> bool {
        false
    }
}

impl<F: Fn() -> Result<SecretString, BoxError> + Send + Sync + 'static> BearerTokenSource for F {
    fn token(&self) -> Result<SecretString, BoxError> {
        self()
    }
}

/// A client of a service that is authenticated by bearer tokens.
pub trait BearerClient: ServiceClient {}

impl<C: BearerClient> Builder<C> {
    /// Sets the bearer token, which is sent in the header `authorization` of the operations that require one.
    #[must_use]
    pub fn bearer_token(self, token: impl Into<SecretString>) -> Self {
        self.set_bearer_token(BEARER_TOKEN, token.into())
    }

    /// Sets a source of bearer tokens, which is called before each attempt.
    #[must_use]
    pub fn bearer_token_source(self, source: impl BearerTokenSource) -> Self {
        self.set_bearer_token_source(BEARER_TOKEN, source)
    }
}

impl<C: ServiceClient> Builder<C> {
    /// Sets the bearer token of a scheme.
    #[doc(hidden)]
    #[must_use]
    pub fn set_bearer_token(mut self, setting: &'static str, token: SecretString) -> Self {
        let token = Token::new(token, None);
        drop(self.authentication.schemes.insert(setting, token.into()));
        self
    }

    /// Sets the source of a scheme's bearer tokens.
    #[doc(hidden)]
    #[must_use]
    pub fn set_bearer_token_source(
        mut self,
        setting: &'static str,
        source: impl BearerTokenSource,
    ) -> Self {
        let source = Arc::new(source);
        let notified = Arc::clone(&source);
        let tokens = Tokens {
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

/// Tells a source that a bearer token was refused, and returns whether it has another one.
pub(super) type Refused = Arc<dyn Fn(&SecretString) -> bool + Send + Sync>;

/// A source, and the function that tells it of a refused token.
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

/// A bearer token with its header, or with the reason why it has none.
pub(super) struct Token {
    secret: SecretString,
    header: Result<HeaderValue, InvalidToken>,
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
    fn authenticate(
        &self,
        message: &mut Request<Body>,
        _: Auth,
        _: &str,
        _: SystemTime,
    ) -> Result<Vec<SecretString>, AuthError> {
        let header = self.header.clone().map_err(AuthError::from)?;
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

/// The reason why a bearer token is invalid.
#[derive(Clone, Copy)]
enum InvalidToken {
    /// It is not a valid header value.
    Value,
    /// It contains a space.
    Space,
}

impl From<InvalidToken> for AuthError {
    fn from(invalid: InvalidToken) -> Self {
        match invalid {
            InvalidToken::Value => Self::TokenValue,
            InvalidToken::Space => Self::TokenSpace,
        }
    }
}

/// Returns the header with a bearer token. The rules are those for the values of other headers, and a token contains
/// no space (RFC 6750, section 2.1).
fn header(token: &str) -> Result<HeaderValue, InvalidToken> {
    if token.is_empty() || !is_header_value(token) {
        return Err(InvalidToken::Value);
    }
    if token.contains(' ') {
        return Err(InvalidToken::Space);
    }
    let value = SecretString::from(format!("Bearer {token}"));
    let mut value =
        HeaderValue::from_str(value.expose_secret()).map_err(|_| InvalidToken::Value)?;
    value.set_sensitive(true);
    Ok(value)
}
