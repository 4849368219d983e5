//! Labels of the path that become a part of the host name, such as the bucket of a request to S3.

use super::super::{Endpoint, InputError, RequestBuilder, Text, client::endpoint::is_host_label};
use super::host_prefix::{before, has_subdomains};

/// The minimum length of such a label.
const MIN_LENGTH: usize = 3;

impl RequestBuilder {
    /// Puts the value of a member before the host name if there are such hosts, or else in the path as its first segment.
    /// Returns the endpoint of the request.
    ///
    /// # Errors
    ///
    /// Fails if the value is empty, is an ARN, is `.` or `..` in the path, or can't be in the host name where it must be, or the
    /// host name becomes too long.
    pub fn virtual_host(
        &mut self,
        member: &'static str,
        value: &dyn Text,
        endpoint: &Endpoint,
    ) -> Result<Endpoint, InputError> {
        let text = value.text();
        if text.starts_with("arn:") {
            return Err(InputError::Arn { member });
        }
        let hosts = endpoint.virtual_hosts.as_deref();
        match hosts.filter(|hosts| can_be_in_host(&text) && has_subdomains(hosts)) {
            Some(hosts) => {
                self.path = "".into();
                // The host has only what belongs to this value, so `..` can't lead to another one. It can leave a base path.
                self.keeps_dot_segments = hosts.is_root();
                before(&[&text, "."], hosts)
            }
            None if endpoint.requires_virtual_host => Err(InputError::Accelerate { member }),
            None => {
                self.label(member, value)?;
                Ok(endpoint.base_url())
            }
        }
    }
}

/// Returns whether a value can stand before a host name, as `aws.isVirtualHostableS3Bucket` of AWS's rules for endpoints
/// says. One with a dot can't: certificates are for a single label.
fn can_be_in_host(value: &str) -> bool {
    value.len() >= MIN_LENGTH
        && is_host_label(value)
        && !value.bytes().any(|byte| byte.is_ascii_uppercase())
}
