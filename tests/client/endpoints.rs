//! Where requests go: region, partition, FIPS, dual-stack, a URL of the caller's, and the environment.

use identity_center::{
    portal::{Client, blocking, endpoint},
    runtime::{BuildError, Builder, aws::AwsClient},
};

const NO_ENDPOINT: &str = "no endpoint: set `region` or `endpoint_url` on the client's builder";
const BAD_REGION: &str = "the region is not a valid label of a host name: it consists of letters, digits and `-`, such \
                          as `eu-west-1`";
const CUSTOM_ENDPOINT: &str = "an endpoint URL can't be combined with FIPS or dual-stack: remove `endpoint_url`, or \
                               `use_fips` and `use_dual_stack`";

/// The endpoint of both clients with these settings, or the text of the error.
fn resolved(settings: &Settings) -> Result<String, String> {
    let asynchronous = settings.endpoint::<Client>();
    let blocking = settings.endpoint::<blocking::Client>();
    assert_eq!(asynchronous, blocking, "{settings:?}");
    blocking
}

#[derive(Clone, Copy, Debug, Default)]
struct Settings<'a> {
    region: Option<&'a str>,
    url: Option<&'a str>,
    use_fips: bool,
    use_dual_stack: bool,
}

impl Settings<'_> {
    fn endpoint<C: AwsClient>(&self) -> Result<String, String> {
        let mut builder = Builder::<C>::new()
            .use_fips(self.use_fips)
            .use_dual_stack(self.use_dual_stack);
        if let Some(region) = self.region {
            builder = builder.region(region);
        }
        if let Some(url) = self.url {
            builder = builder.endpoint_url(url);
        }
        endpoint_of(builder)
    }
}

fn endpoint_of<C: AwsClient>(builder: Builder<C>) -> Result<String, String> {
    builder
        .config()
        .map(|config| config.endpoint().to_string())
        .map_err(|error| error.to_string())
}

#[test]
fn every_partition_has_its_plain_fips_and_dual_stack_hosts() {
    let cases = [
        ("us-east-1", "amazonaws.com", "api.aws"),
        ("mx-central-1", "amazonaws.com", "api.aws"),
        (
            "cn-north-1",
            "amazonaws.com.cn",
            "api.amazonwebservices.com.cn",
        ),
        ("us-gov-west-1", "amazonaws.com", "api.aws"),
        ("us-iso-east-1", "c2s.ic.gov", "api.aws.ic.gov"),
        ("us-isob-east-1", "sc2s.sgov.gov", "api.aws.scloud"),
        ("eu-isoe-west-1", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
        ("us-isof-south-1", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
        ("eusc-de-east-1", "amazonaws.eu", "api.amazonwebservices.eu"),
        ("unknown-region-1", "amazonaws.com", "api.aws"),
        ("local", "amazonaws.com", "api.aws"),
    ];
    for (region, dns, dual_stack) in cases {
        let url = |use_fips, use_dual_stack| {
            resolved(&Settings {
                region: Some(region),
                use_fips,
                use_dual_stack,
                ..Settings::default()
            })
        };
        let fips = if region.starts_with("us-gov-") {
            "portal.sso"
        } else {
            "portal.sso-fips"
        };
        assert_eq!(
            url(false, false),
            Ok(format!("https://portal.sso.{region}.{dns}"))
        );
        assert_eq!(
            url(true, false),
            Ok(format!("https://{fips}.{region}.{dns}"))
        );
        assert_eq!(
            url(false, true),
            Ok(format!("https://portal.sso.{region}.{dual_stack}"))
        );
        assert_eq!(
            url(true, true),
            Ok(format!("https://portal.sso-fips.{region}.{dual_stack}"))
        );
    }
}

#[test]
fn a_url_of_the_callers_is_used_as_given_whatever_the_region() {
    for url in [
        "https://sso.example.com",
        "https://sso.example.com:8443/base",
        "http://127.0.0.1:8000",
    ] {
        for region in [None, Some("eu-west-1"), Some("no region")] {
            let settings = Settings {
                region,
                url: Some(url),
                ..Settings::default()
            };
            assert_eq!(resolved(&settings), Ok(url.to_owned()));
        }
    }
}

#[test]
fn fips_and_dual_stack_are_refused_together_with_a_url() {
    for (use_fips, use_dual_stack) in [(true, false), (false, true), (true, true)] {
        for region in [None, Some("eu-west-1")] {
            let url = Some("https://sso.example.com");
            let settings = Settings {
                region,
                url,
                use_fips,
                use_dual_stack,
            };
            assert_eq!(resolved(&settings), Err(CUSTOM_ENDPOINT.to_owned()));
        }
    }
}

#[test]
fn without_region_and_url_there_is_no_endpoint() {
    for use_fips in [false, true] {
        let settings = Settings {
            use_fips,
            ..Settings::default()
        };
        assert_eq!(resolved(&settings), Err(NO_ENDPOINT.to_owned()));
    }
    assert!(matches!(
        endpoint::resolve(None, &endpoint::EndpointParams::default()),
        Err(BuildError::NoEndpoint)
    ));
}

#[test]
fn a_region_that_is_no_host_label_is_refused() {
    let long = "a".repeat(64);
    let regions = [
        "",
        " ",
        "eu-west-1 ",
        "eu west 1",
        "eu-west-1.evil.example",
        "evil.example/",
        "evil.example#",
        "user@evil",
        "-eu-west-1",
        "eu-west-1-",
        "eu_west_1",
        "eu-west-1\n",
        "eu-west-1\0",
        "eü-west-1",
        "*",
        &long,
    ];
    for region in regions {
        let settings = Settings {
            region: Some(region),
            ..Settings::default()
        };
        assert_eq!(
            resolved(&settings),
            Err(BAD_REGION.to_owned()),
            "{region:?}"
        );
    }
    let longest = "a".repeat(63);
    for region in ["a", "1", "EU-WEST-1", "a--b", &longest] {
        let settings = Settings {
            region: Some(region),
            ..Settings::default()
        };
        assert_eq!(
            resolved(&settings),
            Ok(format!("https://portal.sso.{region}.amazonaws.com"))
        );
    }
}

/// The variables of an environment, and their values.
type Variables<'a> = &'a [(&'a str, &'a str)];

/// What both clients make of an environment, on top of no setting.
fn in_environment(variables: Variables<'_>) -> Result<String, String> {
    let asynchronous = endpoint_in_environment::<Client>(variables);
    let blocking = endpoint_in_environment::<blocking::Client>(variables);
    assert_eq!(asynchronous, blocking, "{variables:?}");
    blocking
}

fn endpoint_in_environment<C: AwsClient>(variables: Variables<'_>) -> Result<String, String> {
    let read = |name: &str| {
        variables
            .iter()
            .find(|(variable, _)| *variable == name)
            .map(|(_, value)| (*value).to_owned())
    };
    endpoint_of(
        Builder::<C>::new()
            .environment(read)
            .map_err(|error| error.to_string())?,
    )
}

#[test]
fn the_environment_decides_in_aws_s_order() {
    let own = ("AWS_ENDPOINT_URL_SSO", "https://own.example");
    let all = ("AWS_ENDPOINT_URL", "https://all.example");
    let ignore = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    let heed = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false");
    let region = ("AWS_REGION", "eu-west-1");
    let default = ("AWS_DEFAULT_REGION", "us-east-2");
    let fips = ("AWS_USE_FIPS_ENDPOINT", "true");
    let dual_stack = ("AWS_USE_DUALSTACK_ENDPOINT", "TRUE");
    let no_fips = ("AWS_USE_FIPS_ENDPOINT", "False");
    let plain = "https://portal.sso.eu-west-1.amazonaws.com";
    let cases: [(Variables<'_>, Result<&str, &str>); 22] = [
        (&[], Err(NO_ENDPOINT)),
        (&[own], Ok("https://own.example")),
        (&[all], Ok("https://all.example")),
        (&[own, all, region], Ok("https://own.example")),
        (&[all, region], Ok("https://all.example")),
        (&[own, heed], Ok("https://own.example")),
        (&[own, all, ignore], Err(NO_ENDPOINT)),
        (&[own, all, ignore, region], Ok(plain)),
        (
            &[("AWS_ENDPOINT_URL_SSO", ""), all],
            Ok("https://all.example"),
        ),
        (
            &[
                ("AWS_ENDPOINT_URL_SSO", ""),
                ("AWS_ENDPOINT_URL", ""),
                region,
            ],
            Ok(plain),
        ),
        (
            &[
                ("AWS_ENDPOINT_URL_SSO_OIDC", "https://other.example"),
                region,
            ],
            Ok(plain),
        ),
        (&[region], Ok(plain)),
        (&[region, default], Ok(plain)),
        (&[default], Ok("https://portal.sso.us-east-2.amazonaws.com")),
        (
            &[("AWS_REGION", ""), default],
            Ok("https://portal.sso.us-east-2.amazonaws.com"),
        ),
        (
            &[region, fips],
            Ok("https://portal.sso-fips.eu-west-1.amazonaws.com"),
        ),
        (&[region, no_fips], Ok(plain)),
        (
            &[region, dual_stack],
            Ok("https://portal.sso.eu-west-1.api.aws"),
        ),
        (
            &[region, fips, dual_stack],
            Ok("https://portal.sso-fips.eu-west-1.api.aws"),
        ),
        (&[own, fips], Err(CUSTOM_ENDPOINT)),
        (&[own, dual_stack], Err(CUSTOM_ENDPOINT)),
        (
            &[own, fips, ignore, region],
            Ok("https://portal.sso-fips.eu-west-1.amazonaws.com"),
        ),
    ];
    for (variables, expected) in cases {
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(in_environment(variables), expected, "{variables:?}");
    }
}

#[test]
fn a_variable_with_a_bad_value_is_named_and_its_value_is_not() {
    let (boolean, number) = ("`true` or `false`", "a number of at least 1");
    let cases: [(&str, &str, &[&str]); 4] = [
        (
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            boolean,
            &["yes", "1", "0", " true"],
        ),
        (
            "AWS_USE_FIPS_ENDPOINT",
            boolean,
            &["yes", "1", "on", "true "],
        ),
        (
            "AWS_USE_DUALSTACK_ENDPOINT",
            boolean,
            &["no", "0", "off", "t"],
        ),
        (
            "AWS_MAX_ATTEMPTS",
            number,
            &["0", "-1", "three", "1.5", "4294967296", " 3"],
        ),
    ];
    for (variable, allowed, values) in cases {
        for value in values {
            let expected = format!("the environment variable `{variable}` must be {allowed}");
            let result = in_environment(&[("AWS_REGION", "eu-west-1"), (variable, value)]);
            assert_eq!(result, Err(expected), "{value:?}");
        }
    }
    let secret = in_environment(&[("AWS_ENDPOINT_URL", "https://user:password@own.example")]);
    assert_eq!(
        secret,
        Err(
            "the endpoint URL has a user name or a password, which can't be sent: remove it"
                .to_owned()
        )
    );
    assert_eq!(
        in_environment(&[("AWS_REGION", "eu west")]),
        Err(BAD_REGION.to_owned())
    );
}

#[test]
fn the_environment_sets_the_number_of_attempts() {
    for (value, expected) in [("1", 1_u32), ("7", 7), ("4294967295", u32::MAX), ("", 3)] {
        let read = |name: &str| (name == "AWS_MAX_ATTEMPTS").then(|| value.to_owned());
        let builder = Client::builder().environment(read).unwrap();
        let shown = format!("{builder:?}");
        assert!(
            shown.contains(&format!("max_attempts: {expected},")),
            "{shown}"
        );
    }
}

#[test]
fn what_is_set_goes_before_the_environment() {
    let read = |name: &str| match name {
        "AWS_REGION" => Some("eu-west-1".to_owned()),
        "AWS_MAX_ATTEMPTS" => Some("9".to_owned()),
        "AWS_USE_FIPS_ENDPOINT" => Some("true".to_owned()),
        _ => None,
    };
    let set = || {
        Client::builder()
            .region("us-east-1")
            .use_fips(false)
            .max_attempts(2)
    };
    let before = set().environment(read).unwrap();
    assert!(
        format!("{before:?}").contains("max_attempts: 2,"),
        "{before:?}"
    );
    assert_eq!(
        endpoint_of(before),
        Ok("https://portal.sso.us-east-1.amazonaws.com".to_owned())
    );
    let after = Client::builder()
        .environment(read)
        .unwrap()
        .region("us-east-1")
        .use_fips(false);
    assert_eq!(
        endpoint_of(after),
        Ok("https://portal.sso.us-east-1.amazonaws.com".to_owned())
    );
}

#[test]
fn an_endpoint_of_the_environment_does_not_replace_the_callers() {
    let read =
        |name: &str| (name == "AWS_ENDPOINT_URL").then(|| "https://other.example".to_owned());
    let builder = Client::builder()
        .endpoint_url("https://own.example")
        .environment(read)
        .unwrap();
    assert_eq!(endpoint_of(builder), Ok("https://own.example".to_owned()));
}
