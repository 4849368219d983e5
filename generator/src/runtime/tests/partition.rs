use crate::{
    diagnostic::{Diagnostic, Diagnostics, Source},
    runtime::partition::Partition,
};

/// Name, dns suffix, dual-stack suffix, and regions that the partition has.
const PARTITIONS: [(&str, &str, &str, &[&str]); 8] = [
    (
        "aws",
        "amazonaws.com",
        "api.aws",
        &[
            "us-east-1",
            "eu-west-1",
            "ap-southeast-2",
            "sa-east-1",
            "ca-west-1",
            "me-central-1",
            "af-south-1",
            "il-central-1",
            "mx-central-1",
            "us-isox-1",
        ],
    ),
    (
        "aws-cn",
        "amazonaws.com.cn",
        "api.amazonwebservices.com.cn",
        &["cn-north-1", "cn-northwest-1"],
    ),
    (
        "aws-us-gov",
        "amazonaws.com",
        "api.aws",
        &["us-gov-east-1", "us-gov-west-1"],
    ),
    (
        "aws-iso",
        "c2s.ic.gov",
        "api.aws.ic.gov",
        &["us-iso-east-1", "us-iso-west-1"],
    ),
    (
        "aws-iso-b",
        "sc2s.sgov.gov",
        "api.aws.scloud",
        &["us-isob-east-1", "us-isob-west-1"],
    ),
    (
        "aws-iso-e",
        "cloud.adc-e.uk",
        "api.cloud-aws.adc-e.uk",
        &["eu-isoe-west-1"],
    ),
    (
        "aws-iso-f",
        "csp.hci.ic.gov",
        "api.aws.hci.ic.gov",
        &["us-isof-south-1", "us-isof-east-1"],
    ),
    (
        "aws-eusc",
        "amazonaws.eu",
        "api.amazonwebservices.eu",
        &["eusc-de-east-1"],
    ),
];

#[test]
fn every_partition_has_its_regions_and_suffixes() {
    for (name, dns_suffix, dual_stack_suffix, regions) in PARTITIONS {
        for region in regions {
            let partition = Partition::of(region);
            let found = (
                partition.name,
                partition.dns_suffix,
                partition.dual_stack_suffix,
            );
            assert_eq!(found, (name, dns_suffix, dual_stack_suffix), "{region}");
        }
    }
}

#[test]
fn the_word_may_be_any_and_the_number_may_be_long() {
    let cases = [
        ("cn-x-1", "aws-cn"),
        ("cn-north_west2-1234567890", "aws-cn"),
        ("us-gov-anywhere-99", "aws-us-gov"),
        ("eusc-de-x-0", "aws-eusc"),
    ];
    for (region, name) in cases {
        assert_eq!(Partition::of(region).name, name, "{region}");
    }
}

#[test]
fn near_misses_and_unknown_regions_count_as_aws() {
    let regions = [
        "us-gov-west",
        "us-gov--1",
        "us-gov-west-1x",
        "us-gov-west-",
        "us-govwest-1",
        "us-iso-east-1x",
        "us-iso-east",
        "us-isoc-east-1",
        "us-isob",
        "us-isob-east-1-2",
        "xus-isob-east-1",
        "eu-isof-east-1",
        "us-isoe-east-1",
        "eusc-fr-west-1",
        "eusc-west-1",
        "cn",
        "cn-",
        "cn-north",
        "cn-north-",
        "cn-nor.th-1",
        "cn-north-1\n",
        "CN-north-1",
        " cn-north-1",
        "cna-north-1",
        "xx-new-1",
        "local",
        "",
    ];
    for region in regions {
        assert_eq!(Partition::of(region).name, "aws", "{region:?}");
    }
}

#[test]
fn specs_know_the_same_partitions_as_clients() {
    let report = |partition| {
        let text = format!(
            "restsmith: 1\n\
             service:\n  name: portal\n  protocol: rest-json\n  \
             endpoint: {{ aws: portal.sso, fips: {{ {partition}: portal.sso }} }}\n\
             operations:\n  Logout:\n    http: POST /logout\n"
        );
        let source = Source {
            name: "demo.yaml".to_owned(),
            text,
            not_utf8: None,
        };
        let mut diagnostics = Diagnostics::default();
        drop(crate::pipeline::model(&source, &mut diagnostics));
        let about = |diagnostic: &&Diagnostic| diagnostic.message.contains("partition");
        diagnostics
            .into_sorted()
            .iter()
            .find(about)
            .map(|it| (it.message.clone(), it.help.clone().unwrap_or_default()))
    };
    for (name, ..) in PARTITIONS {
        assert_eq!(report(name), None);
    }
    let help = format!(
        "the partitions are {}",
        PARTITIONS.map(|(name, ..)| name).join(", ")
    );
    assert_eq!(
        report("aws-iso-g"),
        Some(("there is no partition `aws-iso-g`".to_owned(), help))
    );
}
