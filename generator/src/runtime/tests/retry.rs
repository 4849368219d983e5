use std::time::Duration;

use proptest::prelude::*;

use crate::runtime::{
    RetryKind::{self, Throttling, Transient},
    TransportErrorKind,
    call::retry::{Decision, Failure, Quota, RetryPolicy, decide},
};

const POLICY: RetryPolicy = RetryPolicy {
    max_attempts: 100,
    base_delay: Duration::from_millis(50),
    throttling_base_delay: Duration::from_secs(1),
    max_delay: Duration::from_secs(20),
};
const FULL: u32 = 500;
const MINUTE: Duration = Duration::from_secs(60);
/// Half of what a random number can be: the delay is half of what it can be.
const HALF: u32 = 1 << 31;

fn failure(kind: RetryKind) -> Failure {
    Failure {
        kind,
        is_timeout: false,
        retry_after: None,
    }
}

fn timeout() -> Failure {
    Failure {
        is_timeout: true,
        ..failure(Transient)
    }
}

fn asks(delay: Duration) -> Failure {
    Failure {
        retry_after: Some(delay),
        ..failure(Throttling)
    }
}

fn retry(milliseconds: u64, cost: u32) -> Decision {
    Decision::Retry {
        delay: Duration::from_millis(milliseconds),
        cost,
    }
}

#[test]
fn the_delay_is_a_random_part_of_a_base_that_doubles_up_to_the_cap() {
    let cases = [
        (Transient, 1, 0, 0),
        (Transient, 1, HALF, 25),
        (Transient, 2, HALF, 50),
        (Transient, 3, HALF, 100),
        (Transient, 4, HALF, 200),
        (Transient, 9, HALF, 6_400),
        (Transient, 10, HALF, 10_000),
        (Transient, 99, HALF, 10_000),
        (Transient, 99, HALF / 2, 5_000),
        (Throttling, 1, 0, 0),
        (Throttling, 1, HALF, 500),
        (Throttling, 2, HALF, 1_000),
        (Throttling, 5, HALF, 8_000),
        (Throttling, 6, HALF, 10_000),
    ];
    for (kind, attempts, random, delay) in cases {
        let decision = decide(&POLICY, attempts, &failure(kind), FULL, MINUTE, random);
        assert_eq!(
            decision,
            retry(delay, 5),
            "{kind:?} after {attempts} with {random}"
        );
    }
}

#[test]
fn the_longest_delay_is_all_but_a_nanosecond_of_the_base() {
    let decision = decide(&POLICY, 1, &failure(Transient), FULL, MINUTE, u32::MAX);
    assert_eq!(
        decision,
        Decision::Retry {
            delay: Duration::from_nanos(49_999_999),
            cost: 5
        }
    );
}

#[test]
fn what_the_service_asks_for_replaces_the_backoff_up_to_the_cap() {
    let cases = [
        (0, 0),
        (1, 1),
        (1_500, 1_500),
        (20_000, 20_000),
        (20_001, 20_000),
        (3_600_000, 20_000),
    ];
    for (asked, delay) in cases {
        let failure = asks(Duration::from_millis(asked));
        assert_eq!(
            decide(&POLICY, 1, &failure, FULL, MINUTE, HALF),
            retry(delay, 5),
            "{asked}"
        );
        assert_eq!(
            decide(&POLICY, 7, &failure, FULL, MINUTE, 0),
            retry(delay, 5),
            "{asked}"
        );
    }
}

#[test]
fn the_last_attempt_is_not_followed_by_another() {
    let stops = |max_attempts, attempts| {
        let policy = RetryPolicy {
            max_attempts,
            ..POLICY
        };
        decide(&policy, attempts, &failure(Transient), FULL, MINUTE, 0) == Decision::Stop
    };
    let cases = [
        (1, 1, true),
        (2, 1, false),
        (2, 2, true),
        (3, 2, false),
        (3, 3, true),
        (3, 4, true),
        (0, 1, true),
    ];
    for (max, attempts, expected) in cases {
        assert_eq!(stops(max, attempts), expected, "{attempts} of {max}");
    }
}

#[test]
fn a_delay_that_would_pass_the_deadline_stops_the_call() {
    let cases = [
        (25, Decision::Stop),
        (26, retry(25, 5)),
        (24, Decision::Stop),
        (0, Decision::Stop),
    ];
    for (left, expected) in cases {
        let left = Duration::from_millis(left);
        assert_eq!(
            decide(&POLICY, 1, &failure(Transient), FULL, left, HALF),
            expected,
            "{left:?}"
        );
    }
    let asked = asks(Duration::from_secs(10));
    assert_eq!(
        decide(&POLICY, 1, &asked, FULL, Duration::from_secs(10), 0),
        Decision::Stop
    );
    assert_eq!(
        decide(&POLICY, 1, &asked, FULL, Duration::from_secs(11), 0),
        retry(10_000, 5)
    );
}

#[test]
fn a_retry_costs_5_tokens_and_one_after_a_timeout_10() {
    let cases = [
        (failure(Transient), 500, retry(25, 5)),
        (failure(Transient), 5, retry(25, 5)),
        (failure(Transient), 4, Decision::Stop),
        (failure(Transient), 0, Decision::Stop),
        (failure(Throttling), 5, retry(500, 5)),
        (failure(Throttling), 4, Decision::Stop),
        (asks(Duration::ZERO), 5, retry(0, 5)),
        (asks(Duration::ZERO), 4, Decision::Stop),
        (timeout(), 500, retry(25, 10)),
        (timeout(), 10, retry(25, 10)),
        (timeout(), 9, Decision::Stop),
    ];
    for (failure, tokens, expected) in cases {
        let decision = decide(&POLICY, 1, &failure, tokens, MINUTE, HALF);
        assert_eq!(decision, expected, "{failure:?} with {tokens} tokens");
    }
}

#[test]
fn a_transports_failure_is_retried_if_it_may_pass_and_the_request_may_be_sent_twice() {
    use TransportErrorKind::{AttemptTimeout, CallTimeout, Connect, ConnectTimeout, Io, Protocol};
    let second = Duration::from_secs(1);
    // Kind, what it is where a request may be sent twice, and whether it surely was not sent.
    let cases = [
        (Connect, Some(failure(Transient)), true),
        (ConnectTimeout(second), Some(timeout()), true),
        (Io, Some(failure(Transient)), false),
        (AttemptTimeout(second), Some(timeout()), false),
        (CallTimeout(second), None, false),
        (Protocol, None, false),
    ];
    for (kind, expected, is_unsent) in cases {
        assert_eq!(Failure::of_transport(kind, false), expected, "{kind:?}");
        assert_eq!(
            Failure::of_transport(kind, true),
            expected.filter(|_| is_unsent),
            "{kind:?}"
        );
    }
}

fn policies() -> impl Strategy<Value = RetryPolicy> {
    (
        any::<u32>(),
        any::<Duration>(),
        any::<Duration>(),
        any::<Duration>(),
    )
        .prop_map(
            |(max_attempts, base_delay, throttling_base_delay, max_delay)| RetryPolicy {
                max_attempts,
                base_delay,
                throttling_base_delay,
                max_delay,
            },
        )
}

fn failures() -> impl Strategy<Value = Failure> {
    let kinds = prop_oneof![Just(Transient), Just(Throttling)];
    (kinds, any::<bool>(), any::<Option<Duration>>()).prop_map(|(kind, is_timeout, retry_after)| {
        Failure {
            kind,
            is_timeout,
            retry_after,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_retry_is_within_the_attempts_the_cap_the_deadline_and_the_quota(
        policy in policies(),
        attempts: u32,
        failure in failures(),
        tokens in 0..=FULL,
        left: Duration,
        random: u32,
    ) {
        if let Decision::Retry { delay, cost } =
            decide(&policy, attempts, &failure, tokens, left, random)
        {
            prop_assert!(attempts < policy.max_attempts);
            prop_assert!(delay <= policy.max_delay);
            prop_assert!(delay < left);
            prop_assert!(cost <= tokens);
        }
    }

    #[test]
    fn a_call_makes_no_more_attempts_than_it_may(
        max_attempts in 1..200_u32,
        failures in prop::collection::vec(failures(), 200),
        random: u32,
    ) {
        let policy = RetryPolicy { max_attempts, ..POLICY };
        let quota = Quota::new();
        let mut attempts = 1;
        for failure in &failures {
            match decide(&policy, attempts, failure, quota.left(), Duration::MAX, random) {
                Decision::Retry { cost, .. } if quota.take(cost) => attempts += 1,
                Decision::Retry { .. } => prop_assert!(false, "the quota is one call's alone"),
                Decision::Stop => break,
            }
        }
        prop_assert!(attempts <= max_attempts);
        // The first attempt is free.
        prop_assert!((attempts - 1) * 5 <= FULL);
    }
}

#[test]
fn no_setting_is_too_extreme() {
    let numbers = [0, 1, 2, 31, 32, 33, u32::MAX - 1, u32::MAX];
    let durations = [
        Duration::ZERO,
        Duration::from_nanos(1),
        MINUTE,
        Duration::MAX,
    ];
    for base in durations {
        for max_delay in durations {
            let policy = RetryPolicy {
                max_attempts: u32::MAX,
                base_delay: base,
                throttling_base_delay: base,
                max_delay,
            };
            for (attempts, random) in numbers
                .iter()
                .flat_map(|n| numbers.map(|random| (*n, random)))
            {
                let case = format!("{policy:?}, {attempts}, {random}");
                match decide(
                    &policy,
                    attempts,
                    &failure(Transient),
                    u32::MAX,
                    Duration::MAX,
                    random,
                ) {
                    Decision::Stop => assert_eq!(attempts, u32::MAX, "{case}"),
                    Decision::Retry { delay, cost } => {
                        assert!(delay <= max_delay, "{case}: {delay:?}");
                        assert_eq!(cost, 5, "{case}");
                    }
                }
            }
        }
    }
}
