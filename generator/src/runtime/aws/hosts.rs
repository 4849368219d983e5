//! Hosts of AWS's that are not named as most are.

use super::super::{BuildError, Endpoint};
use super::{partition::Partition, settings::EndpointParams};

/// Hosts of a region, of a partition, or of all that have none of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    /// The region, the partition, or `default`.
    pub whose: &'static str,
    /// The host that is neither for FIPS nor dual-stack.
    pub plain: Option<&'static str>,
    /// The host that is validated by FIPS 140.
    pub fips: Option<&'static str>,
    /// The host that is reached over IPv6 as well.
    pub dual_stack: Option<&'static str>,
    /// The host that is both.
    pub fips_dual_stack: Option<&'static str>,
    /// The region that signatures name.
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

/// The endpoint at one of these hosts, if there is one for the parameters.
///
/// # Errors
///
/// When there is no usable region, or it makes no host name.
pub fn endpoint(hosts: &[Hosts], params: &EndpointParams) -> Result<Option<Endpoint>, BuildError> {
    let region = params.region()?;
    let host = host(hosts, region, params.use_fips(), params.use_dual_stack());
    Ok(host
        .map(|host| Endpoint::parse(&format!("https://{host}")))
        .transpose()?)
}

/// The host of a region, if one of these is.
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

/// The region that signatures for a caller's region name, if it is another one.
#[must_use]
pub fn signing_region(hosts: &[Hosts], region: &str) -> Option<&'static str> {
    first(hosts, region, |hosts| hosts.signing_region)
}

/// What a region has, or else its partition, or else all.
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
