//! AWS credentials for signatures, and their sources.

use std::sync::Arc;

use secrecy::SecretString;

use super::super::Builder;
use super::{
    AsyncSource,
    identity::{IdentitySource, Provider, Resolved},
    schemes::{AuthError, BoxError},
    sign::{Sign, Signer, SigningClient},
};

/// AWS credentials: an access key and, if it is temporary, its session token.
///
/// ```text
/// let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", secret_access_key).with_session_token(session_token);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Credentials {
    /// The access key id, which is not secret.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: SecretString,
    /// The session token of a temporary access key.
    pub session_token: Option<SecretString>,
}

impl Credentials {
    /// Creates credentials with this access key, without a session token.
    #[must_use]
    pub fn new(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<SecretString>,
    ) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
        }
    }

    /// Sets the session token of a temporary access key.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<SecretString>) -> Self {
        self.session_token = Some(token.into());
        self
    }
}

/// A source of AWS credentials.
///
/// It is called before each attempt, so that renewed credentials are used at once. A closure is a source:
///
/// ```text
/// let client = Client::builder()
///     .region("eu-west-1")
///     .signer_with_credentials(signer, move || Ok(cache.current()?))
///     .build()?;
/// ```
///
/// In a blocking client it may block the thread to renew the credentials. That counts toward the call timeout, but
/// isn't interrupted by it, so whatever it waits for needs a timeout of its own. In an asynchronous client it must not
/// block.
pub trait CredentialsSource: Send + Sync + 'static {
    /// Returns the credentials for the next attempt.
    ///
    /// # Errors
    ///
    /// Fails if there are no credentials. The call then fails with [`AuthError::CredentialsSource`], whose message
    /// contains this error's.
    fn credentials(&self) -> Result<Credentials, BoxError>;

    /// Returns whether [`credentials`](Self::credentials) now returns others than these, which the service refused.
    ///
    /// It is called after a response with status 401, or with a code that says that the credentials have expired. If it
    /// returns `true`, the call is retried with the new credentials: once, and only if an attempt is left. The default
    /// is `false`.
    fn refused(&self, _credentials: &Credentials) -> bool {
        false
    }
}

impl<F: Fn() -> Result<Credentials, BoxError> + Send + Sync + 'static> CredentialsSource for F {
    fn credentials(&self) -> Result<Credentials, BoxError> {
        self()
    }
}

impl<C: SigningClient> Builder<C> {
    /// Sets the signer, and a source of its credentials, which is called before each attempt.
    ///
    /// The signer finds the credentials in [`SignRequest::credentials`](super::sign::SignRequest::credentials).
    #[must_use]
    pub fn signer_with_credentials(
        mut self,
        signer: impl Sign,
        source: impl CredentialsSource,
    ) -> Self {
        let source = Arc::new(source);
        let notified = Arc::clone(&source);
        let refused: Refused = Arc::new(move |credentials| notified.refused(credentials));
        let source = SourceOfCredentials {
            signer: Arc::new(signer),
            source,
            refused,
        };
        self.authentication.signer = Provider {
            identity: None,
            source: Some(Arc::new(source)),
        };
        self
    }
}

/// Tells a source that credentials were refused, and returns whether it has others.
pub(super) type Refused = Arc<dyn Fn(&Credentials) -> bool + Send + Sync>;

/// A signer, the source of its credentials, and the function that tells the source of refused ones.
struct SourceOfCredentials<S> {
    signer: Arc<dyn Sign>,
    source: Arc<S>,
    refused: Refused,
}

impl<S: CredentialsSource> AsyncSource for SourceOfCredentials<S> {}

impl<S: CredentialsSource> IdentitySource for SourceOfCredentials<S> {
    fn identity(&self) -> Resolved {
        let credentials = self
            .source
            .credentials()
            .map_err(AuthError::CredentialsSource)?;
        Ok(Arc::new(Signer::new(
            &self.signer,
            credentials,
            &self.refused,
        )))
    }
}
