//! The identity of an attempt, which is resolved before the request is created.

use std::{collections::BTreeMap, fmt, sync::Arc, time::SystemTime};

use http::Request;
use secrecy::SecretString;

use super::super::Body;
use super::{
    AsyncSource,
    schemes::{Auth, AuthError},
};

/// The name of the setting of services with one bearer token.
pub(super) const BEARER_TOKEN: &str = "bearer_token";

/// A bearer token, an API key, a user name with a password, or a signer with its credentials.
pub(in super::super) trait Identity: Send + Sync {
    /// Authenticates a request, and returns which added values an error must not repeat, besides [`Self::secrets`].
    ///
    /// The result depends on nothing but the identity and these parameters.
    fn authenticate(
        &self,
        message: &mut Request<Body>,
        auth: Auth,
        region: &str,
        time: SystemTime,
    ) -> Result<Vec<SecretString>, AuthError>;

    /// Visits the secrets of the identity.
    fn secrets(&self, visit: &mut dyn FnMut(&str));

    /// Tells the source that the service refused the identity, and returns whether the source has another one.
    fn refused(&self) -> bool;
}

impl fmt::Debug for dyn Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// An identity, or the reason why there is none.
pub(in super::super) type Resolved = Result<Arc<dyn Identity>, AuthError>;

/// A source of identities. The part that an asynchronous client awaits is [`AsyncSource`].
pub(in super::super) trait IdentitySource: AsyncSource + Send + Sync {
    /// Returns the identity for the next attempt. It may block the thread.
    fn identity(&self) -> Resolved;
}

/// The identity of all attempts, or the source of each attempt's identity. Neither is set by default.
#[derive(Clone, Default)]
pub(in super::super) struct Provider {
    pub(in super::super) identity: Option<Arc<dyn Identity>>,
    pub(in super::super) source: Option<Arc<dyn IdentitySource>>,
}

/// Provides the same identity for all attempts.
impl<I: Identity + 'static> From<I> for Provider {
    fn from(identity: I) -> Self {
        Self {
            identity: Some(Arc::new(identity)),
            source: None,
        }
    }
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

/// The authentication of a client's calls.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Authentication {
    /// The providers of bearer tokens, API keys and passwords, each by the name of its setting.
    pub(in super::super) schemes: BTreeMap<&'static str, Provider>,
    pub(in super::super) signer: Provider,
    /// The region to sign for.
    pub(in super::super) region: Option<String>,
}

impl Authentication {
    /// Returns the providers for an operation. There are none if the operation isn't authenticated.
    pub(in super::super) fn providers(&self, auth: Auth) -> Result<Vec<&Provider>, AuthError> {
        match auth {
            Auth::None => Ok(Vec::new()),
            Auth::Bearer => {
                let token = self.schemes.get(BEARER_TOKEN).ok_or(AuthError::NoToken)?;
                Ok(vec![token])
            }
            Auth::Sigv4 { .. } => {
                let signer = self.signer.if_set().ok_or(AuthError::NoSigner)?;
                let _ = self.region.as_ref().ok_or(AuthError::NoRegion)?;
                Ok(vec![signer])
            }
            Auth::AnyOf(alternatives) => {
                let all_set = |settings: &&[&str]| {
                    let providers = settings.iter().map(|setting| self.schemes.get(*setting));
                    providers.collect::<Option<_>>()
                };
                let providers = alternatives.iter().find_map(all_set);
                providers.ok_or(AuthError::NoScheme(alternatives))
            }
        }
    }
}
