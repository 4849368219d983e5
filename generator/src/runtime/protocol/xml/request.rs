//! XML bodies of requests.

use http::Request;

use super::super::super::{
    Body, Endpoint, InputError, Member, RequestBuilder, Value, codec::xml::writer::XmlWriter,
};

impl RequestBuilder {
    /// Builds the request, with a value of this schema as its XML body. The name of the root is that of the schema. The
    /// content type is a default, which a member may have replaced.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long, the value is nested too deeply, or contains a character that XML doesn't have or an
    /// unknown member of a union.
    pub fn with_xml_of(
        self,
        schema: &'static Member,
        endpoint: &Endpoint,
        content_type: &'static str,
        body: &dyn Value,
    ) -> Result<Request<Body>, InputError> {
        let body = XmlWriter::write(schema, body)?;
        self.with_body(endpoint, content_type, body)
    }
}
