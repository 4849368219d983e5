//! What operations put before the endpoint's host.

use std::net::IpAddr;

use super::super::{
    Endpoint, InputError, Text,
    client::endpoint::{MAX_LABEL_LENGTH, is_host_label},
};

/// RFC 1035, section 2.3.4: how many letters a host name may have.
const MAX_HOST_LENGTH: usize = 253;

/// The value of a member, which becomes a label of a host name, or a part of one.
///
/// # Errors
///
/// When it can't be one.
pub fn label(member: &'static str, value: &impl Text) -> Result<String, InputError> {
    let label = value.text();
    if is_host_label(&label) {
        Ok(label.into_owned())
    } else {
        Err(InputError::HostLabel { member })
    }
}

/// The endpoint with these parts before its host. Below an address and `localhost` there are no hosts, so they stay as
/// they are.
///
/// # Errors
///
/// When the whole is no host name.
pub fn before(prefix: &[&str], endpoint: &Endpoint) -> Result<Endpoint, InputError> {
    let mut endpoint = endpoint.clone();
    let host = endpoint.authority.host();
    let is_name = !host.starts_with('[')
        && host.parse::<IpAddr>().is_err()
        && !host.eq_ignore_ascii_case("localhost");
    if is_name {
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
