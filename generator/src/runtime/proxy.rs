//! The proxy that the environment names.

use std::env;

use super::Config;

/// A proxy for https, and the hosts that are reached without it.
pub(super) struct EnvProxy {
    /// The URL, which may hold a password.
    pub(super) url: String,
    /// Host names and their endings, by comma.
    pub(super) except: String,
}

impl EnvProxy {
    /// The proxy for a client's endpoint; whether it is an exception is for the transport to find out.
    pub(super) fn read(config: &Config) -> Option<Self> {
        if !config.proxy_from_env || !config.endpoint.is_https() {
            return None;
        }
        let url = variable(["https_proxy", "HTTPS_PROXY"])?;
        Some(Self { url, except: variable(["no_proxy", "NO_PROXY"]).unwrap_or_default() })
    }
}

fn variable(names: [&str; 2]) -> Option<String> {
    names.iter().filter_map(|name| env::var(name).ok()).find(|value| !value.is_empty())
}
