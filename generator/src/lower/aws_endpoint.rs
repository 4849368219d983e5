//! The endpoints of AWS services.

use indexmap::IndexMap;
use quote::format_ident;

use super::{
    aws_hosts::{self, PARTITIONS},
    endpoint::is_host_label,
    place::Place,
    unique::Unique,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Reported, all},
    format::{self, Named, Spec},
    model::{AwsEndpoint, AwsHosts, Hosts, OtherEndpoint, OwnEndpoint},
    names::value_name,
};

/// Lowers the endpoint of a service whose hosts begin with `prefix`.
pub(super) fn aws_endpoint(prefix: &str, spec: &Spec, place: &Place<'_>) -> Checked<AwsEndpoint> {
    let endpoint = &spec.service.endpoint;
    let hosts = hosts(prefix, &endpoint.fips, &endpoint.hosts, place);
    let variable = endpoint
        .sdk_id
        .as_deref()
        .map(|id| variable(id, &place.at("sdk_id")))
        .transpose();
    let virtual_hosts = virtual_hosts(spec, place);
    Ok(AwsEndpoint {
        others: others(spec, &place.at("others"))?,
        hosts: hosts?,
        variable: variable?,
        virtual_hosts: virtual_hosts?,
    })
}

/// Lowers the endpoint of an operation: the name of one that the service has besides its own.
pub(super) fn of_operation(
    name: &str,
    service: &format::Endpoint,
    place: &Place<'_>,
) -> Checked<OwnEndpoint> {
    if service.others.contains_key(name) {
        return Ok(OwnEndpoint::Aws(name.to_owned()));
    }
    let message = format!("the service has no other endpoint `{name}`");
    let known = service.others.keys().map(String::as_str);
    let help = "define it below `others:` of the service's `endpoint`, by a name such as `search`";
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.value(), message)
            .help_or_similar(name, known, help),
    ))
}

fn others(spec: &Spec, place: &Place<'_>) -> Checked<Vec<OtherEndpoint>> {
    let mut names = Unique::identifiers("endpoint", &[]);
    // An unused one has a warning.
    let used = spec.service.endpoint.others.iter().filter(|(name, _)| {
        let mut operations = spec.operations.values();
        operations.any(|operation| operation.endpoint.as_ref() == Some(name))
    });
    all(used.map(|(name, other)| {
        let place = place.at(name);
        let is_lower_case = !name.contains(|letter: char| letter.is_ascii_uppercase());
        let ident = value_name(name).filter(|_| is_lower_case && is_host_label(name));
        let Some(ident) = ident else {
            return Err(refuse(
                format!("`{name}` can't be the name of an endpoint"),
                "write lower-case letters, digits and `-`, beginning with a letter and not ending with `-`",
                &place,
            ));
        };
        let ident = names.identifier(ident, &place);
        let table = ident.to_string();
        let table = table.trim_start_matches("r#").to_ascii_uppercase();
        Ok(OtherEndpoint {
            name: name.clone(),
            function: format_ident!("{ident}_endpoint"),
            table: format_ident!("{table}_HOSTS"),
            hosts: hosts(&other.aws, &other.fips, &other.hosts, &place)?,
        })
    }))
}

/// Lowers the accelerated hosts, if labels of paths become parts of host names.
fn virtual_hosts(spec: &Spec, place: &Place<'_>) -> Checked<Option<Vec<Hosts>>> {
    if !spec.has_virtual_hosts() {
        return Ok(None);
    }
    let accelerated = &spec.service.endpoint.accelerated;
    let place = place.at("accelerated");
    let signed = accelerated
        .iter()
        .find(|(_, hosts)| hosts.signing_region.is_some());
    if let Some((whose, _)) = signed {
        return Err(refuse(
            "`signing_region` can't be used in `accelerated`".to_owned(),
            "remove it: requests are signed for the region of the client",
            &place.at(whose).at("signing_region"),
        ));
    }
    aws_hosts::hosts(accelerated, &place).map(Some)
}

fn hosts(
    prefix: &str,
    fips: &Named<String>,
    unusual: &Named<format::Hosts>,
    place: &Place<'_>,
) -> Checked<AwsHosts> {
    let prefix = host_prefix(prefix, &place.at("aws"));
    let fips_place = place.at("fips");
    let fips_prefixes = all(fips.iter().map(|(partition, prefix)| {
        let place = fips_place.at(partition);
        if !PARTITIONS.contains(&partition.as_str()) {
            let help = format!("the partitions are {}", PARTITIONS.join(", "));
            let message = format!("there is no partition `{partition}`");
            return Err(refuse(message, &help, &place));
        }
        Ok((partition.clone(), host_prefix(prefix, &place)?))
    }));
    let unusual = aws_hosts::hosts(unusual, &place.at("hosts"));
    let prefix = prefix?;
    let (mut plain_fips, mut other_fips) = (Vec::new(), IndexMap::<_, Vec<_>>::new());
    for (partition, fips_prefix) in fips_prefixes? {
        if fips_prefix == prefix {
            plain_fips.push(partition);
        } else if fips_prefix != format!("{prefix}-fips") {
            other_fips.entry(fips_prefix).or_default().push(partition);
        }
    }
    Ok(AwsHosts {
        prefix,
        plain_fips,
        other_fips,
        unusual: unusual?,
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

fn refuse(message: String, help: &str, place: &Place<'_>) -> Reported {
    place.report(Diagnostic::new(Code::InvalidValue, place.key(), message).help(help))
}
