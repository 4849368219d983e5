//! Operations that take a signature of AWS's, version 4.

use std::{fmt, sync::Arc, time::SystemTime};

use http::{HeaderMap, Method, Uri, header::AUTHORIZATION};
use secrecy::SecretString;

use super::super::{Builder, ServiceClient};
use super::schemes::{AuthError, BoxError};

/// What signers add that is no secret: the time, what is signed, and where the signature holds. Services repeat the
/// time in errors about clocks.
const PUBLIC: &[&str] = &["date", "x-amz-content-sha256", "x-amz-date", "x-amz-region-set"];

/// Signs requests.
///
/// It is asked before each attempt, as the time and some headers are new in each. It runs on the thread of the
/// call: a signer whose keys expire renews them somewhere else, such as in a task of its own, and signs with
/// those that are there.
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
    /// Signs the requests of the operations that take a signature.
    #[must_use]
    pub fn signer(mut self, signer: impl Sign) -> Self {
        self.proofs.signature =
            Some(Arc::new(move |message, headers, signing_name, region, signs_payload| {
                let body = message.body();
                let is_signed = signs_payload && !body.is_stream();
                let payload = if is_signed { Payload::Signed(body.bytes()) } else { Payload::Unsigned };
                let before = headers.clone();
                let mut request = SignRequest {
                    method: message.method(),
                    uri: message.uri(),
                    headers,
                    payload,
                    signing_name,
                    region,
                    time: SystemTime::now(),
                };
                signer.sign(&mut request).map_err(AuthError::Signer)?;
                Ok(hide_added(headers, &before))
            }));
        self
    }

    /// The region to sign for, if it is not the one that the endpoint follows from.
    #[must_use]
    pub fn signing_region(mut self, region: impl Into<String>) -> Self {
        self.proofs.region = Some(region.into());
        self
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
        let Ok(text) = str::from_utf8(value.as_bytes()) else { continue };
        secrets.push(text.into());
        let Some((_, credentials)) = text.split_once(' ').filter(|_| name == AUTHORIZATION) else { continue };
        secrets.push(credentials.into());
        let parts = credentials.split([',', ' ']).filter_map(|part| part.split_once('='));
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
