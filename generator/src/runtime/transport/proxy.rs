//! The proxy of the environment variables.

use std::{env, ffi::OsString, fmt, net::Ipv6Addr};

use http::{Uri, uri::Scheme};
use percent_encoding::percent_decode_str;
use secrecy::SecretString;

use super::super::{BuildError, Config};
use super::{
    error::{TransportError, TransportErrorKind},
    no_proxy::NoProxy,
};

const BAD_HOST: &str = "is a URL with an invalid host";

/// A proxy for https.
pub(super) struct EnvProxy {
    /// The variable that contains it.
    pub(super) variable: &'static str,
    /// Its URI, with the port, and without credentials.
    pub(super) uri: Uri,
    pub(super) credentials: Option<Credentials>,
    except: NoProxy,
}

/// The credentials for the proxy.
pub(super) struct Credentials {
    pub(super) user: String,
    pub(super) password: SecretString,
}

impl EnvProxy {
    /// Reads the proxy for a client's endpoint. The lower-case name of a variable has precedence over the upper-case
    /// one, and an empty value is ignored.
    pub(super) fn read(config: &Config) -> Result<Option<Self>, BuildError> {
        if !config.proxy_from_env || !config.endpoint.is_https() {
            return Ok(None);
        }
        let Some((variable, url)) = first_of(["https_proxy", "HTTPS_PROXY"]) else {
            return Ok(None);
        };
        let except = first_of(["no_proxy", "NO_PROXY"])
            .map(|(_, list)| list)
            .unwrap_or_default();
        let except = NoProxy::parse(&except.to_string_lossy());
        let proxy = url
            .to_str()
            .ok_or("is not valid Unicode")
            .and_then(|url| Self::parse(variable, url, except));
        proxy
            .map(Some)
            .map_err(|problem| BuildError::Proxy { variable, problem })
    }

    /// Parses a URL as curl does: the default scheme is http, and what follows the port is ignored. The error doesn't
    /// contain the URL.
    fn parse(variable: &'static str, url: &str, except: NoProxy) -> Result<Self, &'static str> {
        let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
        let is_https = scheme.eq_ignore_ascii_case("https");
        if !is_https && !scheme.eq_ignore_ascii_case("http") {
            return Err("is the URL of a proxy that is neither http nor https");
        }
        let rest = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // A password may contain an `@`.
        let (user_info, authority) = rest.rsplit_once('@').unwrap_or(("", rest));
        let (host, port) = host_and_port(authority)?;
        let (scheme, default_port) = if is_https {
            (Scheme::HTTPS, 443)
        } else {
            (Scheme::HTTP, 80)
        };
        let authority = format!("{host}:{}", port.unwrap_or(default_port));
        let uri = Uri::builder()
            .scheme(scheme)
            .authority(authority)
            .path_and_query("/")
            .build();
        let uri = uri.map_err(|_| BAD_HOST)?;
        Ok(Self {
            variable,
            uri,
            credentials: Credentials::parse(user_info)?,
            except,
        })
    }

    /// Returns whether requests to this URI use the proxy.
    pub(super) fn is_for(&self, uri: &Uri) -> bool {
        !self.except.lists(uri)
    }

    /// Adds the host and port of the proxy to an error.
    pub(super) fn name(&self, error: TransportError) -> TransportError {
        match self.uri.authority() {
            // The proxy has nothing to do with an error of the request's body.
            Some(authority) if error.kind() != TransportErrorKind::RequestBody => {
                error.through_proxy(authority.as_str())
            }
            _ => error,
        }
    }
}

impl fmt::Debug for EnvProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(self.variable).field(&self.uri).finish()
    }
}

impl Credentials {
    fn parse(user_info: &str) -> Result<Option<Self>, &'static str> {
        let (user, password) = user_info.split_once(':').unwrap_or((user_info, ""));
        if user.is_empty() && password.is_empty() {
            return Ok(None);
        }
        let (user, password) = (decoded(user)?, decoded(password)?);
        Ok(Some(Self {
            user,
            password: password.into(),
        }))
    }
}

fn decoded(text: &str) -> Result<String, &'static str> {
    let text = percent_decode_str(text).decode_utf8();
    Ok(text
        .map_err(
            |_| "has a user name or a password that is not valid UTF-8 after percent-decoding",
        )?
        .into_owned())
}

fn host_and_port(authority: &str) -> Result<(&str, Option<u16>), &'static str> {
    // An IPv6 address is in brackets.
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    let is_host = match host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => !host.contains(['[', ']', ':']),
    };
    match (host, port) {
        ("", _) => Err("is a URL without a host"),
        _ if !is_host => Err(BAD_HOST),
        (_, "") => Ok((host, None)),
        _ => Ok((
            host,
            Some(port_number(port).ok_or("is a URL whose port is not a number from 1 to 65535")?),
        )),
    }
}

fn port_number(text: &str) -> Option<u16> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|port| is_number && *port > 0)
}

/// Returns the first of these variables that is set and not empty.
fn first_of(names: [&'static str; 2]) -> Option<(&'static str, OsString)> {
    let mut values = names
        .iter()
        .filter_map(|name| Some((*name, env::var_os(name)?)));
    values.find(|(_, value)| !value.is_empty())
}
