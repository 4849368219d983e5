//! The settings of a client once they are checked.

use std::time::Duration;

use http::HeaderValue;

use super::{
    Endpoint,
    auth::Proofs,
    retry::{Quota, RetryPolicy},
    token::TokenSource,
};

/// What all calls of a client have in common.
#[derive(Debug)]
pub struct Config {
    pub(super) endpoint: Endpoint,
    pub(super) connect_timeout: Duration,
    pub(super) attempt_timeout: Duration,
    pub(super) call_timeout: Duration,
    pub(super) response_limit: usize,
    /// From how many bytes on the bodies of requests are compressed, if at all.
    pub(super) min_compression_size: Option<usize>,
    pub(super) retry: RetryPolicy,
    pub(super) quota: Quota,
    pub(super) user_agent: Option<HeaderValue>,
    pub(super) sends_invocation_id: bool,
    /// What says of most attempts that they are the first, if that is said.
    pub(super) first_attempt: Option<HeaderValue>,
    /// Fills in the idempotency tokens that callers leave out.
    pub(super) tokens: TokenSource,
    pub(super) proofs: Proofs,
    /// Certificate authorities to trust besides those of the operating system, each a bundle in PEM.
    pub(super) ca_bundles: Vec<Vec<u8>>,
    /// Whether a proxy that the environment names is used.
    pub(super) proxy_from_env: bool,
}

impl Config {
    /// Where requests go.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The bundles of certificate authorities to trust besides those of the operating system, in PEM.
    #[must_use]
    pub fn ca_bundles(&self) -> &[Vec<u8>] {
        &self.ca_bundles
    }

    /// Whether a proxy that the environment names is to be used.
    #[must_use]
    pub fn proxy_from_env(&self) -> bool {
        self.proxy_from_env
    }
}
