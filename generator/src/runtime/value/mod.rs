//! The types of members.

pub(super) mod blob;
mod date;
pub(super) mod document;
pub(super) mod enumeration;
pub(super) mod from_bytes;
pub(super) mod int_enum;
pub(super) mod members;
pub(super) mod number;
pub(super) mod sensitive;
mod standard;
pub(super) mod structure;
pub(super) mod text;
pub(super) mod timestamp;
pub(super) mod union;
pub(super) mod wipe;
