//! Values as text: what every format can do, and each of the formats.

pub(super) mod error;
pub(super) mod fingerprint;
pub(super) mod interface;
pub(super) mod json;
pub(super) mod schema;
pub(super) mod secrets;
