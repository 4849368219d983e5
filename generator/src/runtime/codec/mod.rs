//! The formats of bodies.

pub(super) mod json;
