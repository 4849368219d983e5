//! What operations put before the endpoint's host.

use super::{Endpoint, InputError, Text, endpoint::is_host_label};

/// The value of a member, which becomes a label of a host name, or a part of one.
///
/// # Errors
///
/// When it can't be one.
pub fn label(member: &'static str, value: &impl Text) -> Result<String, InputError> {
    let label = value.text();
    if is_host_label(&label) { Ok(label.into_owned()) } else { Err(InputError::HostLabel { member }) }
}

/// The endpoint with these parts before its host. Below an address and `localhost` there are no hosts, so they stay as they
/// are.
///
/// # Errors
///
/// When the whole is no host name.
pub fn before(prefix: &[&str], endpoint: &Endpoint) -> Result<Endpoint, InputError> {
    endpoint.with_host_prefix(&prefix.concat()).ok_or(InputError::Host)
}
