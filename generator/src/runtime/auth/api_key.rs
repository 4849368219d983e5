//! Authentication by API keys in a header, the query or a cookie.

use std::{convert::TryFrom, time::SystemTime};

use http::{HeaderName, HeaderValue, Request, Uri, header::COOKIE, uri::PathAndQuery};
use percent_encoding::{percent_decode_str, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};

use super::super::{
    Body, Builder, ServiceClient,
    protocol::request::{NOT_UNRESERVED, is_header_value},
};
use super::{
    identity::Identity,
    schemes::{Auth, AuthError},
};

/// Where an API key is sent.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum KeyPlace {
    /// A header with this name in lower case, and the text before the key.
    Header(&'static str, &'static str),
    /// A query parameter with this name.
    Query(&'static str),
    /// A cookie with this name.
    Cookie(&'static str),
}

impl<C: ServiceClient> Builder<C> {
    /// Sets the API key of a scheme.
    #[doc(hidden)]
    #[must_use]
    pub fn set_api_key(
        mut self,
        setting: &'static str,
        place: KeyPlace,
        key: SecretString,
    ) -> Self {
        let key = ApiKey {
            setting,
            place,
            key,
        };
        drop(self.authentication.schemes.insert(setting, key.into()));
        self
    }
}

struct ApiKey {
    setting: &'static str,
    place: KeyPlace,
    key: SecretString,
}

impl ApiKey {
    /// Adds the key to a request, and returns the text of it that differs from the key, or `None` if it isn't valid there.
    fn add(&self, message: &mut Request<Body>) -> Option<Vec<SecretString>> {
        let key = self.key.expose_secret();
        if key.is_empty() {
            return None;
        }
        match self.place {
            KeyPlace::Header(name, prefix) => {
                let value = header_value(&SecretString::from(format!("{prefix}{key}")))?;
                let name = HeaderName::from_static(name);
                drop(message.headers_mut().insert(name, value));
                Some(Vec::new())
            }
            KeyPlace::Query(name) => {
                let value = SecretString::from(encoded(key));
                let uri = with_query(message.uri(), name, &value)?;
                *message.uri_mut() = uri;
                Some(vec![value])
            }
            KeyPlace::Cookie(name) => {
                if !key.bytes().all(is_cookie_octet) {
                    return None;
                }
                let others = message.headers().get(COOKIE);
                let others = others.and_then(|cookies| cookies.to_str().ok());
                let others = others.map(|cookies| format!("{cookies}; "));
                let cookies = format!("{}{name}={key}", others.unwrap_or_default());
                let value = header_value(&SecretString::from(cookies))?;
                drop(message.headers_mut().insert(COOKIE, value));
                Some(Vec::new())
            }
        }
    }
}

impl Identity for ApiKey {
    fn authenticate(
        &self,
        message: &mut Request<Body>,
        _: Auth,
        _: &str,
        _: SystemTime,
    ) -> Result<Vec<SecretString>, AuthError> {
        let added = self.add(message);
        added.ok_or(AuthError::ApiKeyValue(self.setting))
    }

    fn secrets(&self, visit: &mut dyn FnMut(&str)) {
        visit(self.key.expose_secret());
    }

    fn refused(&self) -> bool {
        false
    }
}

/// Returns a sensitive header value.
fn header_value(text: &SecretString) -> Option<HeaderValue> {
    let text = text.expose_secret();
    let value = is_header_value(text).then(|| HeaderValue::from_str(text).ok());
    let mut value = value.flatten()?;
    value.set_sensitive(true);
    Some(value)
}

/// Returns a URI with a pair at the end of its query, or `None` if it becomes too long. The pair replaces others of its name,
/// which the URI of a next page may have.
fn with_query(uri: &Uri, name: &str, value: &SecretString) -> Option<Uri> {
    let pairs = uri.query().into_iter().flat_map(|query| query.split('&'));
    let is_other = |pair: &&str| {
        let other = pair.split('=').next().unwrap_or_default();
        let other = other.replace('+', " ");
        !pair.is_empty() && percent_decode_str(&other).decode_utf8_lossy() != name
    };
    let mut path = format!("{}?", uri.path());
    for pair in pairs.filter(is_other) {
        path = path + pair + "&";
    }
    let path = path + &encoded(name) + "=" + value.expose_secret();
    let path = SecretString::from(path);
    let path = path.expose_secret();
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path).ok()?);
    Uri::from_parts(parts).ok()
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NOT_UNRESERVED).to_string()
}

/// Returns whether a cookie may contain a character (RFC 6265, section 4.1.1).
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}
