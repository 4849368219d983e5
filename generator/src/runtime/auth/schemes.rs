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
    /// The first of these alternatives of which the client has all schemes. A scheme has the name of its setting.
    AnyOf(&'static [&'static [&'static str]]),
    /// AWS Signature Version 4.
    Sigv4 {
        /// The service's name in signatures.
        signing_name: &'static str,
        /// How the signature is computed.
        signature_version: SignatureVersion,
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
            signature_version: SignatureVersion::V4,
            signs_payload: true,
        }
    }

    /// Creates the scheme AWS Signature Version 4, with a signature that doesn't cover the body.
    #[must_use]
    pub const fn sigv4_without_payload(signing_name: &'static str) -> Self {
        Self::Sigv4 {
            signing_name,
            signature_version: SignatureVersion::V4,
            signs_payload: false,
        }
    }

    /// Creates the scheme AWS Signature Version 4 as S3 has it, with a signature that covers the body.
    #[must_use]
    pub const fn s3v4(signing_name: &'static str) -> Self {
        Self::Sigv4 {
            signing_name,
            signature_version: SignatureVersion::S3v4,
            signs_payload: true,
        }
    }

    /// Creates the scheme AWS Signature Version 4 as S3 has it, with a signature that doesn't cover the body.
    #[must_use]
    pub const fn s3v4_without_payload(signing_name: &'static str) -> Self {
        Self::Sigv4 {
            signing_name,
            signature_version: SignatureVersion::S3v4,
            signs_payload: false,
        }
    }
}

/// How a signature of AWS Signature Version 4 is computed. The algorithm is the same, but S3 signs other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureVersion {
    /// As for most services. The path that is signed has no `.`, `..` and empty segments, and its segments are
    /// percent-encoded once more than in the request. The header `x-amz-content-sha256` is required only where the body
    /// isn't signed, with the value `UNSIGNED-PAYLOAD`.
    V4,
    /// As for S3. The path is signed as it is sent. Each request has the header `x-amz-content-sha256`, which is signed too:
    /// the hash of the body, or `UNSIGNED-PAYLOAD`.
    S3v4,
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
    /// The client has the schemes of none of the alternatives. Each scheme has the name of its setting on the builder.
    NoScheme(&'static [&'static [&'static str]]),
    /// The API key of this setting can't be sent where it belongs.
    ApiKeyValue(&'static str),
    /// The user name or the password of this setting contains a control character, or the user name a colon.
    BasicValue(&'static str),
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
            Self::NoScheme(alternatives) => {
                f.write_str("no authentication: set ")?;
                write_joined(f, alternatives, ", or ", |f, settings| {
                    write_joined(f, settings, " and ", |f, setting| write!(f, "`{setting}`"))
                })?;
                f.write_str(" on the client's builder")
            }
            Self::ApiKeyValue(setting) => write!(
                f,
                "the value of `{setting}` can't be sent: it is empty, or contains a character that isn't allowed there",
            ),
            Self::BasicValue(setting) => write!(
                f,
                "the values of `{setting}` can't be sent: one contains a control character, or the user name a colon",
            ),
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

/// Writes items with a text between them.
fn write_joined<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    between: &str,
    write: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        write(f, item)?;
    }
    Ok(())
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
