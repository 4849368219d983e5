//! The signer on the crate `aws-sigv4`.

use std::{fmt, sync::Arc, time::SystemTime};

use aws_credential_types::Credentials as AwsCredentials;
use aws_sigv4::{
    http_request::{
        PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings,
        UriPathNormalizationMode, sign,
    },
    sign::v4::SigningParams,
};
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use tracing::dispatcher;

use super::{
    credentials::Credentials,
    schemes::{BoxError, SignatureVersion},
    sign::{Payload, Sign, SignRequest},
};

const NO_KEYS: &str = "the signer has no access key: set `signer_with_credentials` on the client's builder, or give \
                       the signer keys";

/// A signer for AWS Signature Version 4, on the crate `aws-sigv4`.
///
/// It signs with the credentials of the client's source, or with keys of its own where the client has no source.
///
/// ```text
/// let client = Client::builder().region("eu-west-1").signer(AwsSigv4::from_env()?).build()?;
/// ```
#[derive(Clone)]
pub struct AwsSigv4 {
    keys: Option<Credentials>,
    clock: Option<Arc<dyn Fn() -> SystemTime + Send + Sync>>,
}

impl AwsSigv4 {
    /// Creates a signer with this access key.
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

    /// Creates a signer without keys of its own, for `signer_with_credentials`.
    #[must_use]
    pub fn without_keys() -> Self {
        Self {
            keys: None,
            clock: None,
        }
    }

    /// Sets the session token that belongs to a temporary access key.
    #[must_use]
    pub fn session_token(mut self, token: impl Into<SecretString>) -> Self {
        self.keys = self.keys.map(|keys| keys.with_session_token(token));
        self
    }

    /// Sets the clock for the time of signatures. The default is the system's clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Creates a signer from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, if it is set, `AWS_SESSION_TOKEN`.
    ///
    /// # Errors
    ///
    /// Fails if one of the first two variables is missing or empty.
    pub fn from_env() -> Result<Self, MissingVariable> {
        Self::environment(|name| std::env::var(name).ok())
    }

    /// Creates a signer like [`AwsSigv4::from_env`], with variables that `read` returns.
    ///
    /// # Errors
    ///
    /// Fails if a required variable is missing or empty.
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
        if request.signature_version == SignatureVersion::S3v4 {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
            settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        let body = match request.payload {
            Payload::Signed(bytes) => SignableBody::Bytes(bytes),
            Payload::Unsigned => {
                // The header `x-amz-content-sha256` tells the service that the body isn't signed.
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

/// Runs `sign` without tracing: the crate's traces contain what it signs, secrets included.
fn untraced<T>(sign: impl FnOnce() -> T) -> T {
    if dispatcher::has_been_set() {
        dispatcher::with_default(&dispatcher::Dispatch::none(), sign)
    } else {
        sign()
    }
}

/// A required environment variable that is missing or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingVariable {
    name: &'static str,
}

impl fmt::Display for MissingVariable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the environment variable `{}` is not set, or empty",
            self.name
        )
    }
}

impl std::error::Error for MissingVariable {}
