use std::time::Duration;

use super::auth::Ping;
use crate::runtime::{Waiter, WaiterState};

/// Half of what a random number can be.
const HALF: u32 = 1 << 31;

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn delay(call: u32, time_left: Duration, random: u32) -> Option<Duration> {
    let waiter: Waiter<Ping<0>> = Waiter::new("Up", 2, 10, |_| WaiterState::Retry);
    waiter.delay(call, time_left, random)
}

#[test]
fn a_delay_is_between_the_minimum_and_an_amount_that_doubles_up_to_the_maximum() {
    let long = ms(100_000);
    for (call, half) in [
        (1, 2_000),
        (2, 3_000),
        (3, 5_000),
        (4, 6_000),
        (5, 6_000),
        (u32::MAX, 6_000),
    ] {
        assert_eq!(delay(call, long, 0), Some(ms(2_000)), "{call}");
        assert_eq!(delay(call, long, HALF), Some(ms(half)), "{call}");
    }
    assert_eq!(delay(1, long, u32::MAX), Some(ms(2_000)));
    assert_eq!(
        delay(2, long, u32::MAX),
        Some(Duration::from_nanos(3_999_999_999))
    );
    assert_eq!(
        delay(9, long, u32::MAX),
        Some(Duration::from_nanos(9_999_999_998))
    );
}

#[test]
fn the_last_call_comes_when_the_minimum_delay_is_left() {
    assert_eq!(delay(1, ms(4_500), 0), Some(ms(2_000)));
    assert_eq!(delay(1, ms(4_000), 0), Some(ms(2_000)));
    assert_eq!(delay(1, ms(3_000), 0), Some(ms(1_000)));
    assert_eq!(delay(3, ms(9_000), HALF), Some(ms(5_000)));
    assert_eq!(delay(3, ms(6_500), HALF), Some(ms(4_500)));
    assert_eq!(delay(1, ms(2_000), 0), None);
    assert_eq!(delay(1, ms(0), HALF), None);
}
