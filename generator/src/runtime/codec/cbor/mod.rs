//! The format CBOR.

mod big_number;
mod look_ahead;
pub(in super::super) mod reader;
pub(in super::super) mod tokens;
pub(in super::super) mod writer;
