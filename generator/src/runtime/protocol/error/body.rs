//! The code and message in the body of an error response, whatever its format is.

use super::super::super::{Body, Secrets};

/// The functions that read the body of an error response in a format, and the places of the code and the message in it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ErrorFormat {
    /// Reads the code and the message, also of a damaged or truncated body.
    pub(in super::super) read: fn(
        body: &Body,
        content_type: Option<&str>,
        places: Places,
        secrets: &Secrets<'_>,
    ) -> ErrorBody,
    /// Returns whether the body of a success is that of an error. S3 sends the status code 200 before it knows the outcome
    /// of a copy.
    pub(in super::super::super) is_error: fn(body: &Body) -> bool,
    /// Redacts the secrets in a body. Its members are read after that.
    pub(in super::super::super) redact: fn(Body, &Secrets<'_>) -> Body,
    /// The places of the code and the message.
    pub(in super::super) places: Places,
}

impl ErrorFormat {
    /// Sets the place of the code. Then it isn't looked for elsewhere in the body.
    #[must_use]
    pub const fn with_code(mut self, path: &'static [Step]) -> Self {
        self.places.code = path;
        self
    }

    /// Sets the place of the message, where it is looked for first.
    #[must_use]
    pub const fn with_message(mut self, path: &'static [Step]) -> Self {
        self.places.message = path;
        self
    }
}

/// The places of the code and the message in a body. An empty path stands for the usual places.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Places {
    pub(in super::super) code: &'static [Step],
    pub(in super::super) message: &'static [Step],
}

impl Places {
    pub(in super::super) const USUAL: Self = Self {
        code: &[],
        message: &[],
    };
}

/// A step on the way to a value in a body.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The member of this name.
    Member(&'static str),
    /// The first item of a list.
    First,
}

/// What the body of an error says.
#[derive(Debug, Default)]
pub(in super::super) struct ErrorBody {
    pub(in super::super) code: Option<String>,
    pub(in super::super) message: Option<Message>,
    /// The id of the request, which is usually in a header instead.
    pub(in super::super) request_id: Option<String>,
}

/// The message of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Message {
    /// The value of a member of the body.
    Member(String),
    /// The beginning of a body without a message.
    Body(String),
    /// The reason why a body without a message can't be shown.
    Note(String),
}

impl Message {
    pub(in super::super) fn as_str(&self) -> &str {
        match self {
            Self::Member(text) | Self::Body(text) | Self::Note(text) => text,
        }
    }

    pub(in super::super) fn is_body(&self) -> bool {
        matches!(self, Self::Body(_))
    }
}
