//! The types of members.

pub(super) mod blob;
mod date;
pub(super) mod document;
pub(super) mod enumeration;
pub(super) mod from_bytes;
pub(super) mod int_enum;
pub(super) mod last_segment;
pub(super) mod members;
pub(super) mod nullable;
pub(super) mod number;
pub(super) mod sensitive;
mod standard;
pub(super) mod structure;
pub(super) mod tagged_union;
pub(super) mod text;
pub(super) mod timestamp;
pub(super) mod union;
pub(super) mod union_by_kind;
pub(super) mod union_by_members;
pub(super) mod unknown_value;
mod unsigned_long;
mod uuid;
pub(super) mod wipe;
