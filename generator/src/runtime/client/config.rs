//! The settings of a client once they are checked.

use std::time::Duration;

use http::HeaderValue;

use super::super::{
    auth::identity::Authentication,
    call::{
        idempotency_token::TokenSource,
        retry::{Quota, RetryPolicy},
    },
};
use super::endpoint::Endpoint;

/// What all calls of a client have in common.
#[derive(Debug)]
pub struct Config {
    pub(in super::super) endpoint: Endpoint,
    pub(in super::super) connect_timeout: Duration,
    pub(in super::super) attempt_timeout: Duration,
    pub(in super::super) call_timeout: Duration,
    pub(in super::super) response_limit: usize,
    /// From how many bytes on the bodies of requests are compressed, if at all.
    pub(in super::super) min_compression_size: Option<usize>,
    pub(in super::super) retry: RetryPolicy,
    pub(in super::super) quota: Quota,
    pub(in super::super) user_agent: Option<HeaderValue>,
    pub(in super::super) sends_invocation_id: bool,
    /// What says of most attempts that they are the first, if that is said.
    pub(in super::super) first_attempt: Option<HeaderValue>,
    /// Fills in the idempotency tokens that callers leave out.
    pub(in super::super) tokens: TokenSource,
    pub(in super::super) authentication: Authentication,
    /// Certificate authorities to trust besides those of the operating system, each a bundle in PEM.
    pub(in super::super) ca_bundles: Vec<Vec<u8>>,
    /// Whether a proxy that the environment names is used.
    pub(in super::super) proxy_from_env: bool,
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
