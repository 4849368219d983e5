//! The format XML.

pub(in super::super) mod tables;
