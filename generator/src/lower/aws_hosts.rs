//! Host names of AWS services that don't follow the usual pattern.

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{self, Named},
    model,
    similar::similar,
};

/// The names of AWS's partitions.
pub(super) const PARTITIONS: &[&str] = &[
    "aws",
    "aws-cn",
    "aws-us-gov",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
    "aws-eusc",
];

/// The hosts of all other regions.
const DEFAULT: &str = "default";

/// The placeholders in host names.
const PLACEHOLDERS: &[&str] = &["{region}", "{dns_suffix}", "{dual_stack_suffix}"];

/// Lowers the hosts by region, partition or `default`.
pub(super) fn hosts(hosts: &Named<format::Hosts>, place: &Place<'_>) -> Checked<Vec<model::Hosts>> {
    all(hosts.iter().map(|(whose, hosts)| {
        let place = place.at(whose);
        // Rules also know regions such as `sandbox`, so only what may be misspelt is refused.
        let known = || PARTITIONS.iter().chain([&DEFAULT]).copied();
        let is_known = whose.contains('-') || known().any(|known| known == whose);
        let is_misspelt = !is_known && !similar(whose, known()).is_empty();
        if is_misspelt || !is_label(whose) {
            let message = format!("`{whose}` is neither a region nor a partition");
            return Err(place
                .report(Diagnostic::new(Code::InvalidValue, place.key(), message).help_or_similar(
                    whose,
                    known(),
                    "write a region such as `eu-west-1`, a partition such as `aws-cn`, or `default`",
                )));
        }
        let host = |key: &str, host: &Option<String>| {
            host.as_deref().map(|host| checked(host, &place.at(key))).transpose()
        };
        let (plain, fips) = (host("plain", &hosts.plain), host("fips", &hosts.fips));
        let dual_stack = host("dual_stack", &hosts.dual_stack);
        let fips_dual_stack = host("fips_dual_stack", &hosts.fips_dual_stack);
        let signing_region = signing_region(hosts.signing_region.as_deref(), &place.at("signing_region"));
        Ok(model::Hosts {
            whose: whose.clone(),
            plain: plain?,
            fips: fips?,
            dual_stack: dual_stack?,
            fips_dual_stack: fips_dual_stack?,
            signing_region: signing_region?,
        })
    }))
}

fn checked(host: &str, place: &Place<'_>) -> Checked<String> {
    let filled = PLACEHOLDERS
        .iter()
        .fold(host.to_owned(), |host, placeholder| {
            host.replace(placeholder, "x")
        });
    if filled.split('.').all(is_label) {
        return Ok(host.to_owned());
    }
    Err(place.report(
        Diagnostic::new(
            Code::InvalidValue,
            place.value(),
            format!("`{host}` can't be a host"),
        )
        .help(
            "write a host name; `{region}`, `{dns_suffix}` and `{dual_stack_suffix}` are filled in",
        ),
    ))
}

fn signing_region(region: Option<&str>, place: &Place<'_>) -> Checked<Option<String>> {
    match region {
        Some(region) if !is_label(region) => Err(place.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.value(),
                format!("`{region}` can't be a region"),
            )
            .help("write the region that signatures name, such as `us-east-1`"),
        )),
        region => Ok(region.map(str::to_owned)),
    }
}

/// RFC 1123, section 2.1.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
