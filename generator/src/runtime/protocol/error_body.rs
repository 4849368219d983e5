//! What the body of an error says, whatever its format is.

use super::super::{Body, Secrets};

/// How the bodies of errors are read in a format.
#[derive(Clone, Copy, Debug)]
pub struct ErrorFormat {
    /// Reads code and message, of damaged and of cut bodies too.
    pub(super) read:
        fn(body: &Body, content_type: Option<&str>, secrets: &Secrets<'_>) -> ErrorBody,
    /// Mends a body, so that its members can be read.
    pub(super) mend: fn(Body) -> Body,
}

/// The code and the message of an error.
#[derive(Debug, Default)]
pub(super) struct ErrorBody {
    pub(super) code: Option<String>,
    pub(super) message: Option<Message>,
}

/// What is shown as the message of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// What a member of the body says.
    Member(String),
    /// The beginning of a body that has no message.
    Body(String),
    /// Why a body that has no message can't be shown.
    Note(String),
}

impl Message {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Member(text) | Self::Body(text) | Self::Note(text) => text,
        }
    }

    pub(super) fn is_body(&self) -> bool {
        matches!(self, Self::Body(_))
    }
}
