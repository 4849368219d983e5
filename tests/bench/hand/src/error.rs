//! What a call may fail with.

use std::{error::Error as StdError, fmt};

/// Why a call failed.
#[derive(Debug)]
pub enum Error {
    /// The token is empty, or can't be a header's value.
    Token,
    /// The endpoint is no URL, or TLS can't be set up.
    Setup(Box<dyn StdError + Send + Sync>),
    /// No response arrived.
    Transport(Box<dyn StdError + Send + Sync>),
    /// The request is malformed.
    InvalidRequest(Option<String>),
    /// Calls come too fast.
    TooManyRequests(Option<String>),
    /// The token is unknown or expired.
    Unauthorized(Option<String>),
    /// The service answered with something else.
    Other {
        /// The status.
        status: u16,
        /// The error's code.
        code: Option<String>,
        /// What the service said.
        message: Option<String>,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token => f.write_str("the token can't be sent"),
            Self::Setup(error) | Self::Transport(error) => error.fmt(f),
            Self::InvalidRequest(message) => {
                write!(f, "invalid request: {}", text(message.as_ref()))
            }
            Self::TooManyRequests(message) => {
                write!(f, "too many requests: {}", text(message.as_ref()))
            }
            Self::Unauthorized(message) => write!(f, "unauthorized: {}", text(message.as_ref())),
            Self::Other {
                status,
                code,
                message,
            } => {
                write!(
                    f,
                    "{} (HTTP {status}): {}",
                    text(code.as_ref()),
                    text(message.as_ref())
                )
            }
        }
    }
}

fn text(message: Option<&String>) -> &str {
    message.map_or("no reason given", String::as_str)
}

impl StdError for Error {}
