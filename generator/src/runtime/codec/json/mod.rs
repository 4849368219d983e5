//! The format JSON.

pub(in super::super) mod reader;
pub(in super::super) mod writer;
