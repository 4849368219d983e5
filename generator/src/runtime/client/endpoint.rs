//! Where a service is reached.

use std::{
    convert::TryFrom,
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};

use http::uri::{Authority, Parts, PathAndQuery, Scheme, Uri};

/// RFC 1035, section 2.3.4: how many letters a label of a host name may have.
pub(in super::super) const MAX_LABEL_LENGTH: usize = 63;

/// A base URL that requests can be sent to: scheme, host, port, and a base path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    scheme: Scheme,
    pub(in super::super) authority: Authority,
    /// Without a slash at the end; empty for the root.
    base_path: String,
}

impl Endpoint {
    /// Reads a base URL such as `https://api.example.com/v1`.
    ///
    /// # Errors
    ///
    /// When a request could not be sent there as the caller means it; see [`EndpointError`].
    pub fn parse(url: &str) -> Result<Self, EndpointError> {
        if url.is_empty() {
            return Err(EndpointError::Empty);
        }
        if !url.contains("://") {
            return Err(EndpointError::NoScheme);
        }
        // `Uri` drops a fragment without a word.
        if url.contains('#') {
            return Err(EndpointError::Fragment);
        }
        let uri: Uri = url.parse().map_err(|_| EndpointError::NotAUrl)?;
        let parts = uri.into_parts();
        let scheme = match parts.scheme {
            Some(scheme) if scheme.as_str().eq_ignore_ascii_case("https") => Scheme::HTTPS,
            Some(scheme) if scheme.as_str().eq_ignore_ascii_case("http") => Scheme::HTTP,
            Some(_) => return Err(EndpointError::UnknownScheme),
            None => return Err(EndpointError::NoScheme),
        };
        let authority = parts.authority.ok_or(EndpointError::NotAUrl)?;
        check_authority(&authority)?;
        let path = parts
            .path_and_query
            .unwrap_or_else(|| PathAndQuery::from_static("/"));
        if path.query().is_some() {
            return Err(EndpointError::Query);
        }
        let base_path = path.path().trim_end_matches('/').to_owned();
        Ok(Self {
            scheme,
            authority,
            base_path,
        })
    }

    /// Whether requests travel encrypted.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }

    /// Whether the host is this machine: `localhost`, 127.0.0.0/8 or `[::1]`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.authority.host();
        let address = host.trim_start_matches('[').trim_end_matches(']');
        host.eq_ignore_ascii_case("localhost")
            || address
                .parse()
                .is_ok_and(|address: Ipv4Addr| address.is_loopback())
            || address
                .parse()
                .is_ok_and(|address: Ipv6Addr| address.is_loopback())
    }

    /// The URI of a path and query below this endpoint.
    ///
    /// # Errors
    ///
    /// When the result is longer than a URI may be.
    pub fn uri(&self, path_and_query: PathAndQuery) -> Result<Uri, http::Error> {
        let path_and_query = if self.base_path.is_empty() {
            path_and_query
        } else {
            PathAndQuery::try_from(format!("{}{path_and_query}", self.base_path))?
        };
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(path_and_query);
        Ok(Uri::from_parts(parts)?)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.base_path)
    }
}

/// Whether a text can be a label of a host name (RFC 1123, section 2.1).
pub(crate) fn is_host_label(label: &str) -> bool {
    (1..=MAX_LABEL_LENGTH).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn check_authority(authority: &Authority) -> Result<(), EndpointError> {
    let text = authority.as_str();
    if text.contains('@') {
        return Err(EndpointError::UserInfo);
    }
    if authority.host().is_empty() {
        return Err(EndpointError::NotAUrl);
    }
    let port = text.strip_prefix(authority.host()).unwrap_or(text);
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    let is_port = port.strip_prefix(':').is_some_and(is_number)
        && authority.port_u16().is_some_and(|port| port > 0);
    if !port.is_empty() && !is_port {
        return Err(EndpointError::Port);
    }
    Ok(())
}

/// Why a URL can't be an endpoint. It never repeats the URL, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// The text is empty.
    Empty,
    /// The text doesn't begin with `https://` or `http://`.
    NoScheme,
    /// The scheme is neither `https` nor `http`.
    UnknownScheme,
    /// The text is no URL, or one without a host.
    NotAUrl,
    /// The port is no number from 1 to 65535.
    Port,
    /// There is a user name or a password before the host.
    UserInfo,
    /// There is a query.
    Query,
    /// There is a fragment.
    Fragment,
    /// The scheme is `http` and the host is another machine, so that secrets would travel in clear text.
    ClearText,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the endpoint URL is empty",
            Self::NoScheme => "the endpoint URL has no scheme: begin it with `https://`",
            Self::UnknownScheme => "the endpoint URL's scheme is neither `https` nor `http`",
            Self::NotAUrl => "the endpoint URL is no URL with a host",
            Self::Port => "the endpoint URL's port is no number from 1 to 65535",
            Self::UserInfo => "the endpoint URL holds user info, which is not sent: remove it",
            Self::Query => "the endpoint URL has a query: remove it",
            Self::Fragment => "the endpoint URL has a fragment: remove it",
            Self::ClearText => {
                "the endpoint URL is plain http to another machine, where anyone on the way can read secrets: \
                 use https, or allow it with `allow_clear_text`"
            }
        })
    }
}

impl std::error::Error for EndpointError {}
