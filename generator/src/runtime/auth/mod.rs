//! How the caller of an operation proves who it is.

pub mod aws_sigv4;
pub(super) mod bearer;
pub(super) mod schemes;
pub(super) mod sign;
