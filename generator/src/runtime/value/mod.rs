//! The types of members, and what says how they are read and written.

pub mod blob;
pub(super) mod document;
pub(super) mod enumeration;
pub(super) mod int_enum;
pub(super) mod interface;
pub(super) mod members;
pub(super) mod number;
pub(super) mod schema;
pub(super) mod sensitive;
mod standard;
pub(super) mod structure;
pub(super) mod text;
pub(super) mod timestamp;
pub(super) mod timestamp_format;
pub(super) mod union;
pub(super) mod wipe;
