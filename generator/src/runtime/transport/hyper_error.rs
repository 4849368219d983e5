//! What failed, as hyper says it along the chain of sources.

use std::{error::Error as StdError, io, iter};

use super::error::{TransportError, TransportErrorKind};

/// Returns what failed once there was a connection.
pub(super) fn kind(error: &(dyn StdError + 'static)) -> TransportErrorKind {
    let chain = || iter::successors(Some(error), |&error| error.source());
    // What a body gives hyper is still there as it was.
    if let Some(error) = chain().find_map(<dyn StdError>::downcast_ref::<TransportError>) {
        return error.kind();
    }
    let parsing = chain()
        .filter_map(<dyn StdError>::downcast_ref::<hyper::Error>)
        .find(|error| error.is_parse() || error.is_user());
    // What it can't read of a body's framing comes as an I/O error of these kinds.
    let framing = chain()
        .filter_map(<dyn StdError>::downcast_ref::<io::Error>)
        .find(|error| {
            matches!(
                error.kind(),
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
            )
        });
    // Only the texts say of both that it is the size.
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
