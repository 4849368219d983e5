//! Multipart bodies of requests (RFC 7578), written as browsers write them.

use std::{convert::TryFrom, fmt, mem};

use http::{
    HeaderValue, Request,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};

use super::super::{
    Body, Endpoint, InputError, Member, NestedStyle, Part, RequestBuilder, Value,
    codec::{json::writer::JsonWriter, nested::NestedWriter},
    http::body_chain::chained,
};
use super::request::is_header_value;

/// The parts of a multipart body.
#[doc(hidden)]
pub struct Multipart {
    boundary: String,
    /// The contents of files, and the text before each.
    bodies: Vec<Body>,
    /// The text after the last file.
    text: String,
}

/// Omits the parts, which may contain sensitive members.
impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Multipart").finish_non_exhaustive()
    }
}

impl Multipart {
    /// Creates a body without parts, with a random boundary.
    #[must_use]
    pub fn random() -> Self {
        Self::new(fastrand::u128(..))
    }

    pub(in super::super) fn new(boundary: u128) -> Self {
        Self {
            boundary: format!("{boundary:032x}"),
            bodies: Vec::new(),
            text: String::new(),
        }
    }

    /// Adds a part for a single value, or for each single value of a list.
    ///
    /// # Errors
    ///
    /// Fails if the value can't be written, such as one that is nested too deeply.
    pub fn text(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        self.nested(member, schema, NestedStyle::Repeat, value)
    }

    /// Adds a part for each of the single values in a nested one, with `[]` for each item of a list.
    ///
    /// # Errors
    ///
    /// Fails if a key of a map is empty or contains a bracket, or the value is nested too deeply.
    pub fn brackets(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        self.nested(member, schema, NestedStyle::Brackets, value)
    }

    /// Adds a part for each of the single values in a nested one, with the index of each item of a list.
    ///
    /// # Errors
    ///
    /// Fails if a key of a map is empty or contains a bracket, or the value is nested too deeply.
    pub fn index(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        self.nested(member, schema, NestedStyle::Index, value)
    }

    /// Adds a part with a value as JSON.
    ///
    /// # Errors
    ///
    /// Fails if the value can't be written, such as one that is nested too deeply.
    pub fn json(&mut self, schema: &'static Member, value: &dyn Value) -> Result<(), InputError> {
        let json = JsonWriter::write(schema, value)?;
        self.begin(schema.name, "\r\nContent-Type: application/json");
        self.text.push_str(&json);
        self.text.push_str("\r\n");
        Ok(())
    }

    /// Adds a file, and takes its content. Its media type is a default.
    ///
    /// # Errors
    ///
    /// Fails if the media type of the part is not a valid header value.
    pub fn file(
        &mut self,
        member: &'static str,
        name: &str,
        media_type: &'static str,
        part: &mut Part,
    ) -> Result<(), InputError> {
        let media_type = part.type_or(media_type);
        if media_type.is_empty() || !is_header_value(media_type) {
            return Err(InputError::HeaderValue { member });
        }
        let file_name = escaped(part.name_or_default());
        let rest = format!("; filename=\"{file_name}\"\r\nContent-Type: {media_type}");
        self.begin(name, &rest);
        self.bodies.push(mem::take(&mut self.text).into());
        self.bodies.push(part.take_body());
        self.text.push_str("\r\n");
        Ok(())
    }

    fn nested(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        style: NestedStyle,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        let mut writer = NestedWriter::new(&[]);
        writer.member(member, schema, style, value);
        for (name, value) in writer.finish()? {
            self.begin(&name, "");
            self.text.push_str(&value);
            self.text.push_str("\r\n");
        }
        Ok(())
    }

    /// Writes the header of a part: its name, and the rest after it.
    fn begin(&mut self, name: &str, rest: &str) {
        let (boundary, name) = (&self.boundary, escaped(name));
        let header = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n\r\n"
        );
        self.text.push_str(&header);
    }

    fn finish(mut self) -> Body {
        let end = format!("--{}--\r\n", self.boundary);
        self.text.push_str(&end);
        self.bodies.push(self.text.into());
        chained(self.bodies)
    }
}

impl RequestBuilder {
    /// Builds the request, with a multipart body. Its content type has the boundary, so nothing replaces it.
    ///
    /// # Errors
    ///
    /// Fails if the URI is too long.
    pub fn with_multipart(
        mut self,
        endpoint: &Endpoint,
        parts: Multipart,
    ) -> Result<Request<Body>, InputError> {
        let content_type = format!("multipart/form-data; boundary={}", parts.boundary);
        if let Ok(content_type) = HeaderValue::try_from(content_type) {
            drop(self.headers.insert(CONTENT_TYPE, content_type));
        }
        let body = parts.finish();
        if let Some(length) = body.length() {
            drop(self.headers.insert(CONTENT_LENGTH, length.into()));
        }
        self.finish(endpoint, body)
    }
}

/// Returns the name of a member or a file between quotes (WHATWG's HTML, section 4.10.22.8).
fn escaped(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
