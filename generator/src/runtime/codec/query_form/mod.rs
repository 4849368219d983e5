//! The forms of AWS's query protocols.

pub(in super::super) mod keys;
pub(in super::super) mod writer;
