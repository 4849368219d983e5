//! The format XML.

pub(in super::super) mod elements;
pub(in super::super) mod reader;
pub(in super::super) mod tables;
pub(in super::super) mod tokens;
pub(in super::super) mod writer;
