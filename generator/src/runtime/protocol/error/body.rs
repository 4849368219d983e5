//! The code and message in the body of an error response, whatever its format is.

use super::super::super::{Body, Secrets};

/// The functions that read the body of an error response in a format.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ErrorFormat {
    /// Reads the code and the message, also of a damaged or truncated body.
    pub(in super::super) read:
        fn(body: &Body, content_type: Option<&str>, secrets: &Secrets<'_>) -> ErrorBody,
    /// Repairs a body, so that its members can be read.
    pub(in super::super) repair: fn(Body) -> Body,
}

/// The code and the message of an error.
#[derive(Debug, Default)]
pub(in super::super) struct ErrorBody {
    pub(in super::super) code: Option<String>,
    pub(in super::super) message: Option<Message>,
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
