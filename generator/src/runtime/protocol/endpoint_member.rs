//! Endpoints in members of inputs.

#![doc(hidden)]

use super::super::{Endpoint, EndpointError, InputError};

/// Returns the endpoint in a member, or the client's own endpoint if the member is absent.
///
/// # Errors
///
/// Fails if the member is not a valid endpoint, or is plain http to another machine while the client's own endpoint
/// isn't.
pub fn chosen(
    member: &'static str,
    url: Option<&String>,
    own: &Endpoint,
) -> Result<Endpoint, InputError> {
    let Some(url) = url else {
        return Ok(own.clone());
    };
    let refused = |error| InputError::Endpoint { member, error };
    let endpoint = Endpoint::parse(url).map_err(refused)?;
    let is_clear = |endpoint: &Endpoint| !endpoint.is_https() && !endpoint.is_loopback();
    if is_clear(&endpoint) && !is_clear(own) {
        return Err(refused(EndpointError::ClearText));
    }
    Ok(endpoint)
}
