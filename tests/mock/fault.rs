//! What mock servers and documents are known to do wrong, as rules with their reasons.

use restsmith_typed_values::Spec;

use crate::{caller::Exchange, case::Case, document::Document};

/// Something that goes wrong by no fault of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    NoResponse,
    ResponseIsNoJson,
    ResponseDoesNotFit,
}

impl Fault {
    /// Returns the reason.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoResponse => "the server finds or makes no response in the document",
            Self::ResponseIsNoJson => {
                "the server's response isn't JSON, though its media type says so"
            }
            Self::ResponseDoesNotFit => "the server's response doesn't fit the document's schema",
        }
    }

    /// Returns the fault by which a server finds a valid request invalid, if it is one.
    pub fn of_violation(
        _violation: &str,
        _exchange: &Exchange,
        _case: &Case<'_>,
        _document: &Document,
        _spec: &Spec,
    ) -> Option<Self> {
        None
    }
}
