//! The settings of clients of services that have a host for each value of a label, such as each bucket of S3.

use super::super::{BuildError, Builder, Endpoint, ServiceClient};
use super::{
    hosts::{self, Hosts},
    settings::EndpointParams,
};

/// The parameters that determine the endpoint of an AWS service with virtual hosts.
#[derive(Clone, Debug, Default)]
pub struct VirtualHostParams {
    regional: EndpointParams,
    force_path_style: Option<bool>,
    accelerate: bool,
}

impl VirtualHostParams {
    /// Returns an endpoint with the hosts that labels go before. At a URL that the caller sets, there are none by default.
    ///
    /// # Errors
    ///
    /// Fails if acceleration is requested, and there is no accelerated host for the other settings.
    pub fn with_virtual_hosts(
        &self,
        mut endpoint: Endpoint,
        url: Option<&str>,
        accelerated: &[Hosts],
    ) -> Result<Endpoint, BuildError> {
        let forces_path_style = self.force_path_style.unwrap_or(url.is_some());
        let hosts = match (self.accelerate, forces_path_style || url.is_some()) {
            (true, true) => return Err(BuildError::Accelerate),
            (true, false) => {
                let hosts = hosts::endpoint(accelerated, &self.regional)?;
                hosts.ok_or(BuildError::Accelerate)?
            }
            (false, _) if forces_path_style => return Ok(endpoint),
            (false, _) => endpoint.base_url(),
        };
        endpoint.virtual_hosts = Some(Box::new(hosts));
        endpoint.requires_virtual_host = self.accelerate;
        Ok(endpoint)
    }
}

impl AsRef<EndpointParams> for VirtualHostParams {
    fn as_ref(&self) -> &EndpointParams {
        &self.regional
    }
}

impl AsMut<EndpointParams> for VirtualHostParams {
    fn as_mut(&mut self) -> &mut EndpointParams {
        &mut self.regional
    }
}

impl<C: ServiceClient<EndpointParams = VirtualHostParams>> Builder<C> {
    /// Sets whether the names of buckets are in the path of requests, and never in the host.
    ///
    /// The default is `false` at the endpoints of AWS, and `true` with `endpoint_url`, since most other servers have no host
    /// for each bucket. A name that can't be a label of a host is in the path in any case, and so is each name where the
    /// location of the bucket is requested.
    #[must_use]
    pub fn force_path_style(mut self, force: bool) -> Self {
        self.endpoint_params.force_path_style = Some(force);
        self
    }

    /// Sets whether requests to a bucket go to its accelerated endpoint. The default is `false`.
    ///
    /// A call fails if the bucket's name can't be a label of a host. It can't be combined with `endpoint_url`, `use_fips` or
    /// `force_path_style(true)`.
    #[must_use]
    pub fn accelerate(mut self, accelerate: bool) -> Self {
        self.endpoint_params.accelerate = accelerate;
        self
    }
}
