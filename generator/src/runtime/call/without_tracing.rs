//! The stand-in for `tracing` where the crate isn't used.

use std::{fmt::Display, time::Duration};

use http::{HeaderMap, StatusCode};

/// The span of one call, which is never recorded.
#[derive(Clone, Debug)]
pub(in super::super) struct CallSpan;

impl CallSpan {
    pub(super) fn none() -> Self {
        Self
    }

    pub(super) fn begin(&mut self, _: &'static str) {
        let Self = self;
    }

    pub(in super::super) fn in_scope<T>(&self, run: impl FnOnce() -> T) -> T {
        let Self = self;
        run()
    }

    pub(super) fn attempt(&self, _: u32, _: u32) {
        let Self = self;
    }

    pub(super) fn response(&self, _: StatusCode, _: &HeaderMap) {
        let Self = self;
    }

    pub(super) fn retry(&self, _: Duration, _: &impl Display) {
        let Self = self;
    }
}
