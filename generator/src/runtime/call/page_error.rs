//! Why there is no next page where a response names one.

use std::{error::Error as StdError, fmt};

/// The reason why the page that a response names can't be requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// The service named a page for a second time, so the pages would never end.
    Repeated,
    /// The URI of the page has another scheme, host or port than the request before, so credentials must not be sent to it.
    Origin,
    /// The URI of the page is invalid.
    Uri,
    /// The number of the page is too large for the type of its member.
    Number,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repeated => {
                "the service returned the same next page twice, so the pages would never end"
            }
            Self::Origin => {
                "the next page that the service returned has another scheme, host or port, to which credentials must \
                 not be sent"
            }
            Self::Uri => "the URI of the next page that the service returned is invalid",
            Self::Number => {
                "the number of the next page is too large for the type of its member"
            }
        })
    }
}

impl StdError for PageError {}
