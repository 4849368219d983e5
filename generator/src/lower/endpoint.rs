//! The endpoint of a service.

use super::{aws_endpoint, place::Place, server};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{self, Spec},
    model::{Endpoint, OwnEndpoint},
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

/// Lowers the endpoint.
pub(super) fn endpoint(spec: &Spec, place: &Place<'_>) -> Checked<Endpoint> {
    let (service, endpoint) = (&spec.service, &spec.service.endpoint);
    match (&endpoint.aws, &endpoint.url) {
        (Some(prefix), None) => {
            let foreign = [
                ("variables", !endpoint.variables.is_empty()),
                ("environments", !endpoint.environments.is_empty()),
            ];
            only_with(("url", "aws"), foreign, place)?;
            aws_endpoint::aws_endpoint(prefix, spec, place).map(Endpoint::Aws)
        }
        (None, Some(url)) => {
            let foreign = [
                ("fips", !endpoint.fips.is_empty()),
                ("hosts", !endpoint.hosts.is_empty()),
                ("accelerated", !endpoint.accelerated.is_empty()),
                ("others", !endpoint.others.is_empty()),
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
    let Some(own) = &operation.endpoint else {
        return Ok(None);
    };
    let place = place.at("endpoint");
    let Some(of_service) = &service.url else {
        return aws_endpoint::of_operation(own, service, &place).map(Some);
    };
    let Some(of_service) = server::with_defaults(of_service, service) else {
        let message = "`endpoint` can't be used: a variable of the service's URL has no default";
        let help = "remove it, or add the `default` of the variable";
        return Err(
            place.report(Diagnostic::new(Code::InvalidValue, place.key(), message).help(help))
        );
    };
    Ok(Some(OwnEndpoint::Url {
        url: base_url(own, &place)?,
        of_service,
    }))
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
