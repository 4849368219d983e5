//! Signatures by the crate `aws-sigv4`.

use std::{fmt, sync::Arc, time::SystemTime};

use aws_credential_types::Credentials as AwsCredentials;
use aws_sigv4::{
    http_request::{PayloadChecksumKind, SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4::SigningParams,
};
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use tracing::dispatcher;

use super::{
    credentials::Credentials,
    schemes::BoxError,
    sign::{Payload, Sign, SignRequest},
};

const NO_KEYS: &str = "there are no keys: set `signer_with_credentials` on the client's builder";

/// Signs with one set of keys, or with the credentials that a source of the client's gives for each attempt.
///
/// Those of a source go before keys of its own.
#[derive(Clone)]
pub struct AwsSigv4 {
    keys: Option<Credentials>,
    clock: Option<Arc<dyn Fn() -> SystemTime + Send + Sync>>,
}

impl AwsSigv4 {
    /// Signs with the keys of a user.
    #[must_use]
    pub fn new(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<SecretString>,
    ) -> Self {
        Self {
            keys: Some(Credentials::new(access_key_id, secret_access_key)),
            clock: None,
        }
    }

    /// Signs with the credentials of each request alone. They come from the source that goes with the signer in
    /// `signer_with_credentials`.
    #[must_use]
    pub fn without_keys() -> Self {
        Self {
            keys: None,
            clock: None,
        }
    }

    /// The token that goes with temporary keys.
    #[must_use]
    pub fn session_token(mut self, token: impl Into<SecretString>) -> Self {
        self.keys = self.keys.map(|keys| keys.with_session_token(token));
        self
    }

    /// Takes the time of signatures from here, and not from the system's clock, which may be wrong.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Signs with the keys in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, if it is set,
    /// `AWS_SESSION_TOKEN`.
    ///
    /// # Errors
    ///
    /// When one of the first two is missing or empty.
    pub fn from_env() -> Result<Self, MissingVariable> {
        Self::environment(|name| std::env::var(name).ok())
    }

    /// Signs with the keys of an environment, whatever it is read from; see [`AwsSigv4::from_env`].
    ///
    /// # Errors
    ///
    /// When a variable is missing or empty.
    pub fn environment(read: impl Fn(&str) -> Option<String>) -> Result<Self, MissingVariable> {
        let optional = |name| read(name).filter(|value| !value.is_empty());
        let required = |name| optional(name).ok_or(MissingVariable { name });
        let signer = Self::new(
            required("AWS_ACCESS_KEY_ID")?,
            required("AWS_SECRET_ACCESS_KEY")?,
        );
        Ok(match optional("AWS_SESSION_TOKEN") {
            Some(token) => signer.session_token(token),
            None => signer,
        })
    }

    fn headers(
        &self,
        request: &SignRequest<'_>,
    ) -> Result<Vec<(HeaderName, HeaderValue)>, BoxError> {
        let keys = request.credentials.or(self.keys.as_ref()).ok_or(NO_KEYS)?;
        let token = keys
            .session_token
            .as_ref()
            .map(|token| token.expose_secret().to_owned());
        let (id, secret) = (
            keys.access_key_id.as_str(),
            keys.secret_access_key.expose_secret(),
        );
        let identity = AwsCredentials::new(id, secret, token, None, "AwsSigv4").into();
        let mut settings = SigningSettings::default();
        let body = match request.payload {
            Payload::Signed(bytes) => SignableBody::Bytes(bytes),
            Payload::Unsigned => {
                // Nothing else tells the service that the body is left out.
                settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
                SignableBody::UnsignedPayload
            }
        };
        let params = SigningParams::builder()
            .identity(&identity)
            .region(request.region)
            .name(request.signing_name)
            .time(self.clock.as_ref().map_or(request.time, |clock| clock()))
            .settings(settings)
            .build()?
            .into();
        let mut headers = Vec::with_capacity(request.headers.len());
        for (name, value) in &*request.headers {
            headers.push((name.as_str(), value.to_str()?));
        }
        let uri = request.uri.to_string();
        let signable =
            SignableRequest::new(request.method.as_str(), uri, headers.into_iter(), body)?;
        let (instructions, _) = untraced(|| sign(signable, &params))?.into_parts();
        let new = |(name, value): (&str, &str)| Ok((name.parse()?, value.parse()?));
        instructions.headers().map(new).collect()
    }
}

impl Sign for AwsSigv4 {
    fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), BoxError> {
        for (name, value) in self.headers(request)? {
            drop(request.headers.insert(name, value));
        }
        Ok(())
    }
}

impl fmt::Debug for AwsSigv4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsSigv4").finish_non_exhaustive()
    }
}

/// The crate shows what it signs, secrets included, to whoever listens to its traces.
fn untraced<T>(sign: impl FnOnce() -> T) -> T {
    if dispatcher::has_been_set() {
        dispatcher::with_default(&dispatcher::Dispatch::none(), sign)
    } else {
        sign()
    }
}

/// The environment doesn't hold the keys to sign with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingVariable {
    name: &'static str,
}

impl fmt::Display for MissingVariable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the environment variable {} is not set", self.name)
    }
}

impl std::error::Error for MissingVariable {}
