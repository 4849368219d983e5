//! The loop of a blocking wait.

use std::time::Duration;

use super::super::Operation;
use super::{
    blocking::Caller,
    waiter::{Next, Wait, WaitResult, Waiter},
};

/// Calls an operation again and again, until its waiter ends the wait or not enough time is left.
///
/// # Errors
///
/// Fails if the waiter fails, a call returns an error that the waiter doesn't name, or too little time is left for another
/// call.
#[doc(hidden)]
pub fn wait<O: Operation + Clone>(
    caller: &Caller,
    input: &O,
    max_wait: Duration,
    waiter: &Waiter<O>,
) -> WaitResult<O> {
    let mut wait = Wait::new(waiter, max_wait);
    loop {
        match wait.next(caller.call(input.clone())) {
            Next::Call(delay) => caller.http.sleep(delay),
            Next::End(end) => return end,
        }
    }
}
