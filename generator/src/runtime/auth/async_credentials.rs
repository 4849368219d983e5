//! Sources of credentials that an asynchronous client awaits.

use std::{future::Future, sync::Arc};

use super::super::{Builder, client::BoxFuture};
use super::{
    AsyncSource,
    credentials::{Credentials, Refused},
    identity::{IdentitySource, Provider, Resolved},
    schemes::{AuthError, BoxError},
    sign::{Sign, Signer, SigningClient},
};

/// An asynchronous source of AWS credentials, such as one that renews temporary credentials over the network.
///
/// It is awaited before each attempt, so that renewed credentials are used at once. The call timeout covers it: once
/// that has passed, the future is dropped. A closure that returns a future is a source.
pub trait AsyncCredentialsSource: Send + Sync + 'static {
    /// Returns the credentials for the next attempt.
    ///
    /// # Errors
    ///
    /// Fails if there are no credentials. The call then fails with [`AuthError::CredentialsSource`], whose message
    /// contains this error's.
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, BoxError>>;

    /// Returns whether [`credentials`](Self::credentials) now returns others than these, which the service refused.
    ///
    /// It is called after a response with status 401, or with a code that says that the credentials have expired. If it
    /// returns `true`, the call is retried with the new credentials: once, and only if an attempt is left. The default
    /// is `false`.
    fn refused(&self, _credentials: &Credentials) -> bool {
        false
    }
}

impl<F, T> AsyncCredentialsSource for F
where
    F: Fn() -> T + Send + Sync + 'static,
    T: Future<Output = Result<Credentials, BoxError>> + Send + 'static,
{
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, BoxError>> {
        Box::pin(self())
    }
}

/// An asynchronous client of a service that is authenticated by signatures.
pub trait AsyncSigningClient: SigningClient {}

impl<C: AsyncSigningClient> Builder<C> {
    /// Sets the signer, and an asynchronous source of its credentials, which is awaited before each attempt.
    ///
    /// The signer finds the credentials in [`SignRequest::credentials`](super::sign::SignRequest::credentials).
    #[must_use]
    pub fn signer_with_async_credentials(
        mut self,
        signer: impl Sign,
        source: impl AsyncCredentialsSource,
    ) -> Self {
        let source = Arc::new(source);
        let notified = Arc::clone(&source);
        let refused: Refused = Arc::new(move |credentials| notified.refused(credentials));
        let source = AsyncSourceOfCredentials {
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

/// A signer, the source of its credentials, and the function that tells the source of refused ones.
struct AsyncSourceOfCredentials<S> {
    signer: Arc<dyn Sign>,
    source: Arc<S>,
    refused: Refused,
}

impl<S: AsyncCredentialsSource> AsyncSource for AsyncSourceOfCredentials<S> {
    fn future(&self) -> Option<BoxFuture<'_, Resolved>> {
        Some(Box::pin(async move {
            let credentials = self
                .source
                .credentials()
                .await
                .map_err(AuthError::CredentialsSource)?;
            let signer: Resolved = Ok(Arc::new(Signer::new(
                &self.signer,
                credentials,
                &self.refused,
            )));
            signer
        }))
    }
}

impl<S: AsyncCredentialsSource> IdentitySource for AsyncSourceOfCredentials<S> {
    fn identity(&self) -> Resolved {
        Err(AuthError::AsyncSource)
    }
}
