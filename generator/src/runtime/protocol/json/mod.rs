//! JSON, as the protocols that use it have it.

pub mod body;
pub mod error_body;
mod error_repair;
