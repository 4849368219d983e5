//! Files in multipart bodies.

use std::{fmt, mem};

use super::body::Body;

/// A file in a multipart body: its content, its name, and its media type.
///
/// ```text
/// let photo = Part::new(Body::from_reader(file).with_length(length))
///     .file_name("me.png")
///     .media_type("image/png");
/// ```
///
/// A content that is a [`Body`], or can become one, is a part as it is.
#[derive(Default)]
pub struct Part {
    body: Body,
    file_name: Option<String>,
    media_type: Option<String>,
}

impl Part {
    /// Creates a part with this content.
    #[must_use]
    pub fn new(body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            ..Self::default()
        }
    }

    /// Sets the name of the file. The default is `blob`, as in browsers: many servers take a part without a name for text.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type. The default is that of the member.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Lends the content.
    #[doc(hidden)]
    pub fn body(&mut self) -> &mut Body {
        &mut self.body
    }

    pub(in super::super) fn take_body(&mut self) -> Body {
        mem::take(&mut self.body)
    }

    pub(in super::super) fn name_or_default(&self) -> &str {
        self.file_name.as_deref().unwrap_or("blob")
    }

    pub(in super::super) fn type_or<'a>(&'a self, default: &'a str) -> &'a str {
        self.media_type.as_deref().unwrap_or(default)
    }
}

impl<T: Into<Body>> From<T> for Part {
    fn from(body: T) -> Self {
        Self::new(body)
    }
}

/// Shows the media type and the length, and neither the content nor the name of the file, which may be secret.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("body", &self.body)
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}
