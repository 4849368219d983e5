//! Who makes a call, and where that is learned: first the identity, then the request.

use std::{fmt, sync::Arc, time::SystemTime};

use http::Request;
use secrecy::SecretString;

use super::super::Body;
use super::{
    AsyncSource,
    schemes::{Auth, AuthError},
};

/// A token, or a signer with its credentials.
pub(in super::super) trait Identity: Send + Sync {
    /// Adds what authenticates a request, and returns what of it the response must not repeat, besides the secrets.
    ///
    /// Nothing decides about it but the identity and what is given here.
    fn add(
        &self,
        message: &mut Request<Body>,
        auth: Auth,
        region: &str,
        time: SystemTime,
    ) -> Result<Vec<SecretString>, AuthError>;

    /// Visits the secrets that it consists of.
    fn secrets(&self, visit: &mut dyn FnMut(&str));

    /// Tells its source that the service refused it, and returns whether the source has another one.
    fn refused(&self) -> bool;
}

impl fmt::Debug for dyn Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// An identity, or why there is none.
pub(in super::super) type Resolved = Result<Arc<dyn Identity>, AuthError>;

/// Gives the identity of the next attempt. What an asynchronous client has to await is its [`AsyncSource`].
pub(in super::super) trait IdentitySource: AsyncSource + Send + Sync {
    /// Returns the identity, and may block the thread until it is there.
    fn identity(&self) -> Resolved;
}

/// Either the identity of all attempts or the source of each; neither if none is set.
#[derive(Clone, Default)]
pub(in super::super) struct Provider {
    pub(in super::super) identity: Option<Arc<dyn Identity>>,
    pub(in super::super) source: Option<Arc<dyn IdentitySource>>,
}

impl Provider {
    fn if_set(&self) -> Option<&Self> {
        (self.identity.is_some() || self.source.is_some()).then_some(self)
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.if_set().is_some() {
            "[redacted]"
        } else {
            "none"
        })
    }
}

/// How the calls of a client are authenticated.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Authentication {
    pub(in super::super) token: Provider,
    pub(in super::super) signer: Provider,
    /// The region to sign for.
    pub(in super::super) region: Option<String>,
}

impl Authentication {
    /// Returns what an operation needs, unless it needs nothing.
    pub(in super::super) fn provider(&self, auth: Auth) -> Result<Option<&Provider>, AuthError> {
        match auth {
            Auth::None => Ok(None),
            Auth::Bearer => self.token.if_set().ok_or(AuthError::NoToken).map(Some),
            Auth::Sigv4 { .. } => {
                let signer = self.signer.if_set().ok_or(AuthError::NoSigner)?;
                self.region
                    .as_ref()
                    .map(|_| Some(signer))
                    .ok_or(AuthError::NoRegion)
            }
        }
    }
}
