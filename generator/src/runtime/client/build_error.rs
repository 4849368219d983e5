//! The error of a client that can't be built.

use std::{error::Error as StdError, fmt, iter};

use super::endpoint::EndpointError;

/// The reason why a client can't be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// Neither a region nor an endpoint URL is set.
    NoEndpoint,
    /// The region is not a valid label of a host name.
    Region,
    /// A FIPS or dual-stack endpoint is requested, and an endpoint URL is set.
    CustomEndpoint,
    /// An accelerated endpoint is requested, and there is none for the other settings.
    Accelerate,
    /// The endpoint URL is invalid.
    Endpoint(EndpointError),
    /// The setting of this name, which is a part of the endpoint URL, isn't set.
    NoEndpointVariable(&'static str),
    /// The value of the setting of this name can't be a part of the endpoint URL.
    EndpointVariable(&'static str),
    /// An environment variable has an invalid value.
    Environment {
        /// The variable's name.
        variable: &'static str,
        /// The values that it may have.
        expected: &'static str,
    },
    /// The maximum number of attempts is zero.
    MaxAttempts,
    /// The user agent is not a valid header value.
    UserAgent,
    /// The environment variable of a proxy has an invalid value.
    Proxy {
        /// The variable's name.
        variable: &'static str,
        /// The reason. It doesn't contain the value, which may contain a password.
        problem: &'static str,
    },
    /// TLS can't be set up.
    Tls(Box<dyn StdError + Send + Sync>),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEndpoint => f.write_str("no endpoint: set `region` or `endpoint_url` on the client's builder"),
            Self::Region => f.write_str(
                "the region is not a valid label of a host name: it consists of letters, digits and `-`, such as \
                 `eu-west-1`",
            ),
            Self::CustomEndpoint => f.write_str(
                "an endpoint URL can't be combined with FIPS or dual-stack: remove `endpoint_url`, or `use_fips` and \
                 `use_dual_stack`",
            ),
            Self::Accelerate => f.write_str(
                "there is no accelerated endpoint: not every region has one, and it can't be combined with `endpoint_url`, \
                 `use_fips` or `force_path_style`; remove `accelerate`, or these settings and their environment variables",
            ),
            Self::Endpoint(error) => error.fmt(f),
            Self::NoEndpointVariable(setting) => {
                write!(f, "no endpoint: set `{setting}` or `endpoint_url` on the client's builder")
            }
            Self::EndpointVariable(setting) => write!(
                f,
                "`{setting}` can't be a part of the endpoint URL: write letters, digits, `-`, `.` and `_`, without \
                 an empty label in a host"
            ),
            Self::Environment { variable, expected } => {
                write!(f, "the environment variable `{variable}` must be {expected}")
            }
            Self::MaxAttempts => f.write_str("`max_attempts` is 0: set it to 1 or more"),
            Self::UserAgent => f.write_str(
                "`user_agent_suffix` contains a control or non-ASCII character, which a header can't have: remove it",
            ),
            Self::Proxy { variable, problem } => write!(
                f,
                "the environment variable `{variable}` {problem}: correct it, or set `proxy_from_env(false)` on the \
                 client's builder"
            ),
            Self::Tls(error) => {
                let text = error.to_string();
                write!(f, "TLS can't be set up: {text}")?;
                // Some errors contain their cause in the message, and some don't.
                match iter::successors(error.source(), |&error| error.source()).last().map(ToString::to_string) {
                    Some(cause) if !text.contains(&cause) => write!(f, ": {cause}"),
                    _ => Ok(()),
                }
            }
        }
    }
}

/// There is no source: the message contains the cause.
impl StdError for BuildError {}

impl From<EndpointError> for BuildError {
    fn from(error: EndpointError) -> Self {
        Self::Endpoint(error)
    }
}
