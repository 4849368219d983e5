//! Putting a request together.

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request,
    header::{CONTENT_LENGTH, Entry},
};
use secrecy::{ExposeSecret, SecretString};

use super::{Endpoint, InputError};

/// A request that is being put together.
#[derive(Debug)]
pub struct RequestBuilder {
    method: Method,
    headers: HeaderMap,
}

impl RequestBuilder {
    /// A request without headers.
    #[must_use]
    pub fn new(method: Method) -> Self {
        Self { method, headers: HeaderMap::new() }
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
        value: &str,
    ) -> Result<(), InputError> {
        if value.is_empty() {
            return Err(InputError::Empty { member });
        }
        self.headers.insert(name, header_value(member, value)?);
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
        value: Option<&str>,
    ) -> Result<(), InputError> {
        match value {
            Some(value) if !value.is_empty() => self.required_header(member, name, value),
            _ => Ok(()),
        }
    }

    /// Sets a header to the value of a required member that must not be shown.
    ///
    /// # Errors
    ///
    /// When the value is empty or can't be a header's value.
    pub fn required_secret_header(
        &mut self,
        member: &'static str,
        name: HeaderName,
        value: &SecretString,
    ) -> Result<(), InputError> {
        self.required_header(member, name.clone(), value.expose_secret())?;
        self.mark_sensitive(name);
        Ok(())
    }

    /// Sets a header to the value of a member that must not be shown, if it has one that is not empty.
    ///
    /// # Errors
    ///
    /// When the value can't be a header's value.
    pub fn optional_secret_header(
        &mut self,
        member: &'static str,
        name: HeaderName,
        value: Option<&SecretString>,
    ) -> Result<(), InputError> {
        self.optional_header(member, name.clone(), value.map(ExposeSecret::expose_secret))?;
        self.mark_sensitive(name);
        Ok(())
    }

    /// The finished request, without a body.
    ///
    /// # Errors
    ///
    /// When the URI becomes too long.
    pub fn without_body(mut self, endpoint: &Endpoint, path: &str) -> Result<Request<Bytes>, InputError> {
        // RFC 9110, section 8.6: said for the methods that anticipate a body; strict proxies insist on it.
        if matches!(self.method, Method::POST | Method::PUT | Method::PATCH) {
            self.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let mut request = Request::new(Bytes::new());
        *request.uri_mut() = endpoint.uri(path).map_err(|_| InputError::Uri)?;
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    fn mark_sensitive(&mut self, name: HeaderName) {
        if let Entry::Occupied(mut header) = self.headers.entry(name) {
            header.get_mut().set_sensitive(true);
        }
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
