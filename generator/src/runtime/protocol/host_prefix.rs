//! The host prefixes of operations.

#![doc(hidden)]

use super::super::{
    Endpoint, InputError, Text,
    client::endpoint::{MAX_LABEL_LENGTH, ip_address, is_host_label},
};

/// The maximum length of a host name (RFC 1035, section 2.3.4).
const MAX_HOST_LENGTH: usize = 253;

/// Returns the value of a member as a label of a host name, or a part of one.
///
/// # Errors
///
/// Fails if the value is not a valid label.
pub fn label(member: &'static str, value: &impl Text) -> Result<String, InputError> {
    let label = value.text();
    if is_host_label(&label) {
        Ok(label.into_owned())
    } else {
        Err(InputError::HostLabel { member })
    }
}

/// Returns whether labels can stand before the host of an endpoint.
pub(super) fn has_subdomains(endpoint: &Endpoint) -> bool {
    let host = endpoint.authority.host();
    !host.starts_with('[') && ip_address(host).is_none() && !host.eq_ignore_ascii_case("localhost")
}

/// Returns an endpoint with these parts in front of its host name. An address and `localhost` have no subdomains, so
/// they are left unchanged.
///
/// # Errors
///
/// Fails if the result is not a valid host name.
pub fn before(prefix: &[&str], endpoint: &Endpoint) -> Result<Endpoint, InputError> {
    let mut endpoint = endpoint.base_url();
    if has_subdomains(&endpoint) {
        let host = endpoint.authority.host();
        let prefix = prefix.concat();
        let name = format!("{prefix}{host}");
        if name.len() > MAX_HOST_LENGTH
            || name.split('.').any(|label| label.len() > MAX_LABEL_LENGTH)
        {
            return Err(InputError::Host);
        }
        let authority = format!("{prefix}{}", endpoint.authority);
        endpoint.authority = authority.parse().map_err(|_| InputError::Host)?;
    }
    Ok(endpoint)
}
