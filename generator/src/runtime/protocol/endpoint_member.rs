//! What members of inputs say of where requests go.

use super::super::{Endpoint, EndpointError, InputError};

/// Returns the endpoint that a member names, or the client's own where it names none.
///
/// # Errors
///
/// When it is no URL that a request can be sent to, or plain http to another machine, which the client's own endpoint
/// is not.
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
