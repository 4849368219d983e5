use crate::runtime::aws_hosts::{Hosts, host, signing_region};

const NONE: Hosts = Hosts {
    whose: "default",
    plain: None,
    fips: None,
    dual_stack: None,
    fips_dual_stack: None,
    signing_region: None,
};

const HOSTS: &[Hosts] = &[
    Hosts {
        plain: Some("all.example.com"),
        fips: Some("{region}.fips.{dns_suffix}"),
        ..NONE
    },
    Hosts {
        whose: "aws-cn",
        plain: Some("cn.{dual_stack_suffix}"),
        signing_region: Some("cn-north-1"),
        ..NONE
    },
    Hosts {
        whose: "cn-north-9",
        plain: Some("nine.{region}.{dns_suffix}"),
        fips_dual_stack: Some("both"),
        ..NONE
    },
];

#[test]
fn a_region_goes_before_its_partition_and_that_before_all() {
    let cases = [
        ("eu-west-1", "all.example.com", None),
        (
            "cn-north-1",
            "cn.api.amazonwebservices.com.cn",
            Some("cn-north-1"),
        ),
        (
            "cn-north-9",
            "nine.cn-north-9.amazonaws.com.cn",
            Some("cn-north-1"),
        ),
    ];
    for (region, plain, signed) in cases {
        assert_eq!(host(HOSTS, region, false, false).as_deref(), Some(plain));
        assert_eq!(signing_region(HOSTS, region), signed, "{region}");
    }
}

#[test]
fn each_kind_of_host_is_looked_for_by_itself() {
    assert_eq!(
        host(HOSTS, "cn-north-9", true, false).as_deref(),
        Some("cn-north-9.fips.amazonaws.com.cn")
    );
    assert_eq!(
        host(HOSTS, "cn-north-9", true, true).as_deref(),
        Some("both")
    );
    assert_eq!(host(HOSTS, "cn-north-9", false, true), None);
    assert_eq!(host(HOSTS, "eu-west-1", true, true), None);
    assert_eq!(host(&[], "eu-west-1", false, false), None);
}
