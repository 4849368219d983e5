//! Labels of the path that become a part of the host name, such as the bucket of a request to S3.

use std::ops::RangeInclusive;

use super::super::{Endpoint, InputError, RequestBuilder, Text};
use super::host_prefix::{before, has_subdomains};

/// The names of the endpoints that have a host for each value of a label.
pub(in super::super) const VIRTUAL_HOSTS: &str = "virtual hosts";
pub(in super::super) const ACCELERATED_HOSTS: &str = "accelerated hosts";

/// How long the name of such a host may be.
const LENGTHS: RangeInclusive<usize> = 3..=63;

impl RequestBuilder {
    /// Puts the value of a member before the host name if there are such hosts, or else in the path as its first segment.
    /// Returns the endpoint of the request.
    ///
    /// # Errors
    ///
    /// Fails if the value is empty, is `.` or `..` in the path, or has no accelerated host where the client asks for one, or
    /// the host name becomes too long.
    pub fn virtual_host(
        &mut self,
        member: &'static str,
        value: &dyn Text,
        endpoint: &Endpoint,
    ) -> Result<Endpoint, InputError> {
        let text = value.text();
        let accelerated = endpoint.other(ACCELERATED_HOSTS);
        let hosts = accelerated.or_else(|| endpoint.other(VIRTUAL_HOSTS));
        match hosts.filter(|hosts| is_virtual_host(&text) && has_subdomains(hosts)) {
            Some(hosts) => {
                self.path = "".into();
                // Below the host of the value there is nothing of another one that they could lead to.
                self.keeps_dot_segments = true;
                before(&[&text, "."], hosts)
            }
            None if accelerated.is_some() => Err(InputError::Accelerate { member }),
            None => {
                self.label(member, value)?;
                Ok(endpoint.clone())
            }
        }
    }
}

/// Returns whether a value can stand before a host name. One with a dot can't: certificates are for a single label.
fn is_virtual_host(value: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    LENGTHS.contains(&value.len())
        && value.bytes().all(|byte| is_letter(byte) || byte == b'-')
        && !value.starts_with('-')
        && !value.ends_with('-')
}
