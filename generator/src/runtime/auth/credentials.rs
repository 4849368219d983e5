//! The credentials that signatures are made with, and where they come from.

use std::sync::Arc;

use secrecy::SecretString;

use super::super::Builder;
use super::{
    AsyncSource,
    identity::{IdentitySource, Provider, Resolved},
    schemes::{AuthError, BoxError},
    sign::{Sign, Signer, SigningClient},
};

/// The credentials of an AWS user, or of a role for a while.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Credentials {
    /// The id of the access key, which is no secret.
    pub access_key_id: String,
    /// The access key itself.
    pub secret_access_key: SecretString,
    /// The token that goes with temporary keys.
    pub session_token: Option<SecretString>,
}

impl Credentials {
    /// Returns the credentials with this key, without a session token.
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

    /// Adds the token that goes with temporary keys.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<SecretString>) -> Self {
        self.session_token = Some(token.into());
        self
    }
}

/// Gives the credentials of the next attempt.
///
/// It is asked before each attempt, so that credentials that were renewed are used at once. A closure will do.
///
/// In a blocking client it may block the thread and renew the credentials itself. That counts toward the call's time,
/// but isn't interrupted: give what it waits for a timeout. In an asynchronous client it must not block.
pub trait CredentialsSource: Send + Sync + 'static {
    /// Returns the credentials.
    ///
    /// # Errors
    ///
    /// When there are none. The call fails with [`AuthError::CredentialsSource`], whose text has the error's.
    fn credentials(&self) -> Result<Credentials, BoxError>;

    /// Learns that the service refused these credentials: its status is 401, or its code says that they have expired.
    ///
    /// Returns whether `credentials` gives others now. If so, the call makes another attempt with them, once, if one
    /// is left. The default is `false`.
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
    /// Signs the requests of the operations that take a signature, with the credentials of this source.
    ///
    /// The signer finds them in [`SignRequest::credentials`](super::sign::SignRequest::credentials).
    #[must_use]
    pub fn signer_with_credentials(
        mut self,
        signer: impl Sign,
        source: impl CredentialsSource,
    ) -> Self {
        let source = Arc::new(source);
        let asked = Arc::clone(&source);
        let refused: Refused = Arc::new(move |credentials| asked.refused(credentials));
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

/// Tells a source that credentials were refused, and returns whether there are others.
pub(super) type Refused = Arc<dyn Fn(&Credentials) -> bool + Send + Sync>;

/// A source, how it learns of refusals, and what signs with its credentials.
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
