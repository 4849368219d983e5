//! The authentication schemes of operations, and their errors.

use std::{error::Error as StdError, fmt};

/// An error of any type, such as one of your own sources and signers.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The authentication scheme of an operation.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// No authentication, or authentication by a member of the input.
    None,
    /// A bearer token in the header `authorization`.
    Bearer,
    /// AWS Signature Version 4.
    Sigv4 {
        /// The service's name in signatures.
        signing_name: &'static str,
        /// Whether the signature covers the body.
        signs_payload: bool,
    },
}

impl Auth {
    /// Creates the scheme AWS Signature Version 4, with a signature that covers the body.
    #[must_use]
    pub const fn sigv4(signing_name: &'static str) -> Self {
        Self::Sigv4 {
            signing_name,
            signs_payload: true,
        }
    }

    /// Creates the scheme AWS Signature Version 4, with a signature that doesn't cover the body.
    #[must_use]
    pub const fn sigv4_without_payload(signing_name: &'static str) -> Self {
        Self::Sigv4 {
            signing_name,
            signs_payload: false,
        }
    }
}

/// The reason why an attempt can't be authenticated. The attempt was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum AuthError {
    /// The operation requires a bearer token, and the client has none.
    NoToken,
    /// The bearer token is not a valid header value.
    TokenValue,
    /// The bearer token contains a space, such as one with `Bearer ` in front of it.
    TokenSpace,
    /// The source of bearer tokens failed.
    TokenSource(BoxError),
    /// The operation requires a signature, and the client has no signer.
    NoSigner,
    /// No region is set to sign for.
    NoRegion,
    /// The source of credentials failed.
    CredentialsSource(BoxError),
    /// The signer failed.
    Signer(BoxError),
    /// The source of bearer tokens or credentials is asynchronous, and the client is a blocking one.
    AsyncSource,
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoToken => f.write_str("no bearer token: set `bearer_token` on the client's builder"),
            Self::TokenValue => f.write_str(
                "the bearer token is not a valid header value: it is empty, contains a control or non-ASCII \
                 character, or begins or ends with a space",
            ),
            Self::TokenSpace => f.write_str("the bearer token contains a space: give the token without `Bearer `"),
            Self::TokenSource(error) => write!(f, "the source of bearer tokens failed: {error}"),
            Self::NoSigner => f.write_str("no signer: set `signer` on the client's builder"),
            Self::NoRegion => f.write_str(
                "no region to sign for: set `signing_region`, or `region` for an AWS service, on the client's builder",
            ),
            Self::CredentialsSource(error) => write!(f, "the source of credentials failed: {error}"),
            Self::Signer(error) => write!(f, "the request can't be signed: {error}"),
            Self::AsyncSource => f.write_str(
                "a blocking client can't await an asynchronous source: set a source of bearer tokens or credentials \
                 that blocks",
            ),
        }
    }
}

impl StdError for AuthError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::TokenSource(error) | Self::CredentialsSource(error) | Self::Signer(error) => {
                error.source()
            }
            _ => None,
        }
    }
}
