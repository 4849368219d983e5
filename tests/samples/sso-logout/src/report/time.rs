//! Times as people say them, relative to now.

use jiff::Timestamp;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// `expires in 3h 12m`, `expired 2 days ago`.
pub(super) fn expiry(expires_at: Timestamp, now: Timestamp) -> String {
    let seconds = expires_at.as_second().saturating_sub(now.as_second());
    let time = duration(seconds.saturating_abs());
    if seconds > 0 {
        format!("expires in {time}")
    } else {
        format!("expired {time} ago")
    }
}

/// `3h 12m`, `2 days`.
pub(super) fn duration(seconds: i64) -> String {
    match seconds {
        DAY.. => count(seconds / DAY, "day"),
        HOUR..DAY => format!("{}h {}m", seconds / HOUR, seconds % HOUR / MINUTE),
        MINUTE..HOUR => format!("{}m", seconds / MINUTE),
        ..MINUTE => "less than a minute".to_owned(),
    }
}

/// `1 token`, `2 tokens`.
pub(super) fn count(number: impl TryInto<i64>, what: &str) -> String {
    match number.try_into() {
        Ok(1) => format!("1 {what}"),
        Ok(number) => format!("{number} {what}s"),
        Err(_) => format!("many {what}s"),
    }
}
