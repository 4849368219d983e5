//! The ways to authenticate that an operation may ask for, and what they fail with.

use std::{error::Error as StdError, fmt};

/// Whatever the caller's own code fails with.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// How the calls of an operation are authenticated.
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
        Self::Sigv4 {
            signing_name,
            signs_payload: true,
        }
    }

    /// The same, with a signature that leaves the body out.
    #[must_use]
    pub const fn sigv4_without_payload(signing_name: &'static str) -> Self {
        Self::Sigv4 {
            signing_name,
            signs_payload: false,
        }
    }
}

/// Why a call can't be authenticated. This attempt was not sent.
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
    /// There are no credentials to be had.
    CredentialsSource(BoxError),
    /// The signer failed.
    Signer(BoxError),
    /// The source of tokens or credentials is an asynchronous one, and the client blocks.
    AsyncSource,
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
            Self::CredentialsSource(error) => write!(f, "no credentials: {error}"),
            Self::Signer(error) => write!(f, "the request can't be signed: {error}"),
            Self::AsyncSource => f.write_str(
                "the source of tokens or credentials is an asynchronous one, and the client a blocking one",
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
