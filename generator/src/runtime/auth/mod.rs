//! Authentication: bearer tokens, API keys, passwords, credentials and their sources, and signatures.

pub(super) mod api_key;
pub(super) mod async_bearer;
pub(super) mod async_credentials;
mod async_source;
pub mod aws_sigv4;
mod basic;
pub(super) mod bearer;
pub(super) mod credentials;
pub(super) mod identity;
pub(super) mod schemes;
pub(super) mod sign;
mod without_async_source;

pub(super) use self::async_source::AsyncSource;
#[cfg(not(test))]
pub(super) use self::without_async_source::AsyncSource;
