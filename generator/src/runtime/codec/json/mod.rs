//! The format JSON.

mod look_ahead;
pub(in super::super) mod reader;
pub(in super::super) mod writer;
