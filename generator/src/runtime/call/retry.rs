//! The rules for retries: whether a failed call is retried, and after which delay. Nothing here waits or is random.

use std::{
    convert::TryFrom,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use http::{HeaderMap, HeaderName, header::RETRY_AFTER};

use super::super::{ErrorMeta, TransportErrorKind, http::date_parser};

static AMZ_RETRY_AFTER: HeaderName = HeaderName::from_static("x-amz-retry-after");

/// The status codes after which the same call may succeed, whatever the error code is.
const TRANSIENT_STATUSES: &[u16] = &[408, 429, 500, 502, 503, 504];

/// The error codes of AWS services for throttling.
const THROTTLING_CODES: &[&str] = &[
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "SlowDownException",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// The error codes of AWS services for a request that timed out.
const TRANSIENT_CODES: &[&str] = &["RequestTimeout", "RequestTimeoutException"];

/// The reason why the same call may succeed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryKind {
    /// A transient failure.
    Transient,
    /// The service throttles calls. The delay before a retry is longer.
    Throttling,
}

impl RetryKind {
    /// Returns the kind that the error code and status code of a response imply, or `None` for a permanent error.
    #[must_use]
    pub fn of(meta: &ErrorMeta) -> Option<Self> {
        let is_code = |codes: &[&str]| meta.code().is_some_and(|code| codes.contains(&code));
        let status = meta.status().as_u16();
        if is_code(THROTTLING_CODES) || status == 429 {
            Some(Self::Throttling)
        } else if is_code(TRANSIENT_CODES)
            || TRANSIENT_STATUSES.contains(&status)
            // An error that arrived as a success was unknown when the response began.
            || meta.status().is_success()
        {
            Some(Self::Transient)
        } else {
            None
        }
    }
}

/// The time at which a service asks for a retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// After this delay.
    Delay(Duration),
    /// At this time.
    Time(SystemTime),
}

impl RetryAfter {
    /// Parses `x-amz-retry-after` (milliseconds), or else `Retry-After` (seconds or an HTTP date; RFC 9110, section
    /// 10.2.3).
    #[must_use]
    pub fn read(headers: &HeaderMap) -> Option<Self> {
        let text = |name: &HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
        let milliseconds = text(&AMZ_RETRY_AFTER).and_then(|text| text.parse().ok());
        if let Some(milliseconds) = milliseconds {
            return Some(Self::Delay(Duration::from_millis(milliseconds)));
        }
        let text = text(&RETRY_AFTER)?;
        if let Ok(seconds) = text.parse() {
            return Some(Self::Delay(Duration::from_secs(seconds)));
        }
        let (seconds, _) = date_parser::parse(text)?;
        // A time before 1970 is in the past anyway.
        let after_1970 = Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
        SystemTime::UNIX_EPOCH
            .checked_add(after_1970)
            .map(Self::Time)
    }

    /// Returns the delay from `now` on.
    #[must_use]
    pub fn delay(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::Time(time) => time.duration_since(now).unwrap_or_default(),
        }
    }
}

/// The number of attempts, and the delays between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct RetryPolicy {
    /// The maximum number of attempts, including the first one; at least 1.
    pub(in super::super) max_attempts: u32,
    /// The maximum delay before the first retry. It doubles with each further retry.
    pub(in super::super) base_delay: Duration,
    /// The maximum delay before the first retry after throttling.
    pub(in super::super) throttling_base_delay: Duration,
    /// The maximum delay before any retry.
    pub(in super::super) max_delay: Duration,
}

/// A failed attempt after which the same call may succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Failure {
    pub(in super::super) kind: RetryKind,
    /// Whether the attempt timed out.
    pub(in super::super) is_timeout: bool,
    /// The delay that the service asks for.
    pub(in super::super) retry_after: Option<Duration>,
}

impl Failure {
    /// Returns the failure for an error of a transport, or `None` for a permanent one. With `only_unsent`, the error
    /// must guarantee that the request was not sent.
    pub(in super::super) fn of_transport(
        kind: TransportErrorKind,
        only_unsent: bool,
    ) -> Option<Self> {
        let (is_timeout, is_unsent) = match kind {
            TransportErrorKind::Connect => (false, true),
            TransportErrorKind::ConnectTimeout(_) => (true, true),
            TransportErrorKind::Io => (false, false),
            TransportErrorKind::AttemptTimeout(_) => (true, false),
            TransportErrorKind::CallTimeout(_)
            | TransportErrorKind::ContentCoding
            | TransportErrorKind::Redirected
            | TransportErrorKind::Protocol
            | TransportErrorKind::HeadersTooLarge
            | TransportErrorKind::RequestBody
            | TransportErrorKind::RequestUri
            | TransportErrorKind::Stalled(_)
            | TransportErrorKind::TooLarge(_) => return None,
        };
        let failure = Self {
            kind: RetryKind::Transient,
            is_timeout,
            retry_after: None,
        };
        (is_unsent || !only_unsent).then_some(failure)
    }
}

/// The decision after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Decision {
    /// No retry.
    Stop,
    /// A retry.
    Retry {
        /// The delay before it.
        delay: Duration,
        /// Its cost, which the quota must cover.
        cost: u32,
    },
}

/// Decides whether to retry after `attempts` attempts, with `quota` left for retries and `time_left` for the call.
/// `random` is uniformly distributed over all `u32`.
pub(in super::super) fn decide(
    policy: &RetryPolicy,
    attempts: u32,
    failure: &Failure,
    quota: u32,
    time_left: Duration,
    random: u32,
) -> Decision {
    let cost = if failure.is_timeout {
        TIMEOUT_COST
    } else {
        RETRY_COST
    };
    if attempts >= policy.max_attempts || quota < cost {
        return Decision::Stop;
    }
    let delay = match failure.retry_after {
        Some(delay) => delay.min(policy.max_delay),
        None => backoff(policy, attempts, failure.kind, random),
    };
    if delay >= time_left {
        Decision::Stop
    } else {
        Decision::Retry { delay, cost }
    }
}

/// Returns the delay before retry `r`: `rand(0,1) * min(base * 2^(r-1), cap)`.
fn backoff(policy: &RetryPolicy, retry: u32, kind: RetryKind, random: u32) -> Duration {
    let base = match kind {
        RetryKind::Transient => policy.base_delay,
        RetryKind::Throttling => policy.throttling_base_delay,
    };
    let doubled = base.saturating_mul(2_u32.saturating_pow(retry.saturating_sub(1)));
    let most = doubled.min(policy.max_delay);
    // `random / 2^32` is in [0, 1). Fractions of a nanosecond are cut off.
    let nanoseconds = (most.as_nanos() * u128::from(random)) >> 32;
    Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX)).min(most)
}

const QUOTA: u32 = 500;
const RETRY_COST: u32 = 5;
const TIMEOUT_COST: u32 = 10;
/// The refund for a call that succeeded without a retry.
const REFUND: u32 = 1;

/// The retry quota of a client and its clones, which keeps retries from adding to the load of an outage.
#[derive(Debug)]
pub(in super::super) struct Quota {
    left: AtomicU32,
}

impl Quota {
    pub(in super::super) fn new() -> Self {
        Self {
            left: AtomicU32::new(QUOTA),
        }
    }

    /// Returns how much is left.
    pub(in super::super) fn left(&self) -> u32 {
        self.left.load(Ordering::Relaxed)
    }

    /// Takes the cost of a retry, and returns whether enough was left.
    pub(in super::super) fn take(&self, cost: u32) -> bool {
        let less = |left: u32| left.checked_sub(cost);
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
            .is_ok()
    }

    /// Refunds the cost of the last retry after a success.
    pub(in super::super) fn refund(&self, last_cost: Option<u32>) {
        let more = |left: u32| {
            let more = left.saturating_add(last_cost.unwrap_or(REFUND)).min(QUOTA);
            (more != left).then_some(more)
        };
        // It fails only if the quota is full already.
        let _ = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}
