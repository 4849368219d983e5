//! Authentication by AWS Signature Version 4.

use std::{fmt, mem, sync::Arc, time::SystemTime};

use http::{HeaderMap, Method, Request, Uri, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};

use super::super::{Body, Builder, ServiceClient};
use super::{
    credentials::{Credentials, Refused},
    identity::Identity,
    schemes::{Auth, AuthError, BoxError, SignatureVersion},
};

/// The headers of a signature that are not secret. Services repeat the time in errors about clocks.
const PUBLIC: &[&str] = &[
    "date",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-region-set",
];

/// A signer of requests.
///
/// It is called before each attempt, since each has its own time and headers. It runs on the thread of the call and
/// must not block: credentials that expire come from a source, which is called before the signer, and stand in the
/// request. A signer may also hold keys of its own.
///
/// ```text
/// #[derive(Debug)]
/// struct Signer { keys: Keys }
///
/// impl Sign for Signer {
///     fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), BoxError> {
///         let authorization = self.keys.sign(request.method, request.uri, request.headers, request.payload)?;
///         request.headers.insert(AUTHORIZATION, authorization.try_into()?);
///         Ok(())
///     }
/// }
/// ```
pub trait Sign: Send + Sync + 'static {
    /// Adds the headers of a signature: `authorization`, `x-amz-date` and, for temporary credentials,
    /// `x-amz-security-token`. Where the request's [`SignatureVersion`] says so, `x-amz-content-sha256` is one too.
    ///
    /// The values of headers that it adds or changes are secret: they are never shown, even if a response repeats them.
    /// The exceptions are the time, the hash of the body and the regions: `date`, `x-amz-date`, `x-amz-content-sha256`
    /// and `x-amz-region-set`.
    ///
    /// The request is complete except for `host`, which follows from the URI. The signature should not cover
    /// `user-agent`, `x-amzn-trace-id` and `transfer-encoding`, which proxies change.
    ///
    /// # Errors
    ///
    /// Fails if the request can't be signed. The call then fails with [`AuthError::Signer`], whose message contains
    /// this error's.
    fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), BoxError>;
}

/// A request to sign.
#[derive(Debug)]
#[non_exhaustive]
pub struct SignRequest<'a> {
    /// The method.
    pub method: &'a Method,
    /// The URI, with scheme and host.
    pub uri: &'a Uri,
    /// The headers, to which the signer adds those of the signature.
    pub headers: &'a mut HeaderMap,
    /// The part of the body that the signature covers.
    pub payload: Payload<'a>,
    /// The service's name in signatures.
    pub signing_name: &'a str,
    /// How the signature is computed: S3 takes other signatures than most services.
    pub signature_version: SignatureVersion,
    /// The region to sign for.
    pub region: &'a str,
    /// The time of the attempt.
    pub time: SystemTime,
    /// The credentials to sign with, if the client has a source of credentials.
    pub credentials: Option<&'a Credentials>,
}

/// The part of a body that a signature covers.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Payload<'a> {
    /// The whole body.
    Signed(&'a [u8]),
    /// Nothing: the body is a stream, or the operation doesn't sign it.
    Unsigned,
}

/// A client of a service that is authenticated by signatures.
pub trait SigningClient: ServiceClient {}

impl<C: SigningClient> Builder<C> {
    /// Sets the signer, which has keys of its own.
    ///
    /// It signs the requests of the operations that require a signature.
    #[must_use]
    pub fn signer(mut self, signer: impl Sign) -> Self {
        let signer = Signer {
            signer: Arc::new(signer),
            credentials: None,
        };
        self.authentication.signer = signer.into();
        self
    }

    /// Sets the region to sign for. The default is the region of the endpoint.
    #[must_use]
    pub fn signing_region(mut self, region: impl Into<String>) -> Self {
        self.authentication.region = Some(region.into());
        self
    }
}

/// A signer, and the credentials that the client's source returned for it.
pub(super) struct Signer {
    signer: Arc<dyn Sign>,
    credentials: Option<(Credentials, Refused)>,
}

impl Signer {
    pub(super) fn new(signer: &Arc<dyn Sign>, credentials: Credentials, refused: &Refused) -> Self {
        Self {
            signer: Arc::clone(signer),
            credentials: Some((credentials, Arc::clone(refused))),
        }
    }
}

impl Identity for Signer {
    fn authenticate(
        &self,
        message: &mut Request<Body>,
        auth: Auth,
        region: &str,
        time: SystemTime,
    ) -> Result<Vec<SecretString>, AuthError> {
        let Auth::Sigv4 {
            signing_name,
            signature_version,
            signs_payload,
        } = auth
        else {
            return Ok(Vec::new());
        };
        // The signer changes the headers while it borrows the rest of the message.
        let mut headers = mem::take(message.headers_mut());
        let before = headers.clone();
        let body = message.body();
        let is_signed = signs_payload && !body.is_stream();
        let mut request = SignRequest {
            method: message.method(),
            uri: message.uri(),
            headers: &mut headers,
            payload: if is_signed {
                Payload::Signed(body.bytes())
            } else {
                Payload::Unsigned
            },
            signing_name,
            signature_version,
            region,
            time,
            credentials: self
                .credentials
                .as_ref()
                .map(|(credentials, _)| credentials),
        };
        let outcome = self.signer.sign(&mut request).map_err(AuthError::Signer);
        let added = outcome.map(|()| hide_added(&mut headers, &before));
        *message.headers_mut() = headers;
        added
    }

    fn secrets(&self, visit: &mut dyn FnMut(&str)) {
        if let Some((credentials, _)) = &self.credentials {
            visit(credentials.secret_access_key.expose_secret());
            credentials
                .session_token
                .iter()
                .for_each(|token| visit(token.expose_secret()));
        }
    }

    fn refused(&self) -> bool {
        self.credentials
            .as_ref()
            .is_some_and(|(credentials, refused)| refused(credentials))
    }
}

/// Marks the header values that a signer added as sensitive, and returns them. Of an `authorization`, the credentials
/// after the scheme are returned too, as a whole and in parts.
fn hide_added(headers: &mut HeaderMap, before: &HeaderMap) -> Vec<SecretString> {
    let mut secrets = Vec::new();
    for (name, value) in headers.iter_mut() {
        let was_there = before.get_all(name).iter().any(|old| old == value);
        if was_there || PUBLIC.contains(&name.as_str()) {
            continue;
        }
        value.set_sensitive(true);
        let Ok(text) = str::from_utf8(value.as_bytes()) else {
            continue;
        };
        secrets.push(text.into());
        let Some((_, credentials)) = text.split_once(' ').filter(|_| name == AUTHORIZATION) else {
            continue;
        };
        secrets.push(credentials.into());
        let parts = credentials
            .split([',', ' '])
            .filter_map(|part| part.split_once('='));
        let secret_parts = parts.filter(|(name, _)| matches!(*name, "Credential" | "Signature"));
        secrets.extend(secret_parts.map(|(_, text)| text.into()));
    }
    secrets
}

/// Shows the length of the payload and never its bytes, which may be secret.
impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed(bytes) => write!(f, "Signed({} bytes)", bytes.len()),
            Self::Unsigned => f.write_str("Unsigned"),
        }
    }
}
