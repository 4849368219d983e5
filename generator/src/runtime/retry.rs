//! Which failures may pass by themselves.

use super::ErrorMeta;

/// The statuses after which the same call may succeed, whatever the code.
const RETRYABLE_STATUSES: &[u16] = &[408, 429, 500, 502, 503, 504];

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

/// Whether the call that got this answer may succeed a little later.
pub(super) fn is_retryable(meta: &ErrorMeta) -> bool {
    let is_code = |codes: &[&str]| meta.code().is_some_and(|code| codes.contains(&code));
    RETRYABLE_STATUSES.contains(&meta.status().as_u16())
        || is_code(THROTTLING_CODES)
        || is_code(TRANSIENT_CODES)
}
