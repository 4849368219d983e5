//! Operations that take a signature of AWS's, version 4.

use std::{fmt, mem, sync::Arc, time::SystemTime};

use http::{HeaderMap, Method, Request, Uri, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};

use super::super::{Body, Builder, ServiceClient};
use super::{
    credentials::{Credentials, Refused},
    identity::{Identity, Provider},
    schemes::{Auth, AuthError, BoxError},
};

/// What signers add that is no secret: the time, what is signed, and where the signature holds. Services repeat the
/// time in errors about clocks.
const PUBLIC: &[&str] = &[
    "date",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-region-set",
];

/// Signs requests.
///
/// It is asked before each attempt, as the time and some headers are new in each. It runs on the thread of the call and
/// waits for nothing: credentials that expire come from a source, which is asked before, and are a part of what is given.
/// A signer may as well hold keys of its own.
pub trait Sign: Send + Sync + 'static {
    /// Adds the headers of a signature: `authorization`, `x-amz-date` and, for temporary keys,
    /// `x-amz-security-token`.
    ///
    /// The values of headers that it adds or changes are never shown, nor what of them a response repeats, but for the
    /// time, the hash of the body and the regions: `date`, `x-amz-date`, `x-amz-content-sha256` and
    /// `x-amz-region-set`.
    ///
    /// The request is complete but for `host`, which follows from the URI. `user-agent`, `x-amzn-trace-id` and
    /// `transfer-encoding` are best left out of a signature: they change on the way.
    ///
    /// # Errors
    ///
    /// When the request can't be signed. The call fails with [`AuthError::Signer`], whose text has the error's.
    fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), BoxError>;
}

/// A request that is to be signed.
#[derive(Debug)]
#[non_exhaustive]
pub struct SignRequest<'a> {
    /// The method.
    pub method: &'a Method,
    /// The URI, with scheme and host.
    pub uri: &'a Uri,
    /// The headers, to which those of the signature are added.
    pub headers: &'a mut HeaderMap,
    /// What of the body the signature covers.
    pub payload: Payload<'a>,
    /// The service's name in signatures.
    pub signing_name: &'a str,
    /// The region to sign for.
    pub region: &'a str,
    /// The time of the attempt.
    pub time: SystemTime,
    /// The credentials to sign with, if the client has a source of them.
    pub credentials: Option<&'a Credentials>,
}

/// What of a body a signature covers.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Payload<'a> {
    /// All of it.
    Signed(&'a [u8]),
    /// Nothing: it is a stream, or the operation wants it so.
    Unsigned,
}

/// The client of a service that takes signatures.
pub trait SigningClient: ServiceClient {}

impl<C: SigningClient> Builder<C> {
    /// Signs the requests of the operations that take a signature, with keys that the signer holds.
    #[must_use]
    pub fn signer(mut self, signer: impl Sign) -> Self {
        let signer = Signer {
            signer: Arc::new(signer),
            credentials: None,
        };
        self.authentication.signer = Provider {
            identity: Some(Arc::new(signer)),
            source: None,
        };
        self
    }

    /// The region to sign for, if it is not the one that the endpoint follows from.
    #[must_use]
    pub fn signing_region(mut self, region: impl Into<String>) -> Self {
        self.authentication.region = Some(region.into());
        self
    }
}

/// What signs, and the credentials that it is given.
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
    fn add(
        &self,
        message: &mut Request<Body>,
        auth: Auth,
        region: &str,
        time: SystemTime,
    ) -> Result<Vec<SecretString>, AuthError> {
        let Auth::Sigv4 {
            signing_name,
            signs_payload,
        } = auth
        else {
            return Ok(Vec::new());
        };
        // They are added to while the rest is read.
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

/// Marks what a signer added as sensitive, and gives it: each value, and what is behind the scheme of an
/// `authorization`.
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

/// Shows how long the payload is and never what it says, which may be secret.
impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed(bytes) => write!(f, "Signed({} bytes)", bytes.len()),
            Self::Unsigned => f.write_str("Unsigned"),
        }
    }
}
