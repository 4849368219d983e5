//! The builder of requests.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
    uri::PathAndQuery,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::{Body, Endpoint, InputError, Text};

/// The characters that are percent-encoded: all except the unreserved ones (RFC 3986, section 2.3).
pub(in super::super) const NOT_UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The characters that are percent-encoded in a greedy label, which may contain slashes.
const NOT_UNRESERVED_OR_SLASH: &AsciiSet = &NOT_UNRESERVED.remove(b'/');

/// The builder of a request, which begins with the path.
#[doc(hidden)]
pub struct RequestBuilder {
    method: Method,
    /// The path. An empty one is sent as `/`.
    pub(super) path: Cow<'static, str>,
    query: String,
    /// Whether the path may have the segments `.` and `..`.
    pub(super) keeps_dot_segments: bool,
    /// The percent-encoded keys of the query.
    query_keys: Vec<String>,
    pub(super) headers: HeaderMap,
}

/// Omits the path and the query, which may contain sensitive members.
impl fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBuilder")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

impl RequestBuilder {
    /// Creates a builder with the beginning of a path, to which labels may be added.
    #[must_use]
    pub fn new(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path: path.into(),
            query: String::new(),
            keeps_dot_segments: false,
            query_keys: Vec::new(),
            headers: HeaderMap::new(),
        }
    }

    /// Appends a constant part of the path.
    pub fn literal(&mut self, path: &str) {
        self.path.to_mut().push_str(path);
    }

    /// Appends the value of a member to the path, as a segment or a part of one.
    ///
    /// # Errors
    ///
    /// Fails if the value is empty, `.` or `..`, which would change the path. A segment whose parts are none of these is
    /// neither empty nor one that is removed.
    pub fn label(&mut self, member: &'static str, value: &dyn Text) -> Result<(), InputError> {
        self.push_label(member, &value.text(), NOT_UNRESERVED)
    }

    /// Appends the value of a member to the path, as one or more segments.
    ///
    /// # Errors
    ///
    /// Fails if the value is empty, or a segment is `.` or `..`, which would change the path.
    pub fn greedy_label(
        &mut self,
        member: &'static str,
        value: &dyn Text,
    ) -> Result<(), InputError> {
        self.push_label(member, &value.text(), NOT_UNRESERVED_OR_SLASH)
    }

    /// Appends a constant part of the query.
    pub fn constant_query(&mut self, query: &str) {
        self.begin_query();
        self.query.push_str(query);
        let keys = query
            .split('&')
            .map(|pair| pair.split_once('=').map_or(pair, |(key, _)| key));
        self.query_keys.extend(keys.map(str::to_owned));
    }

    /// Sets a header to a constant value.
    pub fn constant_header(&mut self, name: &'static str, value: &'static str) {
        drop(self.headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        ));
    }

    /// Appends a query parameter with the value of a member.
    pub fn query(&mut self, key: &str, value: &dyn Text) {
        let value: String = utf8_percent_encode(&value.text(), NOT_UNRESERVED).collect();
        self.encoded_query(key, &value);
    }

    /// Appends a query parameter with a percent-encoded value.
    pub(super) fn encoded_query(&mut self, key: &str, value: &str) {
        let key: String = utf8_percent_encode(key, NOT_UNRESERVED).collect();
        self.begin_query();
        self.query.push_str(&key);
        self.query.push('=');
        self.query.push_str(value);
        self.query_keys.push(key);
    }

    /// Appends the entries of a map to the query, except those whose key is in the query already.
    pub fn query_map<'a, T: Text + 'a>(
        &mut self,
        entries: impl IntoIterator<Item = (&'a String, &'a T)>,
    ) {
        self.query_list_map(entries.into_iter().map(|(key, value)| (key, [value])));
    }

    /// Appends the entries of a map of lists to the query, except those whose key is in the query already.
    pub fn query_list_map<'a, T: Text + 'a, L: IntoIterator<Item = &'a T>>(
        &mut self,
        entries: impl IntoIterator<Item = (&'a String, L)>,
    ) {
        let taken = self.query_keys.clone();
        for (key, values) in entries {
            let escaped = utf8_percent_encode(key, NOT_UNRESERVED);
            if !taken.contains(&escaped.to_string()) {
                values.into_iter().for_each(|value| self.query(key, value));
            }
        }
    }

    /// Sets a header to the value of a required member.
    ///
    /// # Errors
    ///
    /// Fails if the value is empty, or not a valid header value.
    pub fn required_header(
        &mut self,
        member: &'static str,
        name: &'static str,
        value: &dyn Text,
    ) -> Result<(), InputError> {
        if value.text().is_empty() {
            return Err(InputError::Empty { member });
        }
        self.header(member, name, value)
    }

    /// Sets a header to the value of a member.
    ///
    /// # Errors
    ///
    /// Fails if the value is not a valid header value.
    pub fn header(
        &mut self,
        member: &'static str,
        name: &'static str,
        value: &dyn Text,
    ) -> Result<(), InputError> {
        self.set_header(member, HeaderName::from_static(name), value)
    }

    /// Sets a header to the values of a member, separated by commas.
    ///
    /// # Errors
    ///
    /// Fails if a value is not a valid header value.
    pub fn header_list<T: Text>(
        &mut self,
        member: &'static str,
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Result<(), InputError> {
        let (mut items, mut is_secret) = (Vec::new(), false);
        for value in values {
            is_secret |= value.is_secret();
            items.push(value.list_item());
        }
        let mut header = header_value(member, &items.join(", "))?;
        header.set_sensitive(is_secret);
        drop(self.headers.insert(HeaderName::from_static(name), header));
        Ok(())
    }

    /// Sets a header for each entry of a map, except those that are set already.
    ///
    /// # Errors
    ///
    /// Fails if a key is not a valid part of a header name, or a value is not a valid header value.
    pub fn prefix_headers<'a, T: Text + 'a>(
        &mut self,
        member: &'static str,
        prefix: &str,
        entries: impl IntoIterator<Item = (&'a String, &'a T)>,
    ) -> Result<(), InputError> {
        for (key, value) in entries {
            let name = format!("{prefix}{key}");
            let name: HeaderName = name
                .parse()
                .map_err(|_| InputError::HeaderName { member })?;
            if !self.headers.contains_key(&name) {
                self.set_header(member, name, value)?;
            }
        }
        Ok(())
    }

    /// Builds the request, without a body.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long.
    pub fn without_body(mut self, endpoint: &Endpoint) -> Result<Request<Body>, InputError> {
        // RFC 9110, section 8.6: methods that anticipate a body should have a length, and strict proxies require it.
        if matches!(self.method, Method::POST | Method::PUT | Method::PATCH) {
            drop(
                self.headers
                    .insert(CONTENT_LENGTH, HeaderValue::from_static("0")),
            );
        }
        self.finish(endpoint, Body::empty())
    }

    /// Builds the request, with bytes as its body. The content type is a default, which a member may have replaced.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long.
    pub fn with_body(
        mut self,
        endpoint: &Endpoint,
        content_type: &'static str,
        body: impl Into<Bytes>,
    ) -> Result<Request<Body>, InputError> {
        let body = body.into();
        let _ = self
            .headers
            .entry(CONTENT_TYPE)
            .or_insert(HeaderValue::from_static(content_type));
        drop(
            self.headers
                .insert(CONTENT_LENGTH, HeaderValue::from(body.len())),
        );
        self.finish(endpoint, Body::from(body))
    }

    /// Builds the request, with a stream as its body. The content type is a default, which a member may have replaced.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long.
    pub fn with_stream(
        mut self,
        endpoint: &Endpoint,
        content_type: &'static str,
        body: Body,
    ) -> Result<Request<Body>, InputError> {
        let _ = self
            .headers
            .entry(CONTENT_TYPE)
            .or_insert(HeaderValue::from_static(content_type));
        self.headers
            .extend(body.length().map(|length| (CONTENT_LENGTH, length.into())));
        self.finish(endpoint, body)
    }

    pub(super) fn finish(
        self,
        endpoint: &Endpoint,
        body: Body,
    ) -> Result<Request<Body>, InputError> {
        let mut path = self.path;
        if path.is_empty() {
            path = "/".into();
        }
        if !self.query.is_empty() {
            path.to_mut().push_str(&self.query);
        }
        let path = match path {
            Cow::Borrowed(path) => Bytes::from_static(path.as_bytes()),
            Cow::Owned(path) => path.into(),
        };
        let path = PathAndQuery::from_maybe_shared(path).map_err(|_| InputError::Uri)?;
        let mut request = Request::new(body);
        *request.uri_mut() = endpoint.uri(path).map_err(|_| InputError::Uri)?;
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    fn set_header(
        &mut self,
        member: &'static str,
        name: HeaderName,
        value: &dyn Text,
    ) -> Result<(), InputError> {
        let mut header = header_value(member, &value.text())?;
        header.set_sensitive(value.is_secret());
        drop(self.headers.insert(name, header));
        Ok(())
    }

    fn push_label(
        &mut self,
        member: &'static str,
        text: &str,
        escaped: &'static AsciiSet,
    ) -> Result<(), InputError> {
        if text.is_empty() {
            return Err(InputError::Empty { member });
        }
        let label: String = utf8_percent_encode(text, escaped).collect();
        self.push_encoded_label(member, &label)
    }

    pub(super) fn push_encoded_label(
        &mut self,
        member: &'static str,
        label: &str,
    ) -> Result<(), InputError> {
        // RFC 3986, section 5.2.4: these segments are removed when a path is normalized.
        let is_dot = |segment| segment == "." || segment == "..";
        if !self.keeps_dot_segments && label.split('/').any(is_dot) {
            return Err(InputError::DotSegment { member });
        }
        self.path.to_mut().push_str(label);
        Ok(())
    }

    fn begin_query(&mut self) {
        self.query
            .push(if self.query.is_empty() { '?' } else { '&' });
    }
}

fn header_value(member: &'static str, value: &str) -> Result<HeaderValue, InputError> {
    let value = Some(value).filter(|value| is_header_value(value));
    let value = value.and_then(|value| HeaderValue::from_str(value).ok());
    value.ok_or(InputError::HeaderValue { member })
}

/// Returns whether a text is printable ASCII without a space at an end. HTTP allows other characters, but not every
/// server and proxy accepts them or passes them on unchanged.
pub(in super::super) fn is_header_value(value: &str) -> bool {
    // A fold without an early exit is vectorized.
    let is_plain = value.bytes().fold(true, |is_plain, byte| {
        is_plain & (b' '..=b'~').contains(&byte)
    });
    is_plain && !value.starts_with(' ') && !value.ends_with(' ')
}
