//! Credentials that an asynchronous client awaits.

use std::{future::Future, sync::Arc};

use super::super::{Builder, client::BoxFuture};
use super::{
    AsyncSource,
    credentials::{Credentials, Refused},
    identity::{IdentitySource, Provider, Resolved},
    schemes::{AuthError, BoxError},
    sign::{Sign, Signer, SigningClient},
};

/// Gives the credentials of the next attempt, in time.
///
/// It is awaited before each attempt, so that it can renew credentials that have expired, and those that were renewed
/// are used at once. The call's time covers it: when that is over, the future is dropped. A closure that gives a future
/// will do.
pub trait AsyncCredentialsSource: Send + Sync + 'static {
    /// Returns the credentials.
    ///
    /// # Errors
    ///
    /// When there are none. The call fails with [`AuthError::CredentialsSource`], whose text has the error's.
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, BoxError>>;

    /// Learns that the service refused these credentials: its status is 401, or its code says that they have expired.
    ///
    /// Returns whether `credentials` gives others now. If so, the call makes another attempt with them, once, if one
    /// is left. The default is `false`.
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

/// The asynchronous client of a service that takes signatures.
pub trait AsyncSigningClient: SigningClient {}

impl<C: AsyncSigningClient> Builder<C> {
    /// Signs the requests of the operations that take a signature, with the credentials of this source, which are
    /// awaited.
    ///
    /// The signer finds them in [`SignRequest::credentials`](super::sign::SignRequest::credentials).
    #[must_use]
    pub fn signer_with_async_credentials(
        mut self,
        signer: impl Sign,
        source: impl AsyncCredentialsSource,
    ) -> Self {
        let source = Arc::new(source);
        let asked = Arc::clone(&source);
        let refused: Refused = Arc::new(move |credentials| asked.refused(credentials));
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

/// A source, how it learns of refusals, and what signs with its credentials.
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
