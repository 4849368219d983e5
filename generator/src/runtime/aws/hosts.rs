//! Host names of AWS services that don't follow the usual pattern.

use super::super::{BuildError, Endpoint};
use super::{partition::Partition, settings::EndpointParams};

/// The host names of a service in a region, in a partition, or by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    /// The region, the partition, or `default`.
    pub whose: &'static str,
    /// The host name of the endpoint that is neither FIPS nor dual-stack.
    pub plain: Option<&'static str>,
    /// The host name of the FIPS endpoint.
    pub fips: Option<&'static str>,
    /// The host name of the dual-stack endpoint.
    pub dual_stack: Option<&'static str>,
    /// The host name of the endpoint that is both.
    pub fips_dual_stack: Option<&'static str>,
    /// The region to sign for.
    pub signing_region: Option<&'static str>,
}

impl Hosts {
    const fn host(&self, use_fips: bool, use_dual_stack: bool) -> Option<&'static str> {
        match (use_fips, use_dual_stack) {
            (false, false) => self.plain,
            (true, false) => self.fips,
            (false, true) => self.dual_stack,
            (true, true) => self.fips_dual_stack,
        }
    }
}

/// Returns the endpoint at one of these hosts, if there is one for the parameters.
///
/// # Errors
///
/// Fails if no region is set, or the region or the host name is invalid.
pub fn endpoint(hosts: &[Hosts], params: &EndpointParams) -> Result<Option<Endpoint>, BuildError> {
    let region = params.region()?;
    let host = host(hosts, region, params.use_fips(), params.use_dual_stack());
    Ok(host
        .map(|host| Endpoint::parse(&format!("https://{host}")))
        .transpose()?)
}

/// Returns the host name for a region, if there is one among these.
#[must_use]
pub fn host(hosts: &[Hosts], region: &str, use_fips: bool, use_dual_stack: bool) -> Option<String> {
    let host = first(hosts, region, |hosts| hosts.host(use_fips, use_dual_stack))?;
    let partition = Partition::of(region);
    let host = host
        .replace("{region}", region)
        .replace("{dns_suffix}", partition.dns_suffix)
        .replace("{dual_stack_suffix}", partition.dual_stack_suffix);
    Some(host)
}

/// Returns the region to sign for, if it is another one than the client's region.
#[must_use]
pub fn signing_region(hosts: &[Hosts], region: &str) -> Option<&'static str> {
    first(hosts, region, |hosts| hosts.signing_region)
}

/// Returns the value of a region, or else of its partition, or else the default.
fn first(
    hosts: &[Hosts],
    region: &str,
    value: impl Fn(&Hosts) -> Option<&'static str>,
) -> Option<&'static str> {
    let of = |whose: &str| {
        hosts
            .iter()
            .filter(|hosts| hosts.whose == whose)
            .find_map(&value)
    };
    of(region)
        .or_else(|| of(Partition::of(region).name))
        .or_else(|| of("default"))
}
