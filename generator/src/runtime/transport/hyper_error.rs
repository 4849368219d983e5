//! The kinds of hyper's errors, which their chain of sources tells.

use std::{error::Error as StdError, io, iter};

use super::error::{TransportError, TransportErrorKind};

/// Returns the kind of an error after the connection was established.
pub(super) fn kind(error: &(dyn StdError + 'static)) -> TransportErrorKind {
    let chain = || iter::successors(Some(error), |&error| error.source());
    // An error of the request's body is in the chain.
    if let Some(error) = chain().find_map(<dyn StdError>::downcast_ref::<TransportError>) {
        return error.kind();
    }
    let parsing = chain()
        .filter_map(<dyn StdError>::downcast_ref::<hyper::Error>)
        .find(|error| error.is_parse() || error.is_user());
    // Invalid framing of a body is an I/O error of these kinds.
    let framing = chain()
        .filter_map(<dyn StdError>::downcast_ref::<io::Error>)
        .find(|error| {
            matches!(
                error.kind(),
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
            )
        });
    // Only the messages tell whether it is the size.
    if parsing.is_some_and(|error| error.to_string().ends_with("too large"))
        || framing.is_some_and(|error| error.to_string().starts_with("chunk trailers"))
    {
        TransportErrorKind::HeadersTooLarge
    } else if parsing.is_some() || framing.is_some() {
        TransportErrorKind::Protocol
    } else {
        TransportErrorKind::Io
    }
}
