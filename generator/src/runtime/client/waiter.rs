//! The rules of waiters, as Smithy has them. Nothing here makes a call or waits.
//!
//! <https://smithy.io/2.0/additional-specs/waiters.html#waiter-retries>

use std::{
    convert::TryFrom,
    fmt,
    time::{Duration, Instant},
};

use super::super::{Error, ErrorKind, Operation, WaitError, WaitErrorKind, WaitOutcome};

/// What the outcome of a call means to a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiterState {
    /// The wait is over.
    Success,
    /// The wait has failed: further calls wouldn't succeed.
    Failure,
    /// Another call is made.
    Retry,
    /// The waiter names no such error.
    Unexpected,
}

/// The rules of a waiter: the delays between calls of an operation, and what the outcome of each means.
pub struct Waiter<O: Operation> {
    name: &'static str,
    min_delay: Duration,
    max_delay: Duration,
    state: fn(Result<&O::Output, &O::Error>) -> WaiterState,
}

impl<O: Operation> Waiter<O> {
    /// Creates the rules of a waiter. The delays are in seconds.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        min_delay: u64,
        max_delay: u64,
        state: fn(Result<&O::Output, &O::Error>) -> WaiterState,
    ) -> Self {
        Self {
            name,
            min_delay: Duration::from_secs(min_delay),
            max_delay: Duration::from_secs(max_delay),
            state,
        }
    }

    /// Returns the waiter's name in the service's API.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns what the outcome of a call means: an output, or an error of the service.
    #[must_use]
    pub fn state(&self, outcome: Result<&O::Output, &O::Error>) -> WaiterState {
        (self.state)(outcome)
    }

    /// Returns the delay after a call that isn't the last one, or `None` if not enough time is left for another.
    ///
    /// Calls are counted from 1. The delay is between the minimum and `minimum * 2^(call - 1)`, or the maximum if that is
    /// less; `random` chooses, from the minimum at 0 on. The last call comes when the minimum delay is left.
    #[must_use]
    pub fn delay(&self, call: u32, time_left: Duration, random: u32) -> Option<Duration> {
        let min = self.min_delay;
        if time_left <= min {
            return None;
        }
        let factor = 2_u32.saturating_pow(call.saturating_sub(1));
        let ceiling = min.saturating_mul(factor).min(self.max_delay).max(min);
        // `random / 2^32` is in [0, 1). Fractions of a nanosecond are cut off.
        let nanoseconds = (ceiling.saturating_sub(min).as_nanos() * u128::from(random)) >> 32;
        let spread = Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX));
        let delay = min.saturating_add(spread);
        if time_left.saturating_sub(delay) <= min {
            return Some(time_left.saturating_sub(min));
        }
        Some(delay)
    }
}

impl<O: Operation> fmt::Debug for Waiter<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter")
            .field("name", &self.name)
            .field("min_delay", &self.min_delay)
            .field("max_delay", &self.max_delay)
            .finish_non_exhaustive()
    }
}

/// The outcome of the last call of a wait, or why the wait failed.
pub(super) type WaitResult<O> = Result<
    WaitOutcome<<O as Operation>::Output, <O as Operation>::Error>,
    WaitError<<O as Operation>::Output, <O as Operation>::Error>,
>;

/// What follows a call.
pub(super) enum Next<O: Operation> {
    /// Another call, after this delay.
    Call(Duration),
    /// The end of the wait.
    End(WaitResult<O>),
}

/// A wait in progress.
pub(super) struct Wait<'a, O: Operation> {
    waiter: &'a Waiter<O>,
    limit: Duration,
    start: Instant,
    /// The sum of all delays. The clock of a transport may run faster than the system's, such as in a test.
    delayed: Duration,
    calls: u32,
}

impl<'a, O: Operation> Wait<'a, O> {
    /// Begins a wait.
    pub(super) fn new(waiter: &'a Waiter<O>, limit: Duration) -> Self {
        Self {
            waiter,
            limit,
            start: Instant::now(),
            delayed: Duration::ZERO,
            calls: 0,
        }
    }

    /// Returns what follows a call with this result.
    pub(super) fn next(&mut self, result: Result<O::Output, Error<O::Error>>) -> Next<O> {
        self.calls = self.calls.saturating_add(1);
        let state = match &result {
            Ok(output) => self.waiter.state(Ok(output)),
            Err(error) => match error.kind() {
                ErrorKind::Service(error) => self.waiter.state(Err(error)),
                _ => WaiterState::Unexpected,
            },
        };
        let fail = |kind| Next::End(Err(WaitError::new(self.waiter.name, kind)));
        let outcome = match (state, result) {
            (WaiterState::Unexpected, Err(error)) => return fail(WaitErrorKind::Call(error)),
            (_, Err(error)) => WaitOutcome::Error(error),
            (_, Ok(output)) => WaitOutcome::Output(output),
        };
        match state {
            WaiterState::Success => return Next::End(Ok(outcome)),
            WaiterState::Failure => return fail(WaitErrorKind::Failed(outcome)),
            WaiterState::Retry | WaiterState::Unexpected => {}
        }
        let elapsed = self.start.elapsed().max(self.delayed);
        let time_left = self.limit.saturating_sub(elapsed);
        match self.waiter.delay(self.calls, time_left, fastrand::u32(..)) {
            Some(delay) => {
                self.delayed = self.delayed.saturating_add(delay);
                Next::Call(delay)
            }
            None => fail(WaitErrorKind::Exceeded {
                last: outcome,
                calls: self.calls,
                elapsed,
            }),
        }
    }
}

/// Returns whether there are values and all of them satisfy a condition.
#[doc(hidden)]
pub fn all_are<T>(values: impl IntoIterator<Item = T>, satisfies: impl Fn(T) -> bool) -> bool {
    let mut values = values.into_iter();
    let first = values.next();
    first.is_some_and(&satisfies) && values.all(satisfies)
}
