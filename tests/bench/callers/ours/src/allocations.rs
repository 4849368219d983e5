//! Counts the allocations of calls; see `calling-harness`.

use std::alloc::System;

use calling_harness::{Failure, allocations};
use ours_caller::{Async, Blocking};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static COUNTER: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Result<(), Failure> {
    allocations::<Async, Blocking>(COUNTER)
}
