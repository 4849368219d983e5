//! Forms as the bodies of requests.

use http::Request;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::{
    Body, Endpoint, InputError, Member, NestedStyle, RequestBuilder, Value,
    codec::nested::NestedWriter,
};

/// The characters that are percent-encoded in a form (WHATWG's URL Standard, section 1.3), where a space becomes `+`.
const NOT_IN_FORM: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b' ')
    .remove(b'*')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_');

impl RequestBuilder {
    /// Builds the request, with the members of a value as a form. The content type is a default, which a member may have
    /// replaced.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long, a key of a map is empty or contains a bracket, or a value is nested too deeply.
    pub fn with_form(
        self,
        endpoint: &Endpoint,
        styles: &'static [(&'static str, NestedStyle)],
        body: &dyn Value,
    ) -> Result<Request<Body>, InputError> {
        let mut writer = NestedWriter::new(styles);
        body.write(&Member::ROOT, &mut writer);
        let pairs = writer.finish()?.into_iter();
        let pairs = pairs.map(|(key, value)| encoded(&key) + "=" + &encoded(&value));
        let form = pairs.collect::<Vec<_>>().join("&");
        self.with_body(endpoint, "application/x-www-form-urlencoded", form)
    }
}

fn encoded(text: &str) -> String {
    let encoded = utf8_percent_encode(text, NOT_IN_FORM).to_string();
    encoded.replace(' ', "+")
}
