//! The URLs of a service outside AWS: its own and those of its environments, and the variables in them.

use std::iter;

use proc_macro2::Ident;

use super::{
    auth_schemes::SETTINGS,
    endpoint::{BRACES, base_url},
    enum_values,
    named_types::variants,
    place::Place,
    unique::Unique,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{self, Value},
    model::{Environment, Server, UrlVariable},
    names::{type_name, value_name},
    rustdoc::rustdoc,
};

#[path = "../runtime/client/url_variable.rs"]
#[allow(
    clippy::duplicate_mod,
    reason = "the other one is the runtime's own, compiled for its tests"
)]
mod url_variable;

pub(crate) use url_variable::fits;

/// The settings that only clients of AWS have.
const OF_AWS: &[&str] = &["from_env", "region", "use_dual_stack", "use_fips"];

/// The setting that only clients of a service with environments have.
const ENVIRONMENT: &str = "environment";

/// A value that is valid in each part of a URL.
const ANY: &str = "1";

/// Lowers the URLs.
pub(super) fn server(url: &str, service: &format::Service, place: &Place<'_>) -> Checked<Server> {
    let endpoint = &service.endpoint;
    let of_environments = place.at("environments");
    let of_service = (url, place.at("url"));
    let others = endpoint.environments.iter();
    let others = others.map(|(name, url)| (url.as_str(), of_environments.at(name)));
    let urls: Vec<_> = iter::once(of_service).chain(others).collect();
    let variables = variables(service, &urls, &place.at("variables"));
    // A value that can't be in a URL was reported.
    let urls = urls.iter().filter(|_| variables.is_ok());
    let checked: Checked<Vec<()>> = all(urls.map(|(url, place)| check_url(url, endpoint, place)));
    let environments = environments(endpoint, &of_environments);
    checked?;
    Ok(Server {
        url: url.to_owned(),
        environments: environments?,
        variables: variables?,
    })
}

/// Returns a URL in which each variable has its default, or `None` if one has none.
pub(super) fn with_defaults(url: &str, endpoint: &format::Endpoint) -> Option<String> {
    let mut filled = url.to_owned();
    for (name, variable) in &endpoint.variables {
        let label = label(name);
        if filled.contains(&label) {
            filled = filled.replace(&label, variable.default.as_deref()?);
        }
    }
    Some(filled)
}

fn label(name: &str) -> String {
    format!("{{{name}}}")
}

/// Checks a URL with its variables.
fn check_url(url: &str, endpoint: &format::Endpoint, place: &Place<'_>) -> Checked<()> {
    let mut filled = url.to_owned();
    for (name, variable) in &endpoint.variables {
        filled = filled.replace(&label(name), sample(variable));
    }
    let invalid = |message: &str, help: &str| {
        Err(place.report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(help)))
    };
    if !endpoint.variables.is_empty() && filled.contains(BRACES) {
        return invalid(
            &format!("`{url}` has braces that aren't those of a variable"),
            "write the name of one of the `variables` in braces, or define it there",
        );
    }
    let scheme = url.split("://").next().unwrap_or_default();
    if filled != url && scheme.contains('{') {
        return invalid(
            "the scheme of a URL can't be a variable",
            "write `https://`",
        );
    }
    base_url(&filled, place).map(|_| ())
}

/// Returns a value that a variable may have.
fn sample(variable: &format::Variable) -> &str {
    let values = variable.values.as_ref().map(|values| values.0.as_slice());
    let first = values.and_then(|values| match values.first() {
        Some((_, Value::Text(text))) => Some(text.as_str()),
        _ => None,
    });
    variable.default.as_deref().or(first).unwrap_or(ANY)
}

fn variables(
    service: &format::Service,
    urls: &[(&str, Place<'_>)],
    place: &Place<'_>,
) -> Checked<Vec<UrlVariable>> {
    let endpoint = &service.endpoint;
    let taken = taken_settings(service);
    let taken: Vec<_> = taken.iter().map(String::as_str).collect();
    let mut settings = Unique::identifiers("setting", &taken);
    let mut types = Unique::identifiers("type", &["EndpointParams", "Environment"]);
    all(endpoint.variables.iter().map(|(name, variable)| {
        let place = place.at(name);
        let before = before(name, urls, &place)?;
        values_fit(variable, &before, &place)?;
        let is_name = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
        let setting = value_name(name).filter(|_| is_name);
        let setting =
            setting.ok_or_else(|| place.report(super::invalid_name(name, place.key())))?;
        let values = variable
            .values
            .as_ref()
            .map(|_| values(name, variable, &mut types, &place))
            .transpose()?;
        let docs = variable
            .docs
            .as_deref()
            .filter(|docs| !docs.trim().is_empty());
        Ok(UrlVariable {
            setting: settings.identifier(setting, &place),
            label: label(name),
            docs: docs.map(|docs| rustdoc(docs).into()),
            default: variable.default.clone(),
            values,
        })
    }))
}

/// Returns the settings of the client's builder that no variable can have.
fn taken_settings(service: &format::Service) -> Vec<String> {
    let has_environments = !service.endpoint.environments.is_empty();
    let of_builder = SETTINGS.iter().copied();
    let of_builder = of_builder
        .filter(|name| !OF_AWS.contains(name) && (*name != ENVIRONMENT || has_environments));
    let of_schemes = service
        .auth_schemes
        .keys()
        .filter_map(|name| value_name(name));
    let of_schemes = of_schemes.flat_map(|name| {
        [
            name.to_string(),
            format!("{name}_source"),
            format!("async_{name}_source"),
        ]
    });
    of_builder.map(str::to_owned).chain(of_schemes).collect()
}

/// Returns the name of the type of a variable, and its variants with their values.
fn values(
    name: &str,
    variable: &format::Variable,
    types: &mut Unique,
    place: &Place<'_>,
) -> Checked<(Ident, Vec<(Ident, String)>)> {
    let of_values = place.at("values");
    enum_values::values("enum", variable.values.as_ref(), &of_values)?;
    let variants = variants(
        variable.values.as_ref(),
        &[],
        &of_values,
        |value| match value {
            Value::Text(text) => Some(text.clone()),
            Value::Number(_) => None,
        },
    )?;
    if let Some(default) = &variable.default
        && !variants.iter().any(|(_, value)| value == default)
    {
        let place = place.at("default");
        let message = format!("the default `{default}` isn't one of the values");
        return Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.value(), message)
                .help("write one of `values`, or add it there"),
        ));
    }
    let ident = type_name(name).ok_or_else(|| place.already_reported())?;
    Ok((types.identifier(ident, place), variants))
}

/// Returns what stands before a variable in each URL that contains it.
fn before<'u>(
    name: &str,
    urls: &[(&'u str, Place<'_>)],
    place: &Place<'_>,
) -> Checked<Vec<&'u str>> {
    let label = label(name);
    let before = urls.iter().filter_map(|(url, _)| url.split_once(&label));
    let before: Vec<_> = before.map(|(before, _)| before).collect();
    if before.is_empty() {
        let message = format!("no URL has the variable `{name}`");
        let help = format!("write `{label}` where it belongs in a URL, or remove it");
        return Err(
            place.report(Diagnostic::new(Code::InvalidValue, place.key(), message).help(help))
        );
    }
    Ok(before)
}

/// Checks that the default and the values of a variable are valid in each URL.
fn values_fit(variable: &format::Variable, before: &[&str], place: &Place<'_>) -> Checked<()> {
    let values = variable.values.iter().flat_map(|values| &values.0);
    let values = values.filter_map(|(_, value)| match value {
        Value::Text(text) => Some((text, "values")),
        Value::Number(_) => None,
    });
    let default = variable.default.iter().map(|default| (default, "default"));
    let checked: Checked<Vec<()>> = all(default.chain(values).map(|(value, key)| {
        if before.iter().all(|before| fits(value, before)) {
            return Ok(());
        }
        let place = place.at(key);
        let message = format!("`{}` can't be a part of the URL", value.escape_debug());
        let help = "a value consists of letters, digits, `-`, `.` and `_`; a port can be in a host, and a slash in a path";
        Err(place.report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(help)))
    }));
    checked.map(|_| ())
}

fn environments(endpoint: &format::Endpoint, place: &Place<'_>) -> Checked<Vec<Environment>> {
    let mut variants = Unique::identifiers("environment", &[]);
    all(endpoint.environments.iter().map(|(name, url)| {
        let place = place.at(name);
        let variant = type_name(name);
        let variant =
            variant.ok_or_else(|| place.report(super::invalid_name(name, place.key())))?;
        Ok(Environment {
            variant: variants.identifier(variant, &place),
            url: url.clone(),
        })
    }))
}
