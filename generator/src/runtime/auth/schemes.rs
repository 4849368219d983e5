//! How a call proves who makes it.

use std::{error::Error as StdError, fmt, mem, sync::Arc};

use http::{HeaderMap, Request};
use secrecy::SecretString;

use super::super::Body;

/// Whatever the caller's own code fails with.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// How the callers of an operation prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// Not at all, or by a member of the input.
    None,
    /// By a token in the header `authorization`.
    Bearer,
    /// By an AWS signature, version 4.
    Sigv4 {
        /// The service's name in signatures.
        signing_name: &'static str,
        /// Whether the signature covers the body.
        signs_payload: bool,
    },
}

impl Auth {
    /// By an AWS signature, version 4, of the request and its body, under this name of the service.
    #[must_use]
    pub const fn sigv4(signing_name: &'static str) -> Self {
        Self::Sigv4 { signing_name, signs_payload: true }
    }

    /// The same, with a signature that leaves the body out.
    #[must_use]
    pub const fn sigv4_without_payload(signing_name: &'static str) -> Self {
        Self::Sigv4 { signing_name, signs_payload: false }
    }
}

/// Why a call can't prove who makes it. This attempt was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum AuthError {
    /// The operation takes a bearer token, and the client has none.
    NoToken,
    /// The bearer token can't be sent as a header's value.
    TokenValue,
    /// There is no bearer token to be had.
    TokenSource(BoxError),
    /// The operation takes a signature, and the client has no signer.
    NoSigner,
    /// Nothing says for which region to sign.
    NoRegion,
    /// The signer failed.
    Signer(BoxError),
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoToken => f.write_str("no bearer token: set `bearer_token` on the client's builder"),
            Self::TokenValue => f.write_str(
                "the bearer token is not a valid header value: it is empty, or has a control or non-ASCII \
                 character, or a space at an end",
            ),
            Self::TokenSource(error) => write!(f, "no bearer token: {error}"),
            Self::NoSigner => f.write_str("no signer: set `signer` on the client's builder"),
            Self::NoRegion => f.write_str(
                "no region to sign for: set `signing_region`, or `region` for a service of AWS, on the client's builder",
            ),
            Self::Signer(error) => write!(f, "the request can't be signed: {error}"),
        }
    }
}

impl StdError for AuthError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::TokenSource(error) | Self::Signer(error) => error.source(),
            _ => None,
        }
    }
}

/// What was added to a request that its response must not repeat.
pub(super) type Added = Result<Vec<SecretString>, AuthError>;

type AddToken = dyn Fn(&mut HeaderMap) -> Added + Send + Sync;
/// Takes the service's name in signatures, the region, and whether the signature covers the body.
type AddSignature = dyn Fn(&Request<Body>, &mut HeaderMap, &str, &str, bool) -> Added + Send + Sync;

/// What a client has to prove who its caller is.
#[derive(Clone, Default)]
pub(in super::super) struct Proofs {
    pub(in super::super) token: Option<Arc<AddToken>>,
    pub(in super::super) signature: Option<Arc<AddSignature>>,
    pub(in super::super) region: Option<String>,
}

impl Proofs {
    /// Adds to a request what an operation asks for.
    pub(in super::super) fn add(&self, auth: Auth, message: &mut Request<Body>) -> Added {
        match auth {
            Auth::None => Ok(Vec::new()),
            Auth::Bearer => self.token.as_ref().ok_or(AuthError::NoToken)?(message.headers_mut()),
            Auth::Sigv4 { signing_name, signs_payload } => {
                let sign = self.signature.as_ref().ok_or(AuthError::NoSigner)?;
                let region = self.region.as_deref().ok_or(AuthError::NoRegion)?;
                // They are added to while the rest is read.
                let mut headers = mem::take(message.headers_mut());
                let added = sign(message, &mut headers, signing_name, region, signs_payload);
                *message.headers_mut() = headers;
                added
            }
        }
    }
}

impl fmt::Debug for Proofs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proofs")
            .field("token", &self.token.as_ref().map(|_| "[redacted]"))
            .field("signature", &self.signature.as_ref().map(|_| "[redacted]"))
            .field("region", &self.region)
            .finish()
    }
}
