//! Putting a request together.

use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Body, Endpoint, InputError, Structure, Text, writer::Writer};

/// RFC 3986, section 2.3: what stands for itself everywhere in a URI.
const NOT_UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a greedy label leaves as it is besides: the slashes between the segments that it takes.
const NOT_UNRESERVED_OR_SLASH: &AsciiSet = &NOT_UNRESERVED.remove(b'/');

/// A request that is being put together, from the beginning of its path on.
#[derive(Debug)]
pub struct RequestBuilder {
    method: Method,
    path: String,
    query: String,
    headers: HeaderMap,
}

impl RequestBuilder {
    /// A request to a path, to which labels may still be added.
    #[must_use]
    pub fn new(method: Method, path: &str) -> Self {
        Self { method, path: path.to_owned(), query: String::new(), headers: HeaderMap::new() }
    }

    /// Adds a part of the path that is always the same.
    pub fn literal(&mut self, path: &str) {
        self.path.push_str(path);
    }

    /// Adds the value of a member to the path, as one segment.
    ///
    /// # Errors
    ///
    /// When the value is empty: the path would be another one.
    pub fn label(&mut self, member: &'static str, value: &impl Text) -> Result<(), InputError> {
        self.path_part(member, &value.text(), NOT_UNRESERVED)
    }

    /// Adds the value of a member to the path, as one or more segments.
    ///
    /// # Errors
    ///
    /// When the value is empty: the path would be another one.
    pub fn greedy_label(&mut self, member: &'static str, value: &impl Text) -> Result<(), InputError> {
        self.path_part(member, &value.text(), NOT_UNRESERVED_OR_SLASH)
    }

    /// Adds a part of the query that is always the same.
    pub fn constant_query(&mut self, query: &str) {
        self.begin_query();
        self.query.push_str(query);
    }

    /// Adds the value of a member to the query.
    pub fn query(&mut self, key: &str, value: &impl Text) {
        self.begin_query();
        self.query.extend(utf8_percent_encode(key, NOT_UNRESERVED));
        self.query.push('=');
        self.query.extend(utf8_percent_encode(&value.text(), NOT_UNRESERVED));
    }

    /// Sets a header to the value of a required member.
    ///
    /// # Errors
    ///
    /// When the value is empty or can't be a header's value.
    pub fn required_header(
        &mut self,
        member: &'static str,
        name: HeaderName,
        value: &impl Text,
    ) -> Result<(), InputError> {
        let text = value.text();
        if text.is_empty() {
            return Err(InputError::Empty { member });
        }
        let mut header = header_value(member, &text)?;
        header.set_sensitive(value.is_secret());
        self.headers.insert(name, header);
        Ok(())
    }

    /// Sets a header to the value of a member, if it has one that is not empty.
    ///
    /// # Errors
    ///
    /// When the value can't be a header's value.
    pub fn optional_header(
        &mut self,
        member: &'static str,
        name: HeaderName,
        value: Option<&impl Text>,
    ) -> Result<(), InputError> {
        match value {
            Some(value) if !value.text().is_empty() => self.required_header(member, name, value),
            _ => Ok(()),
        }
    }

    /// The finished request, without a body.
    ///
    /// # Errors
    ///
    /// When the URI becomes too long.
    pub fn without_body(mut self, endpoint: &Endpoint) -> Result<Request<Body>, InputError> {
        // RFC 9110, section 8.6: said for the methods that anticipate a body; strict proxies insist on it.
        if matches!(self.method, Method::POST | Method::PUT | Method::PATCH) {
            self.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        self.finish(endpoint, Body::empty())
    }

    /// The finished request, with a structure as its JSON body.
    ///
    /// # Errors
    ///
    /// When the URI becomes too long.
    pub fn with_json(
        mut self,
        endpoint: &Endpoint,
        body: &dyn Structure,
    ) -> Result<Request<Body>, InputError> {
        let body = Writer::write(body);
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        self.finish(endpoint, Body::from(body))
    }

    fn finish(self, endpoint: &Endpoint, body: Body) -> Result<Request<Body>, InputError> {
        let mut request = Request::new(body);
        let uri = endpoint.uri(&format!("{}{}", self.path, self.query));
        *request.uri_mut() = uri.map_err(|_| InputError::Uri)?;
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    fn path_part(
        &mut self,
        member: &'static str,
        text: &str,
        escaped: &'static AsciiSet,
    ) -> Result<(), InputError> {
        if text.is_empty() {
            return Err(InputError::Empty { member });
        }
        self.path.extend(utf8_percent_encode(text, escaped));
        Ok(())
    }

    fn begin_query(&mut self) {
        self.query.push(if self.query.is_empty() { '?' } else { '&' });
    }
}

/// HTTP allows more, but not every server and proxy takes it, and what is read back may differ.
fn header_value(member: &'static str, value: &str) -> Result<HeaderValue, InputError> {
    let is_plain = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if !is_plain || value.starts_with(' ') || value.ends_with(' ') {
        return Err(InputError::HeaderValue { member });
    }
    HeaderValue::from_str(value).map_err(|_| InputError::HeaderValue { member })
}
