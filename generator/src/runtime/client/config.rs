//! The validated settings of a client.

use std::time::Duration;

use http::HeaderValue;

use super::super::{
    auth::identity::Authentication,
    call::{
        idempotency_token::IdempotencyTokenSource,
        retry::{Quota, RetryPolicy},
    },
};
use super::endpoint::Endpoint;

/// The validated settings of a client, which its transport is created from.
#[derive(Debug)]
pub struct Config {
    pub(in super::super) endpoint: Endpoint,
    pub(in super::super) connect_timeout: Duration,
    pub(in super::super) attempt_timeout: Duration,
    pub(in super::super) call_timeout: Duration,
    pub(in super::super) response_limit: usize,
    /// The minimum length of a compressed request body. `None` disables compression.
    pub(in super::super) min_compression_size: Option<usize>,
    pub(in super::super) retry: RetryPolicy,
    pub(in super::super) quota: Quota,
    pub(in super::super) user_agent: Option<HeaderValue>,
    pub(in super::super) sends_invocation_id: bool,
    /// The value of `amz-sdk-request` in the first attempt, if the header is sent.
    pub(in super::super) first_attempt: Option<HeaderValue>,
    /// The source of idempotency tokens for inputs without one.
    pub(in super::super) idempotency_tokens: IdempotencyTokenSource,
    pub(in super::super) authentication: Authentication,
    /// Bundles of trusted certificate authorities in PEM, in addition to those of the operating system.
    pub(in super::super) ca_bundles: Vec<Vec<u8>>,
    /// Whether the proxy of the environment variables is used.
    pub(in super::super) proxy_from_env: bool,
}

impl Config {
    /// Returns the endpoint.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Returns the bundles of trusted certificate authorities in PEM, in addition to those of the operating system.
    #[must_use]
    pub fn ca_bundles(&self) -> &[Vec<u8>] {
        &self.ca_bundles
    }

    /// Returns whether https requests use the proxy of the environment variables.
    #[must_use]
    pub fn proxy_from_env(&self) -> bool {
        self.proxy_from_env
    }
}
