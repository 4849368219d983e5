//! The endpoint of a service.

use std::{convert::TryFrom, fmt, net::IpAddr};

use http::uri::{Authority, Parts, PathAndQuery, Scheme, Uri};

/// The maximum length of a label of a host name (RFC 1035, section 2.3.4).
pub(in super::super) const MAX_LABEL_LENGTH: usize = 63;

/// The base URL of requests: scheme, host, port and base path.
///
/// An endpoint of AWS also knows where the requests of some operations go instead. Two endpoints are equal if all of this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    scheme: Scheme,
    pub(in super::super) authority: Authority,
    /// The path without a slash at the end. It is empty for the root.
    base_path: String,
    /// The endpoints of some operations, each by its name.
    others: Vec<(&'static str, Self)>,
    /// The endpoint of requests with a label before its host name, if there are such hosts.
    pub(in super::super) virtual_hosts: Option<Box<Self>>,
    /// Whether the label that goes there must be valid in a host name.
    pub(in super::super) requires_virtual_host: bool,
    /// The region to sign for, if it isn't the client's.
    signing_region: Option<String>,
}

impl Endpoint {
    /// Parses a base URL such as `https://api.example.com/v1`.
    ///
    /// # Errors
    ///
    /// Fails if the URL is invalid, or has a part that requests can't contain; see [`EndpointError`].
    pub fn parse(url: &str) -> Result<Self, EndpointError> {
        if url.is_empty() {
            return Err(EndpointError::Empty);
        }
        if !url.contains("://") {
            return Err(EndpointError::NoScheme);
        }
        // `Uri` ignores a fragment.
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
        Ok(Self::new(scheme, authority, base_path))
    }

    fn new(scheme: Scheme, authority: Authority, base_path: String) -> Self {
        Self {
            scheme,
            authority,
            base_path,
            others: Vec::new(),
            virtual_hosts: None,
            requires_virtual_host: false,
            signing_region: None,
        }
    }

    /// Returns this endpoint with another one, which is that of some operations.
    #[doc(hidden)]
    #[must_use]
    pub fn with_other(mut self, name: &'static str, other: Self) -> Self {
        self.others.push((name, other));
        self
    }

    /// Returns this endpoint with the region to sign for.
    #[doc(hidden)]
    #[must_use]
    pub fn with_signing_region(mut self, region: impl Into<String>) -> Self {
        self.signing_region = Some(region.into());
        self
    }

    /// Returns the base URL alone.
    #[doc(hidden)]
    #[must_use]
    pub fn base_url(&self) -> Self {
        let (scheme, authority) = (self.scheme.clone(), self.authority.clone());
        Self::new(scheme, authority, self.base_path.clone())
    }

    /// Returns the endpoint of this name, or this one if there is none: at a URL that a caller sets, all operations are there.
    #[doc(hidden)]
    #[must_use]
    pub fn of(&self, name: Option<&str>) -> &Self {
        let mut others = self.others.iter();
        let other = name.and_then(|name| others.find(|(other, _)| *other == name));
        other.map_or(self, |(_, endpoint)| endpoint)
    }

    /// Returns the region to sign for, if it isn't the client's.
    pub(in super::super) fn signing_region(&self) -> Option<&str> {
        self.signing_region.as_deref()
    }

    /// Returns the endpoint without the regions to sign for, where the caller sets one.
    pub(in super::super) fn without_signing_regions(mut self) -> Self {
        for (_, other) in &mut self.others {
            other.signing_region = None;
        }
        self
    }

    /// Returns whether the URL has no path.
    #[doc(hidden)]
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.base_path.is_empty()
    }

    /// Returns whether the scheme is `https`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }

    /// Returns whether the host is this machine: `localhost`, 127.0.0.0/8 or `[::1]`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.authority.host();
        host.eq_ignore_ascii_case("localhost")
            || ip_address(host).is_some_and(|address| address.is_loopback())
    }

    /// Returns the URI of a path and query below this endpoint.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long.
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

/// Returns whether a string is a valid label of a host name (RFC 1123, section 2.1).
pub(crate) fn is_host_label(label: &str) -> bool {
    (1..=MAX_LABEL_LENGTH).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Parses an IP address, with or without brackets.
pub(in super::super) fn ip_address(host: &str) -> Option<IpAddr> {
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    bare.parse().ok()
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

/// The reason why a URL is not a valid endpoint. It never contains the URL, which may contain a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// The URL is empty.
    Empty,
    /// The URL has no scheme.
    NoScheme,
    /// The scheme is neither `https` nor `http`.
    UnknownScheme,
    /// The URL is invalid, or has no host.
    NotAUrl,
    /// The port is not a number from 1 to 65535.
    Port,
    /// The URL has a user name or a password in front of the host.
    UserInfo,
    /// The URL has a query.
    Query,
    /// The URL has a fragment.
    Fragment,
    /// The scheme is `http` and the host is another machine, so secrets would be sent unencrypted.
    ClearText,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the endpoint URL is empty: write one such as `https://api.example.com`",
            Self::NoScheme => "the endpoint URL has no scheme: begin it with `https://`",
            Self::UnknownScheme => {
                "the endpoint URL's scheme is neither `https` nor `http`: begin it with `https://`"
            }
            Self::NotAUrl => {
                "the endpoint URL is not a valid URL with a host: write one such as `https://api.example.com`"
            }
            Self::Port => "the endpoint URL's port is not a number from 1 to 65535",
            Self::UserInfo => {
                "the endpoint URL has a user name or a password, which can't be sent: remove it"
            }
            Self::Query => "the endpoint URL has a query: remove it",
            Self::Fragment => "the endpoint URL has a fragment: remove it",
            Self::ClearText => {
                "the endpoint URL is plain http to another machine, to which secrets would travel unencrypted: \
                 use https, or set `allow_clear_text(true)` on the client's builder"
            }
        })
    }
}

impl std::error::Error for EndpointError {}
