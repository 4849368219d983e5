//! From a region to a host of AWS's.

use super::{BuildError, Builder, Endpoint, ServiceClient};

/// What decides about the endpoint of a service of AWS's.
#[derive(Clone, Debug, Default)]
pub struct EndpointParams {
    region: Option<String>,
}

impl<C: ServiceClient<EndpointParams = EndpointParams>> Builder<C> {
    /// Sends requests to the service in this region, such as `eu-west-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.endpoint_params.region = Some(region.into());
        self
    }
}

/// The endpoint `https://{prefix}.{region}.amazonaws.com`.
///
/// # Errors
///
/// When there is no region, or it is no host label.
pub fn regional_endpoint(prefix: &str, params: &EndpointParams) -> Result<Endpoint, BuildError> {
    let region = params.region.as_deref().ok_or(BuildError::NoEndpoint)?;
    if !is_host_label(region) {
        return Err(BuildError::Region);
    }
    Ok(Endpoint::parse(&format!("https://{prefix}.{region}.amazonaws.com"))?)
}

/// RFC 1123, section 2.1.
fn is_host_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
