//! The format JSON.

pub(in super::super) mod look_ahead;
pub(in super::super) mod reader;
pub(in super::super) mod writer;
