//! Endpoints of operations that aren't at that of the service.

#![doc(hidden)]

use super::super::Endpoint;

/// Returns the operation's own endpoint, unless the caller has set another one than that of the service.
#[must_use]
pub fn chosen(own: &str, of_service: &str, endpoint: &Endpoint) -> Endpoint {
    match (Endpoint::parse(own), Endpoint::parse(of_service)) {
        (Ok(own), Ok(of_service)) if of_service == *endpoint => own,
        _ => endpoint.clone(),
    }
}
