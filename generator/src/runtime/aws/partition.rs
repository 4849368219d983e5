//! The partitions of AWS: groups of regions, and the suffixes of their host names.

/// A group of regions that AWS keeps apart from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Partition {
    /// The name, such as `aws-cn`.
    pub name: &'static str,
    /// The suffix of host names, such as `amazonaws.com.cn`.
    pub dns_suffix: &'static str,
    /// The suffix of dual-stack host names, for IPv4 and IPv6.
    pub dual_stack_suffix: &'static str,
    /// The prefixes of region names, which a word and a number follow.
    prefixes: &'static [&'static str],
}

const AWS: Partition = Partition {
    name: "aws",
    dns_suffix: "amazonaws.com",
    dual_stack_suffix: "api.aws",
    prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
};

/// The partitions in AWS's own order. The first one is also for regions that match no partition.
const PARTITIONS: &[Partition] = &[
    AWS,
    Partition {
        name: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        dual_stack_suffix: "api.amazonwebservices.com.cn",
        prefixes: &["cn"],
    },
    Partition {
        name: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        dual_stack_suffix: "api.aws",
        prefixes: &["us-gov"],
    },
    Partition {
        name: "aws-iso",
        dns_suffix: "c2s.ic.gov",
        dual_stack_suffix: "api.aws.ic.gov",
        prefixes: &["us-iso"],
    },
    Partition {
        name: "aws-iso-b",
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_suffix: "api.aws.scloud",
        prefixes: &["us-isob"],
    },
    Partition {
        name: "aws-iso-e",
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_suffix: "api.cloud-aws.adc-e.uk",
        prefixes: &["eu-isoe"],
    },
    Partition {
        name: "aws-iso-f",
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_suffix: "api.aws.hci.ic.gov",
        prefixes: &["us-isof"],
    },
    Partition {
        name: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        dual_stack_suffix: "api.amazonwebservices.eu",
        prefixes: &["eusc-de"],
    },
];

impl Partition {
    /// Returns the partition of a region. An unknown region is assumed to be a new one of `aws`.
    #[must_use]
    pub fn of(region: &str) -> Self {
        PARTITIONS
            .iter()
            .find(|partition| partition.has(region))
            .copied()
            .unwrap_or(AWS)
    }

    fn has(&self, region: &str) -> bool {
        self.prefixes.iter().any(|prefix| {
            let rest = region
                .strip_prefix(prefix)
                .and_then(|rest| rest.strip_prefix('-'));
            rest.and_then(|rest| rest.split_once('-'))
                .is_some_and(|(word, number)| {
                    let is_word =
                        |character: char| character.is_ascii_alphanumeric() || character == '_';
                    !word.is_empty()
                        && word.chars().all(is_word)
                        && !number.is_empty()
                        && number.chars().all(|digit| digit.is_ascii_digit())
                })
        })
    }
}
