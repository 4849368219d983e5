//! Counts the allocations of calls; see `calling-harness`.

use std::alloc::System;

use calling_harness::{Failure, None, allocations};
use sdk_caller::Client;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static COUNTER: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Result<(), Failure> {
    allocations::<Client, None>(COUNTER)
}
