//! The endpoint of a service.

use indexmap::IndexMap;

use super::{aws_hosts, place::Place, server};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format,
    model::{AwsEndpoint, Endpoint, OwnEndpoint},
};

#[path = "../runtime/client/endpoint.rs"]
#[allow(
    dead_code,
    reason = "of what clients do with endpoints only the parsing is needed here"
)]
#[allow(
    clippy::duplicate_mod,
    reason = "the other one is the runtime's own, compiled for its tests"
)]
mod client_endpoint;

pub(super) use client_endpoint::is_host_label;

/// The names of AWS's partitions.
const PARTITIONS: &[&str] = &[
    "aws",
    "aws-cn",
    "aws-us-gov",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
    "aws-eusc",
];

/// Lowers the endpoint.
pub(super) fn endpoint(service: &format::Service, place: &Place<'_>) -> Checked<Endpoint> {
    let endpoint = &service.endpoint;
    match (&endpoint.aws, &endpoint.url) {
        (Some(prefix), None) => {
            let foreign = [
                ("variables", !endpoint.variables.is_empty()),
                ("environments", !endpoint.environments.is_empty()),
            ];
            only_with(("url", "aws"), foreign, place)?;
            aws_endpoint(prefix, endpoint, place).map(Endpoint::Aws)
        }
        (None, Some(url)) => {
            let foreign = [
                ("fips", !endpoint.fips.is_empty()),
                ("hosts", !endpoint.hosts.is_empty()),
                ("sdk_id", endpoint.sdk_id.is_some()),
            ];
            only_with(("aws", "url"), foreign, place)?;
            server::server(url, service, place).map(Endpoint::Url)
        }
        _ => Err(place.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.value(),
                "an endpoint is either `aws` or `url`",
            )
            .help("write `{ aws: PREFIX }` or `{ url: https://… }`"),
        )),
    }
}

/// Lowers the endpoint of an operation, if it has one of its own.
pub(super) fn of_operation(
    operation: &format::Operation,
    service: &format::Endpoint,
    place: &Place<'_>,
) -> Checked<Option<OwnEndpoint>> {
    let Some(url) = &operation.endpoint else {
        return Ok(None);
    };
    let place = place.at("endpoint");
    let Some(of_service) = &service.url else {
        let message = "`endpoint` is only for an operation of an API at a `url`";
        let help = "remove it: the hosts of AWS are below the service's `endpoint`";
        return Err(
            place.report(Diagnostic::new(Code::InvalidValue, place.key(), message).help(help))
        );
    };
    let Some(of_service) = server::with_defaults(of_service, service) else {
        let message = "`endpoint` can't be used: a variable of the service's URL has no default";
        let help = "remove it, or add the `default` of the variable";
        return Err(
            place.report(Diagnostic::new(Code::InvalidValue, place.key(), message).help(help))
        );
    };
    Ok(Some(OwnEndpoint {
        url: base_url(url, &place)?,
        of_service,
    }))
}

fn aws_endpoint(
    prefix: &str,
    endpoint: &format::Endpoint,
    place: &Place<'_>,
) -> Checked<AwsEndpoint> {
    let prefix = host_prefix(prefix, &place.at("aws"));
    let fips = place.at("fips");
    let fips_prefixes = all(endpoint.fips.iter().map(|(partition, prefix)| {
        let place = fips.at(partition);
        if !PARTITIONS.contains(&partition.as_str()) {
            let message = format!("there is no partition `{partition}`");
            return Err(place.report(
                Diagnostic::new(Code::InvalidValue, place.key(), message)
                    .help(format!("the partitions are {}", PARTITIONS.join(", "))),
            ));
        }
        Ok((partition.clone(), host_prefix(prefix, &place)?))
    }));
    let hosts = aws_hosts::hosts(&endpoint.hosts, &place.at("hosts"));
    let variable = endpoint
        .sdk_id
        .as_deref()
        .map(|id| variable(id, &place.at("sdk_id")))
        .transpose();
    let (prefix, variable) = (prefix?, variable?);
    let (mut plain_fips, mut other_fips) = (Vec::new(), IndexMap::<_, Vec<_>>::new());
    for (partition, fips_prefix) in fips_prefixes? {
        if fips_prefix == prefix {
            plain_fips.push(partition);
        } else if fips_prefix != format!("{prefix}-fips") {
            other_fips.entry(fips_prefix).or_default().push(partition);
        }
    }
    Ok(AwsEndpoint {
        prefix,
        plain_fips,
        other_fips,
        hosts: hosts?,
        variable,
    })
}

fn host_prefix(prefix: &str, place: &Place<'_>) -> Checked<String> {
    if prefix.split('.').all(is_host_label) {
        return Ok(prefix.to_owned());
    }
    Err(place.report(
        Diagnostic::new(
            Code::InvalidValue,
            place.value(),
            format!("`{prefix}` can't begin a host name"),
        )
        .help("write the labels before the region, such as `portal.sso`"),
    ))
}

/// Returns the environment variable of the endpoint, named as in AWS SDKs: the service's id in capitals, with
/// underscores for spaces and hyphens.
fn variable(id: &str, place: &Place<'_>) -> Checked<String> {
    let is_id = |letter: char| letter.is_ascii_alphanumeric() || letter == ' ' || letter == '-';
    if id.is_empty() || !id.chars().all(is_id) {
        return Err(place.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.value(),
                format!("`{id}` isn't the id of an AWS service"),
            )
            .help("write the id of AWS's SDKs, such as `SSO` or `SSO OIDC`"),
        ));
    }
    Ok(format!(
        "AWS_ENDPOINT_URL_{}",
        id.to_ascii_uppercase().replace([' ', '-'], "_")
    ))
}

/// Reports keys that go with the first of these two, where the second one is.
fn only_with<const N: usize>(
    (whose, given): (&str, &str),
    foreign: [(&str, bool); N],
    place: &Place<'_>,
) -> Checked<()> {
    all(foreign
        .into_iter()
        .filter(|(_, is_set)| *is_set)
        .map(|(key, _)| {
            let message = format!("`{key}` can only be used with `{whose}`, not with `{given}`");
            Err(place.report(
                Diagnostic::new(Code::InvalidValue, place.at(key).key(), message)
                    .help(format!("remove `{key}`")),
            ))
        }))
    .map(|_: Vec<()>| ())
}

/// How a base URL is written.
const URL_HELP: &str = "write scheme, host and base path, such as `https://api.example.com/v1`";

/// The characters around the name of a variable.
pub(super) const BRACES: [char; 2] = ['{', '}'];

/// What to do about a variable that isn't defined.
const UNDEFINED: &str = "define a variable below `variables:`, such as `tenant: { default: demo }`; a label that each call fills in stands in the `host` of an operation";

/// Returns whether this is a URL that requests can be sent below.
#[cfg(feature = "openapi")]
pub(crate) fn is_base_url(url: &str) -> bool {
    client_endpoint::Endpoint::parse(url).is_ok() && !url.contains(BRACES)
}

/// Checks a URL without variables by the rules of clients, and warns of plain http to another machine.
pub(super) fn base_url(url: &str, place: &Place<'_>) -> Checked<String> {
    match client_endpoint::Endpoint::parse(url) {
        Ok(_) if url.contains(BRACES) => {
            let message = format!("`{url}` has braces that aren't those of a variable");
            let diagnostic = Diagnostic::new(Code::InvalidValue, place.value(), message);
            Err(place.report(diagnostic.help(UNDEFINED)))
        }
        Ok(endpoint) => {
            if !endpoint.is_https() && !endpoint.is_loopback() {
                let message = format!("`{url}` is plain http to another machine");
                place.report(
                    Diagnostic::new(Code::ClearText, place.value(), message)
                        .help("write `https://`, or each caller must allow clear text"),
                );
            }
            Ok(url.to_owned())
        }
        Err(error) => {
            // Its text says what is wrong, and after a colon what to do.
            let text = error.to_string();
            let (message, advice) = text.split_once(": ").unwrap_or((&text, URL_HELP));
            let help = if url.contains('$') {
                "variables aren't expanded: write a URL, and let the caller set `endpoint_url` on the client's builder"
            } else if url.contains('{') {
                UNDEFINED
            } else {
                advice
            };
            Err(place
                .report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(help)))
        }
    }
}
