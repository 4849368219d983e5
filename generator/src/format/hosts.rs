//! Hosts of AWS's that are not named as most are.

use serde::{Deserialize, Serialize};

/// Hosts of a region or a partition that are not named as most are, and how requests to them are signed.
///
/// In a host, `{region}` is replaced by the region, and `{dns_suffix}` and `{dual_stack_suffix}` by the suffixes of its
/// partition.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(
    deny_unknown_fields,
    expecting = "a map with `plain`, `fips` and the like"
)]
pub struct Hosts {
    /// The host that is neither for FIPS nor dual-stack.
    #[cfg_attr(feature = "cli", schemars(example = &"account.us-east-1.amazonaws.com"))]
    pub plain: Option<String>,
    /// The host that is validated by FIPS 140.
    #[cfg_attr(feature = "cli", schemars(example = &"account-fips.us-east-1.amazonaws.com"))]
    pub fips: Option<String>,
    /// The host that is reached over IPv6 as well.
    #[cfg_attr(feature = "cli", schemars(example = &"account.us-east-1.api.aws"))]
    pub dual_stack: Option<String>,
    /// The host that is both.
    #[cfg_attr(feature = "cli", schemars(example = &"account-fips.us-east-1.api.aws"))]
    pub fips_dual_stack: Option<String>,
    /// The region that signatures name, if not the caller's.
    #[cfg_attr(feature = "cli", schemars(example = &"us-east-1"))]
    pub signing_region: Option<String>,
}
