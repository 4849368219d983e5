//! Why a client can't be built.

use std::{error::Error as StdError, fmt, iter};

use super::endpoint::EndpointError;

/// Why a client can't be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// Neither a region nor an endpoint is set.
    NoEndpoint,
    /// The region can't be part of a host name.
    Region,
    /// FIPS or dual-stack is asked for together with a URL.
    CustomEndpoint,
    /// The endpoint can't be used.
    Endpoint(EndpointError),
    /// A variable of the environment has a value that it can't have.
    Environment {
        /// The variable's name.
        variable: &'static str,
    },
    /// The number of attempts is zero.
    MaxAttempts,
    /// The user agent can't be a header's value.
    UserAgent,
    /// The proxy that the environment names can't be used.
    Proxy {
        /// The variable's name.
        variable: &'static str,
        /// What is wrong with its value, which is not repeated, as it may hold a password.
        problem: &'static str,
    },
    /// TLS can't be set up.
    Tls(Box<dyn StdError + Send + Sync>),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEndpoint => f.write_str("no endpoint: set `region` or `endpoint_url`"),
            Self::Region => f.write_str(
                "the region can't be part of a host name: it takes letters, digits and `-`, such as `eu-west-1`",
            ),
            Self::CustomEndpoint => {
                f.write_str("FIPS and dual-stack can't be promised for an endpoint URL: leave out one or the other")
            }
            Self::Endpoint(error) => error.fmt(f),
            Self::Environment { variable } => {
                write!(f, "the environment variable {variable} has a value that it can't have")
            }
            Self::MaxAttempts => f.write_str("a call takes at least one attempt: set `max_attempts` to 1 or more"),
            Self::UserAgent => f.write_str("the user agent's suffix can't be part of a header's value"),
            Self::Proxy { variable, problem } => {
                write!(f, "{variable} {problem}: correct it, or set `proxy_from_env(false)`")
            }
            Self::Tls(error) => {
                let text = error.to_string();
                write!(f, "TLS can't be set up: {text}")?;
                // Some errors say their cause, and some don't.
                match iter::successors(error.source(), |&error| error.source()).last().map(ToString::to_string) {
                    Some(cause) if !text.contains(&cause) => write!(f, ": {cause}"),
                    _ => Ok(()),
                }
            }
        }
    }
}

/// There is no source: the text says the cause already.
impl StdError for BuildError {}

impl From<EndpointError> for BuildError {
    fn from(error: EndpointError) -> Self {
        Self::Endpoint(error)
    }
}
