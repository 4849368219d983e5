//! The spans and events of calls for the `tracing` crate. They never contain what is sent.

use std::{fmt::Display, time::Duration};

use http::{HeaderMap, StatusCode};
use tracing::{Span, debug, debug_span, field, warn};

use super::super::protocol::response::request_id;

/// The span of one call.
#[derive(Clone, Debug)]
pub(in super::super) struct CallSpan {
    span: Span,
}

impl CallSpan {
    /// Creates an empty span, for a call that hasn't begun.
    pub(super) fn none() -> Self {
        Self { span: Span::none() }
    }

    /// Begins the span of a call, unless it has begun.
    pub(super) fn begin(&mut self, operation: &'static str) {
        if self.span.is_none() {
            self.span = debug_span!("call", operation, attempts = field::Empty);
        }
    }

    pub(in super::super) fn in_scope<T>(&self, run: impl FnOnce() -> T) -> T {
        self.span.in_scope(run)
    }

    pub(super) fn attempt(&self, attempt: u32, max: u32) {
        let _ = self.span.record("attempts", attempt);
        self.in_scope(|| debug!(attempt, max, "sending the request"));
    }

    pub(super) fn response(&self, status: StatusCode, headers: &HeaderMap) {
        let (status, request_id) = (status.as_u16(), request_id(headers));
        self.in_scope(|| debug!(status, request_id, "received the response"));
    }

    pub(super) fn retry(&self, delay: Duration, error: &impl Display) {
        self.in_scope(|| warn!(?delay, %error, "retrying after the delay"));
    }
}
