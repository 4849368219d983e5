//! The proxy that the environment names.

use std::env;

use http::Uri;

use super::{BuildError, Config};

/// A proxy for https, and the hosts that are reached without it.
pub(super) struct EnvProxy {
    /// The URL, which may hold a password.
    pub(super) url: String,
    /// Host names, each for the hosts below it too, or `*` for all.
    pub(super) except: Vec<String>,
}

impl EnvProxy {
    /// The proxy for a client's endpoint; whether it is an exception is for the transport to find out.
    pub(super) fn read(config: &Config) -> Result<Option<Self>, BuildError> {
        if !config.proxy_from_env || !config.endpoint.is_https() {
            return Ok(None);
        }
        let Some(url) = variable(["https_proxy", "HTTPS_PROXY"]) else { return Ok(None) };
        if !has_usable_port(&url) {
            return Err(BuildError::Proxy);
        }
        let except = variable(["no_proxy", "NO_PROXY"]).unwrap_or_default();
        Ok(Some(Self { url, except: except.split(',').filter_map(host).collect() }))
    }
}

/// The libraries take a port that is no number for none.
fn has_usable_port(url: &str) -> bool {
    let Ok(uri) = url.parse::<Uri>() else { return false };
    uri.authority().is_some_and(|authority| {
        let without_user = authority.as_str().rsplit('@').next().unwrap_or_default();
        without_user == authority.host() || authority.port_u16().is_some()
    })
}

/// `.example.com` and `*.example.com` are ways to write `example.com`.
fn host(text: &str) -> Option<String> {
    let text = text.trim();
    let host = text.strip_prefix('*').unwrap_or(text).trim_start_matches('.');
    match (text, host) {
        ("*", _) => Some(text.to_owned()),
        (_, "") => None,
        _ => Some(host.to_owned()),
    }
}

fn variable(names: [&str; 2]) -> Option<String> {
    names.iter().filter_map(|name| env::var(name).ok()).find(|value| !value.is_empty())
}
