//! Whether a failed call is worth another attempt, and when. Nothing here waits or draws a number.

use std::{
    convert::TryFrom,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use http::{HeaderMap, HeaderName, header::RETRY_AFTER};

use super::super::{ErrorMeta, TransportErrorKind, http::date_parser};

static AMZ_RETRY_AFTER: HeaderName = HeaderName::from_static("x-amz-retry-after");

/// The statuses after which the same call may succeed, whatever the code.
const TRANSIENT_STATUSES: &[u16] = &[408, 429, 500, 502, 503, 504];

/// The codes by which AWS's services say that calls come too fast.
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

/// The codes by which they say that they waited too long.
const TRANSIENT_CODES: &[&str] = &["RequestTimeout", "RequestTimeoutException"];

/// Why the same call may succeed a little later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryKind {
    /// Something broke that may be whole again.
    Transient,
    /// Calls come too fast; waiting is longer.
    Throttling,
}

impl RetryKind {
    /// The kind of a service's answer by its code and status, if it is one that may pass.
    #[must_use]
    pub fn of(meta: &ErrorMeta) -> Option<Self> {
        let is_code = |codes: &[&str]| meta.code().is_some_and(|code| codes.contains(&code));
        let status = meta.status().as_u16();
        if is_code(THROTTLING_CODES) || status == 429 {
            Some(Self::Throttling)
        } else if is_code(TRANSIENT_CODES) || TRANSIENT_STATUSES.contains(&status) {
            Some(Self::Transient)
        } else {
            None
        }
    }
}

/// When a service asks to be called again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// After so long.
    Delay(Duration),
    /// At this time.
    Time(SystemTime),
}

impl RetryAfter {
    /// Reads `x-amz-retry-after` (milliseconds), else `Retry-After` (seconds or an HTTP date; RFC 9110,
    /// section 10.2.3).
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
        // What is before 1970 is as good as now.
        let after_1970 = Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
        SystemTime::UNIX_EPOCH
            .checked_add(after_1970)
            .map(Self::Time)
    }

    /// How long it is from `now`.
    #[must_use]
    pub fn delay(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::Time(time) => time.duration_since(now).unwrap_or_default(),
        }
    }
}

/// How often a call is attempted, and how long is waited in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct RetryPolicy {
    /// All attempts, the first one included; at least 1.
    pub(in super::super) max_attempts: u32,
    /// The most that is waited before the first retry; it doubles for each further one.
    pub(in super::super) base_delay: Duration,
    /// The same after an answer that calls come too fast.
    pub(in super::super) throttling_base_delay: Duration,
    /// The most that is ever waited.
    pub(in super::super) max_delay: Duration,
}

/// What there is to know about an attempt that failed in a way that may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Failure {
    pub(in super::super) kind: RetryKind,
    /// Whether it failed because it took too long.
    pub(in super::super) is_timeout: bool,
    /// How long the service asks to wait.
    pub(in super::super) retry_after: Option<Duration>,
}

impl Failure {
    /// The failure of a transport, if it is one that may pass. With `only_unsent`, it must be sure that the
    /// request was never sent.
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

/// What to do after an attempt that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Decision {
    /// Give up.
    Stop,
    /// Try again.
    Retry {
        /// After waiting so long.
        delay: Duration,
        /// What it costs of the quota.
        cost: u32,
    },
}

/// Decides after `attempts` attempts, of which the last one failed, with `tokens` left in the quota and
/// `time_left` for the call. `random` is a number from all `u32`, each as likely as the others.
pub(in super::super) fn decide(
    policy: &RetryPolicy,
    attempts: u32,
    failure: &Failure,
    tokens: u32,
    time_left: Duration,
    random: u32,
) -> Decision {
    let cost = if failure.is_timeout {
        TIMEOUT_COST
    } else {
        RETRY_COST
    };
    if attempts >= policy.max_attempts || tokens < cost {
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

/// `rand(0,1) * min(base * 2^(r-1), cap)` before retry `r`.
fn backoff(policy: &RetryPolicy, retry: u32, kind: RetryKind, random: u32) -> Duration {
    let base = match kind {
        RetryKind::Transient => policy.base_delay,
        RetryKind::Throttling => policy.throttling_base_delay,
    };
    let doubled = base.saturating_mul(2_u32.saturating_pow(retry.saturating_sub(1)));
    let most = doubled.min(policy.max_delay);
    // Of `random / 2^32` nanoseconds, what is behind the point is lost; a random number has no bias to lose.
    let nanoseconds = (most.as_nanos() * u128::from(random)) >> 32;
    Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX)).min(most)
}

const QUOTA: u32 = 500;
const RETRY_COST: u32 = 5;
const TIMEOUT_COST: u32 = 10;
/// What a call that needed no retry gives back.
const REFUND: u32 = 1;

/// What a client and its clones may spend on retries, so that an outage is not met with more load.
#[derive(Debug)]
pub(in super::super) struct Quota {
    tokens: AtomicU32,
}

impl Quota {
    pub(in super::super) fn new() -> Self {
        Self {
            tokens: AtomicU32::new(QUOTA),
        }
    }

    pub(in super::super) fn tokens(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed)
    }

    /// Takes tokens, if there are still enough.
    pub(in super::super) fn take(&self, cost: u32) -> bool {
        let less = |tokens: u32| tokens.checked_sub(cost);
        self.tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
            .is_ok()
    }

    /// Gives back, after a success, what its last retry cost.
    pub(in super::super) fn give_back(&self, last_cost: Option<u32>) {
        let more = |tokens: u32| {
            let more = tokens
                .saturating_add(last_cost.unwrap_or(REFUND))
                .min(QUOTA);
            (more != tokens).then_some(more)
        };
        // It fails only if it is full already.
        let _ = self
            .tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}
