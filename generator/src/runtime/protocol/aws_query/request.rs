//! Requests with a form.

use http::Request;

use super::super::super::{
    Body, Endpoint, InputError, RequestBuilder, Value, codec::query_form::writer::QueryFormWriter,
};
use super::keys::KEYS;

impl RequestBuilder {
    /// Builds the request, with constant pairs and the members of a value as a form.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long, the value is nested too deeply, or contains an unknown member of a union.
    pub fn with_query_form(
        self,
        endpoint: &Endpoint,
        content_type: &'static str,
        constant: &str,
        body: &dyn Value,
    ) -> Result<Request<Body>, InputError> {
        let form = QueryFormWriter::write(&KEYS, constant, body)?;
        self.with_body(endpoint, content_type, form)
    }
}
