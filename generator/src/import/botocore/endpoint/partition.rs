//! What rules know about AWS's partitions.

use serde_json::{Value, json};

#[path = "../../../runtime/aws/partition.rs"]
#[allow(
    clippy::duplicate_mod,
    reason = "the other one is the runtime's own, compiled for its tests"
)]
mod client_partition;

pub(super) use client_partition::Partition;

/// A region of each partition that no rule can know by its name, and the region that a partition's global services
/// are signed for.
pub(super) const SAMPLES: &[(&str, &str)] = &[
    ("us-sample-1", "us-east-1"),
    ("cn-sample-1", "cn-northwest-1"),
    ("us-gov-sample-1", "us-gov-west-1"),
    ("us-iso-sample-1", "us-iso-east-1"),
    ("us-isob-sample-1", "us-isob-east-1"),
    ("eu-isoe-sample-1", "eu-isoe-west-1"),
    ("us-isof-sample-1", "us-isof-south-1"),
    ("eusc-de-sample-1", "eusc-de-east-1"),
];

/// Returns what the function `aws.partition` gives for a region.
pub(super) fn attributes(region: &str) -> Value {
    let partition = Partition::of(region);
    let global = SAMPLES
        .iter()
        .find(|(sample, _)| Partition::of(sample) == partition);
    json!({
        "name": partition.name,
        "dnsSuffix": partition.dns_suffix,
        "dualStackDnsSuffix": partition.dual_stack_suffix,
        "supportsFIPS": true,
        "supportsDualStack": true,
        "implicitGlobalRegion": global.map(|(_, global)| *global),
    })
}
