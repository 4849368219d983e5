//! URI references in responses, from the URI of the request (RFC 3986, section 5.2).

use std::convert::TryFrom;

use http::uri::{Authority, PathAndQuery, Scheme, Uri};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::super::PageError;

/// The characters that a URI can't contain, which servers send all the same.
const NOT_IN_URIS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Returns the URI that a reference leads to from a base, without a fragment.
///
/// It has the scheme, the host and the port of the base. A reference to others is an error, as credentials are for the base.
pub(in super::super) fn resolve(base: &Uri, reference: &str) -> Result<Uri, PageError> {
    let reference = utf8_percent_encode(reference, NOT_IN_URIS).to_string();
    let reference = reference.split('#').next().unwrap_or_default();
    let (path, query) = match split_scheme(reference) {
        Some((scheme, rest)) => absolute(base, scheme, rest)?,
        None if reference.starts_with("//") => {
            absolute(base, base.scheme_str().unwrap_or_default(), reference)?
        }
        None => relative(base, reference),
    };
    let mut path_and_query = without_dot_segments(&path);
    if let Some(query) = query {
        path_and_query.push('?');
        path_and_query.push_str(&query);
    }
    let mut parts = base.clone().into_parts();
    let path_and_query = PathAndQuery::try_from(path_and_query).map_err(|_| PageError::Uri)?;
    parts.path_and_query = Some(path_and_query);
    Uri::from_parts(parts).map_err(|_| PageError::Uri)
}

/// Splits a scheme from the beginning of a reference (RFC 3986, section 3.1).
fn split_scheme(reference: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = reference.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

/// Returns the path and the query after a scheme, if the origin is that of the base.
fn absolute(base: &Uri, scheme: &str, rest: &str) -> Result<(String, Option<String>), PageError> {
    if !base
        .scheme_str()
        .is_some_and(|own| own.eq_ignore_ascii_case(scheme))
    {
        return Err(PageError::Origin);
    }
    let rest = rest.strip_prefix("//").ok_or(PageError::Uri)?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let authority: Authority = authority.parse().map_err(|_| PageError::Uri)?;
    let is_same = base.authority().is_some_and(|own| {
        own.host().eq_ignore_ascii_case(authority.host())
            && port(base, own) == port(base, &authority)
    });
    if !is_same {
        return Err(PageError::Origin);
    }
    let (path, query) = split_query(path);
    let path = if path.is_empty() { "/" } else { path };
    Ok((path.to_owned(), query))
}

/// Returns the port of an authority, or else that of the base's scheme.
fn port(base: &Uri, authority: &Authority) -> u16 {
    let is_https = base.scheme() == Some(&Scheme::HTTPS);
    let default = if is_https { 443 } else { 80 };
    authority.port_u16().unwrap_or(default)
}

/// Returns the path and the query of a reference without a scheme and a host.
fn relative(base: &Uri, reference: &str) -> (String, Option<String>) {
    let (path, query) = split_query(reference);
    if path.is_empty() {
        let query = query.or_else(|| base.query().map(str::to_owned));
        return (base.path().to_owned(), query);
    }
    if path.starts_with('/') {
        return (path.to_owned(), query);
    }
    let folder = base
        .path()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    (format!("{folder}/{path}"), query)
}

fn split_query(reference: &str) -> (&str, Option<String>) {
    match reference.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (reference, None),
    }
}

/// Removes the segments `.` and `..` of a path that begins with a slash (RFC 3986, section 5.2.4).
fn without_dot_segments(path: &str) -> String {
    let mut segments = Vec::new();
    let mut rest = path.split('/').skip(1).peekable();
    while let Some(segment) = rest.next() {
        let is_last = rest.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    let _ = segments.pop();
                }
                if is_last {
                    segments.push("");
                }
            }
            segment => segments.push(segment),
        }
    }
    format!("/{}", segments.join("/"))
}
